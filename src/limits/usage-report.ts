import { requireRole } from '../auth/roles.ts';
import { requireScope } from '../auth/scopes.ts';
import type { Context } from '../core/context.ts';
import { ParleyError } from '../core/errors.ts';
import type { Db } from '../db/db.ts';
import { dayOf, parseDay } from '../lib/parse-day.ts';
import {
  sumModelCalls,
  USAGE_KEYS,
  type UsageFigures,
  type UsageKey,
  type UsageRow,
} from '../store/model-call-sums.ts';
import { runQuery } from '../store/query.ts';

export interface UsageRequest {
  /** First day, in UTC, as `2026-11-01`; the first one of the last day's month unless given. */
  readonly from?: string;
  /** Last day; the day of `now` unless given. */
  readonly to?: string;
  /** At least one; by day and model unless given. */
  readonly by?: readonly UsageKey[];
  readonly now: Date;
}

/** The calls of language models within whole days (UTC). */
export interface UsageReport {
  readonly from: string;
  readonly to: string;
  readonly by: readonly UsageKey[];
  readonly items: readonly UsageRow[];
  readonly totals: UsageFigures;
}

export { USAGE_KEYS, type UsageKey };

export const DEFAULT_USAGE_KEYS: readonly UsageKey[] = ['day', 'model'];
export const MAX_USAGE_DAYS = 366;
const MAX_ROWS = 10_000;
const DAY_MS = 86_400_000;

/**
 * What language models were used for, by whatever `by` names, in order of the keys. Throws `forbidden`, or
 * `invalid_input` (`from`, `to`, `by`) for days that are none, more than 366 of them, and more than 10,000 rows.
 */
export async function readUsage(db: Db, context: Context, request: UsageRequest): Promise<UsageReport> {
  requireScope(context, 'usage:read');
  requireRole(context, 'admin');
  const { tenantId } = context;
  const { to = dayOf(request.now), by: asked = DEFAULT_USAGE_KEYS } = request;
  const { from = `${to.slice(0, 7)}-01` } = request;
  const span = spanOf(from, to);
  const by = USAGE_KEYS.filter((key) => asked.includes(key));
  if (by.length === 0) throw invalid('by', `must name at least one of ${USAGE_KEYS.join(', ')}`);
  const { rows, totals } = await runQuery(
    db,
    { tenantId },
    sumModelCalls(tenantId, { ...span, by }, MAX_ROWS + 1),
  );
  if (rows.length > MAX_ROWS)
    throw invalid(
      'from',
      `must be later: there are more than ${MAX_ROWS} rows; ask for fewer days or by less`,
    );
  return { from, to, by, items: rows, totals };
}

/** From the first moment of the first day to the first behind the last one. */
function spanOf(from: string, to: string): { from: Date; to: Date } {
  const [first, last] = [from, to].map(parseDay);
  if (last === undefined) throw invalid('to', 'must be a day such as 2026-01-31');
  if (first === undefined) throw invalid('from', 'must be a day such as 2026-01-31');
  if (first > last) throw invalid('from', `must not be later than ${to}`);
  const behind = new Date(last.getTime() + DAY_MS);
  if (behind.getTime() - first.getTime() > MAX_USAGE_DAYS * DAY_MS)
    throw invalid('from', `must be at most ${MAX_USAGE_DAYS} days before ${to}, that one counted`);
  return { from: first, to: behind };
}

const invalid = (subject: string, complaint: string) =>
  new ParleyError('invalid_input', `${subject} ${complaint}.`, { subject });
