import type { Context } from '../../core/context.ts';
import { ParleyError } from '../../core/errors.ts';
import { newId, prefixedId, type Uuid } from '../../core/ids.ts';
import type { Db } from '../../db/db.ts';
import { recordChanges } from '../../store/pattern-changes.ts';
import { insertSplitPattern } from '../../store/pattern-decisions.ts';
import {
  type PlacedIncident,
  pinIncidents,
  placeIncidents,
  selectPlacedIncidents,
} from '../../store/pattern-places.ts';
import { runIn } from '../../store/query.ts';
import { type PatternView, viewPattern } from './get-pattern.ts';
import { movedIncidents } from './moved-incidents.ts';
import { decide, readPatternId, requirePatternWriter } from './pattern-access.ts';
import { recountMoved } from './recount-decided.ts';
import { checkPatternTitle } from './rename-pattern.ts';
import { standingPattern } from './standing-pattern.ts';

export interface PatternSplit {
  /** At least two incidents of the pattern; at least two others have to stay. */
  readonly incidentIds: readonly Uuid[];
  /** What to call the new pattern; the title of the incident most like the others unless given. */
  readonly title?: string | undefined;
}

/** Fewer are no pattern. */
const LEAST_INCIDENTS = 2;

/**
 * Takes incidents out of a pattern, as a pattern of their own, which is given back: they are held there and kept out of
 * the old one. Throws `forbidden`, `invalid_input` (`incidentIds` or `title`), `not_found` (`pattern`, or `incident` for
 * one that is not in the pattern), or `conflict` (`pattern`) where too few would stay or the pattern is not in use.
 */
export async function splitPattern(
  db: Db,
  context: Context,
  reference: string,
  { incidentIds, title }: PatternSplit,
): Promise<PatternView> {
  requirePatternWriter(context);
  const from = readPatternId(reference);
  const givenTitle = title === undefined ? null : checkPatternTitle(title);
  const asked = new Set(incidentIds);
  if (asked.size < LEAST_INCIDENTS) throw tooFew();
  const [id, { actor }] = [newId(), context];
  await decide(db, context, async (tx, tenantId) => {
    await standingPattern(tx, tenantId, from);
    const all = await runIn(tx, selectPlacedIncidents(tenantId, from));
    const moved = chosen(all, asked);
    const [first] = all.filter(({ incidentId }) => asked.has(incidentId));
    const split = { id, from, title: first?.title ?? '', givenTitle };
    const steps = [
      insertSplitPattern(tenantId, split),
      placeIncidents(tenantId, id, moved),
      ...pinIncidents(tenantId, { patternId: id, incidentIds: moved, place: 'in', actor }),
      ...pinIncidents(tenantId, { patternId: from, incidentIds: moved, place: 'out', actor }),
    ];
    for (const step of steps) await runIn(tx, step);
    await recordChanges(tx, tenantId, actor, [
      { patternId: from, kind: 'split', detail: { into: id, ...movedIncidents(moved) } },
      { patternId: id, kind: 'split', detail: { from, ...movedIncidents(moved) } },
    ]);
    await recountMoved(tx, context, [from, id]);
  });
  return viewPattern(db, context.tenantId, id);
}

function chosen(all: readonly PlacedIncident[], asked: ReadonlySet<Uuid>): Uuid[] {
  const known = new Set(all.map(({ incidentId }) => incidentId));
  for (const id of asked)
    if (!known.has(id))
      throw new ParleyError('not_found', `The pattern has no incident ${prefixedId('inc', id)}.`, {
        subject: 'incident',
      });
  if (known.size - asked.size < LEAST_INCIDENTS)
    throw new ParleyError(
      'conflict',
      'At least two incidents have to stay in the pattern. Rename it, or reject single incidents.',
      { subject: 'pattern' },
    );
  return [...asked];
}

const tooFew = () =>
  new ParleyError('invalid_input', 'incidentIds must name at least two incidents: one alone is no pattern.', {
    subject: 'incidentIds',
  });
