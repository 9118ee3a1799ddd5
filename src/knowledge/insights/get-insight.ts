import type { Context } from '../../core/context.ts';
import { parseId, type Uuid } from '../../core/ids.ts';
import type { Insight } from '../../core/insight.ts';
import type { Db } from '../../db/db.ts';
import { selectIncidentNames } from '../../store/incident-reference.ts';
import { selectInsightsOfIds } from '../../store/insights.ts';
import { runQuery } from '../../store/query.ts';
import { noInsight, requireInsightReader } from './insight-access.ts';

export interface InsightDetails extends Insight {
  /** The latest of the incidents behind it that there still are. */
  readonly incidents: readonly { readonly id: Uuid; readonly externalId: string; readonly title: string }[];
}

/** An insight, an ended one too. Throws `forbidden` or `not_found` (`insight`). */
export async function getInsight(db: Db, context: Context, reference: string): Promise<InsightDetails> {
  requireInsightReader(context);
  const { tenantId } = context;
  const id = parseId('ins', reference);
  const [insight] =
    id === undefined ? [] : await runQuery(db, { tenantId }, selectInsightsOfIds(tenantId, [id]));
  if (insight === undefined) throw noInsight();
  const incidents = await runQuery(db, { tenantId }, selectIncidentNames(tenantId, insight.incidentIds));
  return { ...insight, incidents };
}
