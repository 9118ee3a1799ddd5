import type { Context } from '../../core/context.ts';
import {
  INSIGHT_CATEGORIES,
  INSIGHT_SEVERITIES,
  type Insight,
  type InsightCategory,
  type InsightSeverity,
} from '../../core/insight.ts';
import type { Db } from '../../db/db.ts';
import { countInsights, selectInsights } from '../../store/insights.ts';
import { runQueries } from '../../store/query.ts';
import { readIdPage } from '../id-pages.ts';
import { InputReader } from '../input-reader.ts';
import type { Page, PageRequest } from '../name-pages.ts';
import { requireInsightReader } from './insight-access.ts';

export interface InsightListRequest extends PageRequest {
  readonly category?: InsightCategory | undefined;
  readonly severity?: InsightSeverity | undefined;
}

export interface InsightPage extends Page<Insight> {
  /** Of all pages together. */
  readonly total: number;
}

/** Insights that stand, the newest first. Throws `forbidden`, or `invalid_input` for a filter, a limit or a cursor. */
export async function listInsights(
  db: Db,
  context: Context,
  { category, severity, ...page }: InsightListRequest = {},
): Promise<InsightPage> {
  requireInsightReader(context);
  const reader = new InputReader(new Date());
  if (category !== undefined && !INSIGHT_CATEGORIES.includes(category))
    reader.refuse('category', `must be one of ${INSIGHT_CATEGORIES.join(', ')}`);
  if (severity !== undefined && !INSIGHT_SEVERITIES.includes(severity))
    reader.refuse('severity', `must be one of ${INSIGHT_SEVERITIES.join(', ')}`);
  reader.finish();
  const { tenantId } = context;
  const filter = { category: category ?? null, severity: severity ?? null };
  let total = 0;
  const found = await readIdPage(
    page,
    ({ id }: Insight) => id,
    async (before, limit): Promise<Insight[]> => {
      const [insights, count] = await runQueries(db, { tenantId }, [
        selectInsights(tenantId, filter, before, limit),
        countInsights(tenantId, filter),
      ]);
      total = count;
      return insights;
    },
  );
  return { ...found, total };
}
