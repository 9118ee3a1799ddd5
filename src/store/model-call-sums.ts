import type { Uuid } from '../core/ids.ts';
import type { Query } from './query.ts';

/** What calls can be counted by. */
export const USAGE_KEYS = ['day', 'model', 'dialect', 'project'] as const;

export type UsageKey = (typeof USAGE_KEYS)[number];

/** Calls together. */
export interface UsageFigures {
  readonly calls: number;
  readonly answered: number;
  readonly failed: number;
  readonly stopped: number;
  readonly promptTokens: number;
  /** Those of `promptTokens` that providers read from their caches. */
  readonly cachedTokens: number;
  readonly completionTokens: number;
  /** Calls whose tokens were counted here and not by the provider. */
  readonly estimatedCalls: number;
  /** Of the calls that have a price; null where none has. */
  readonly price: number | null;
  /** Calls without a price. */
  readonly unpricedCalls: number;
}

/** Only what was asked to count by is there; `model` brings its provider along. */
export interface UsageRow extends UsageFigures {
  /** `2026-11-20`, in UTC. */
  readonly day?: string;
  readonly provider?: string;
  readonly model?: string;
  readonly dialect?: string;
  /** The project's slug, the id of one that is gone, null for calls that belong to none. */
  readonly project?: string | null;
}

export interface UsageSpan {
  readonly from: Date;
  /** The first moment behind the span. */
  readonly to: Date;
  /** At least one. */
  readonly by: readonly UsageKey[];
}

const KEY_COLUMNS: Readonly<Record<UsageKey, readonly string[]>> = {
  day: ['day'],
  model: ['provider', 'model'],
  dialect: ['dialect'],
  project: ['project'],
};

const FIGURES = `count(*) as calls,
  count(*) filter (where outcome = 'answered') as answered,
  count(*) filter (where outcome = 'failed') as failed,
  count(*) filter (where outcome = 'stopped') as stopped,
  coalesce(sum(prompt_tokens), 0) as "promptTokens",
  coalesce(sum(cached_tokens), 0) as "cachedTokens",
  coalesce(sum(completion_tokens), 0) as "completionTokens",
  count(*) filter (where is_estimated) as "estimatedCalls",
  sum(price) as price,
  count(*) filter (where price is null) as "unpricedCalls"`;

/**
 * The calls that began in the span, as at most `most` rows in the order of the keys, and all of them together.
 * Scope: the tenant.
 */
export const sumModelCalls = (
  tenantId: Uuid,
  { from, to, by }: UsageSpan,
  most: number,
): Query<{ rows: readonly UsageRow[]; totals: UsageFigures }> => {
  const keys = USAGE_KEYS.filter((key) => by.includes(key)).flatMap((key) => KEY_COLUMNS[key]);
  const columns = keys.join(', ');
  return {
    // The total is one row more, which is there also where nothing was called.
    sql: `with called as (
        select (call.began_at at time zone 'UTC')::date as day, call.provider collate "C" as provider,
          call.model collate "C" as model, call.dialect collate "C" as dialect,
          coalesce(project.slug, call.project_id::text) collate "C" as project,
          outcome, prompt_tokens, cached_tokens, completion_tokens, is_estimated, price
        from model_calls call
        left join projects project on project.tenant_id = call.tenant_id and project.id = call.project_id
        where call.tenant_id = $1 and call.began_at >= $2 and call.began_at < $3
      )
      select ${columns}, ${FIGURES} from called
      group by grouping sets ((${columns}), ())
      order by grouping(${keys[0]}) desc, ${columns}
      limit $4::int + 1`,
    params: [tenantId, from, to, most],
    read: ([totals, ...rows]) => ({
      rows: rows as unknown as UsageRow[],
      totals: figuresOf(totals as unknown as UsageRow),
    }),
  };
};

const figuresOf = ({ day, provider, model, dialect, project, ...figures }: UsageRow): UsageFigures => figures;
