import type { Dialect } from '../core/conversation.ts';
import type { Uuid } from '../core/ids.ts';
import type { ModelCall } from '../core/model-call.ts';
import type { Query } from './query.ts';

/** The turn that the calls were made for. */
export interface CalledTurn {
  readonly sessionId: Uuid;
  /** The reply's or, where none was stored, the question's. */
  readonly messageId: Uuid;
  readonly projectId: Uuid | null;
  readonly dialect: Dialect;
  readonly actor: string;
}

const CALL_COLUMNS = [
  ...['place int', 'id uuid', 'provider text', 'model text', 'outcome text', 'failure text', 'attempt int'],
  ...['prompt_tokens int', 'cached_tokens int', 'completion_tokens int', 'is_estimated boolean'],
  ...['price numeric', 'began_at timestamptz', 'first_token_ms float8', 'last_token_ms float8'],
];
const CALL_NAMES = CALL_COLUMNS.map((column) => column.split(' ')[0]).join(', ');

/** The calls of one turn in the order in which they were made, any number in one statement. Scope: the tenant. */
export const insertModelCalls = (
  tenantId: Uuid,
  turn: CalledTurn,
  calls: readonly ModelCall[],
): Query<void> => ({
  sql: `insert into model_calls (tenant_id, session_id, message_id, project_id, dialect, actor, ${CALL_NAMES})
    select $1::uuid, $2::uuid, $3::uuid, $4::uuid, $5, $6, ${CALL_NAMES}
    from jsonb_to_recordset($7::jsonb) as call (${CALL_COLUMNS.join(', ')})`,
  params: [
    ...[tenantId, turn.sessionId, turn.messageId, turn.projectId, turn.dialect, turn.actor],
    JSON.stringify(calls.map(rowOf)),
  ],
  read: () => undefined,
});

const rowOf = (call: ModelCall, index: number) => ({
  place: index + 1,
  id: call.id,
  provider: call.provider,
  model: call.model,
  outcome: call.outcome,
  failure: call.failure,
  attempt: call.attempt,
  prompt_tokens: call.promptTokens,
  cached_tokens: call.cachedTokens,
  completion_tokens: call.completionTokens,
  is_estimated: call.isEstimated,
  price: call.price,
  began_at: call.beganAt,
  first_token_ms: call.firstTokenMs,
  last_token_ms: call.lastTokenMs,
});
