import { requireRole } from '../../auth/roles.ts';
import { requireScope } from '../../auth/scopes.ts';
import type { Context } from '../../core/context.ts';
import { newId, parseId } from '../../core/ids.ts';
import { USE_OUTCOMES, type UseOutcome } from '../../core/runbook.ts';
import type { Db } from '../../db/db.ts';
import { selectIncidentId } from '../../store/incident-reference.ts';
import { runIn } from '../../store/query.ts';
import { selectRunbooksOfIds } from '../../store/runbook-pages.ts';
import { insertRunbookUse, type RunbookUse } from '../../store/runbook-uses.ts';
import { noIncident } from '../get-incident.ts';
import { InputReader } from '../input-reader.ts';
import { noRunbook, readRunbookId } from './runbook-access.ts';
import { viewRunbook } from './runbook-view.ts';

/** How following a runbook went. */
export interface NewRunbookUse {
  /** `resolved`: the trouble was over; `helped`: it took more; `failed`: it was no help. */
  readonly outcome: UseOutcome;
  /** The incident in which it was followed: its id or external id. */
  readonly incidentId?: string | null | undefined;
  /** At most 2,000 characters. */
  readonly comment?: string | null | undefined;
}

/** A use, with what the runbook's uses come to now. */
export interface RecordedUse extends RunbookUse {
  readonly usageCount: number;
  readonly successRate: number | null;
}

const MOST_COMMENT_CHARACTERS = 2_000;
const MOST_REFERENCE_CHARACTERS = 300;

/** Throws `forbidden`, `invalid_input`, or `not_found` (`runbook`, `incident`). */
export async function recordRunbookUse(
  db: Db,
  context: Context,
  reference: string,
  input: NewRunbookUse,
): Promise<RecordedUse> {
  requireScope(context, 'knowledge:write');
  requireRole(context, 'admin', 'member');
  const reader = new InputReader(new Date());
  if (!USE_OUTCOMES.includes(input.outcome))
    reader.refuse('outcome', `must be one of ${USE_OUTCOMES.join(', ')}`);
  const incident = reader.text('incidentId', input.incidentId, MOST_REFERENCE_CHARACTERS);
  const comment = reader.text('comment', input.comment, MOST_COMMENT_CHARACTERS);
  reader.finish();
  const runbookId = readRunbookId(reference);
  const { tenantId, actor } = context;
  return db.transaction({ tenantId }, async (tx) => {
    const find = async () => (await runIn(tx, selectRunbooksOfIds(tenantId, [runbookId])))[0];
    if ((await find()) === undefined) throw noRunbook();
    const incidentId =
      incident === null
        ? null
        : await runIn(tx, selectIncidentId(tenantId, parseId('inc', incident), incident));
    if (incidentId === undefined) throw noIncident();
    const use = { id: newId(), runbookId, outcome: input.outcome, incidentId, comment, actor };
    const recorded = await runIn(tx, insertRunbookUse(tenantId, use));
    const after = await find();
    if (after === undefined) throw noRunbook();
    const { usageCount, successRate } = viewRunbook(after);
    return { ...recorded, usageCount, successRate };
  });
}
