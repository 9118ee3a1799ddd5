import type { Context } from '../../core/context.ts';
import type { Uuid } from '../../core/ids.ts';
import type { Db } from '../../db/db.ts';
import { selectIncidentNames } from '../../store/incident-reference.ts';
import { runQueries, runQuery } from '../../store/query.ts';
import {
  type RunbookPattern,
  selectPatternsOfRunbook,
  selectRunbooksOfIds,
} from '../../store/runbook-pages.ts';
import { type RunbookUse, selectRunbookUses } from '../../store/runbook-uses.ts';
import { noRunbook, readRunbookId, requireRunbookReader } from './runbook-access.ts';
import { type RunbookView, viewRunbook } from './runbook-view.ts';

export interface RunbookDetails extends RunbookView {
  readonly patterns: readonly RunbookPattern[];
  /** The incidents that its steps stand in. */
  readonly incidents: readonly { readonly id: Uuid; readonly externalId: string; readonly title: string }[];
  /** The latest ones. */
  readonly latestUses: readonly RunbookUse[];
}

const MOST_PATTERNS = 50;
const MOST_USES = 20;

/** A drafted or an imported runbook. Throws `forbidden` or `not_found` (`runbook`). */
export async function getRunbook(db: Db, context: Context, reference: string): Promise<RunbookDetails> {
  requireRunbookReader(context);
  const { tenantId } = context;
  const id = readRunbookId(reference);
  const [[runbook], patterns, latestUses] = await runQueries(db, { tenantId }, [
    selectRunbooksOfIds(tenantId, [id]),
    selectPatternsOfRunbook(tenantId, id, MOST_PATTERNS),
    selectRunbookUses(tenantId, id, MOST_USES),
  ]);
  if (runbook === undefined) throw noRunbook();
  const sources = [...runbook.steps, ...runbook.prevention].flatMap((step) => step.sources);
  const ids = [...new Set(sources.map(({ incidentId }) => incidentId))];
  const incidents = await runQuery(db, { tenantId }, selectIncidentNames(tenantId, ids));
  return { ...viewRunbook(runbook), patterns, incidents, latestUses };
}
