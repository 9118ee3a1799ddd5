import type { Uuid } from '../../src/core/ids.ts';
import type { Db } from '../../src/db/db.ts';

/** What the store keeps of a tenant's only turn. */
export interface TurnRecords {
  /** `user question`, `assistant reply`, `assistant reply, interrupted`. */
  readonly messages: readonly string[];
  /** `first answered`, `first failed rate_limited`; in the order of the calls. */
  readonly calls: readonly string[];
  /** Messages counted against the month's quota. */
  readonly counted: number;
  readonly tokens: readonly (readonly [prompt: number, completion: number, isEstimated: boolean])[];
}

interface MessageRow {
  readonly role: string;
  readonly content: string;
  readonly interrupted: boolean;
}

interface CallRow {
  readonly model: string;
  readonly outcome: string;
  readonly failure: string | null;
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
  readonly is_estimated: boolean;
}

export async function turnRecords(db: Db, tenantId: Uuid): Promise<TurnRecords> {
  const [messages, calls, quota] = (await db.batch({ tenantId }, [
    { sql: 'select role, content, interrupted from chat_messages order by ordinal', params: [] },
    { sql: 'select * from model_calls order by place', params: [] },
    { sql: 'select coalesce(sum(used), 0)::int as used from chat_quota', params: [] },
  ])) as unknown as [MessageRow[], CallRow[], { used: number }[]];
  return {
    messages: messages.map(
      ({ role, content, interrupted }) => `${role} ${content}${interrupted ? ', interrupted' : ''}`,
    ),
    calls: calls.map(({ model, outcome, failure }) => [model, outcome, failure].filter(Boolean).join(' ')),
    counted: quota[0]?.used ?? 0,
    tokens: calls.map((row) => [row.prompt_tokens, row.completion_tokens, row.is_estimated]),
  };
}
