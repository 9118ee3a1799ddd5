import { requireRole } from '../../auth/roles.ts';
import { requireScope } from '../../auth/scopes.ts';
import type { Context } from '../../core/context.ts';
import type { Db } from '../../db/db.ts';
import { type InsightRun, refreshInsights } from '../../insights/refresh-insights.ts';
import { refreshRunbooks } from '../../runbooks/refresh-runbooks.ts';

/** Compares runbooks that were imported since the last time, and works the insights out now. Throws `forbidden`. */
export async function runInsights(db: Db, context: Context, now: Date): Promise<InsightRun> {
  requireScope(context, 'knowledge:write');
  requireRole(context, 'admin', 'member');
  await refreshRunbooks(db, context.tenantId, []);
  return refreshInsights(db, context.tenantId, now);
}
