import type { Db } from '../db/db.ts';
import { refreshInsights } from '../insights/refresh-insights.ts';
import { refreshRunbooks } from '../runbooks/refresh-runbooks.ts';
import { claimDueInsights } from '../store/insights.ts';
import { runQuery } from '../store/query.ts';
import { startWorkLoop, type WorkLoop } from './work-loop.ts';

interface InsightWork {
  readonly db: Db;
  /** How old a tenant's insights may get. */
  readonly everyMs: number;
  readonly onError: (error: unknown) => void;
}

const IDLE_MS = 60_000;

/**
 * Works out the insights of one tenant for which it is time, and compares runbooks that were imported since; false where
 * none is due. Of several processes one takes a tenant, and one whose work failed waits for its next turn.
 */
export async function workOutInsights(db: Db, everyMs: number, now: Date): Promise<boolean> {
  const before = new Date(now.getTime() - everyMs);
  const tenantId = await runQuery(db, 'system', claimDueInsights(before, now));
  if (tenantId === null) return false;
  await refreshRunbooks(db, tenantId, []);
  await refreshInsights(db, tenantId, now);
  return true;
}

export const startInsightWork = ({ db, everyMs, onError }: InsightWork): WorkLoop =>
  startWorkLoop({ work: () => workOutInsights(db, everyMs, new Date()), idleMs: IDLE_MS, onError });
