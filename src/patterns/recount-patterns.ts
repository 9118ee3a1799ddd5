import type { Uuid } from '../core/ids.ts';
import type { Tx } from '../db/db.ts';
import { type PatternTally, recountIncidents, updateRatings } from '../store/pattern-standing.ts';
import { runIn } from '../store/query.ts';
import { confidenceOf, statusOf } from './confidence.ts';

/**
 * Works out anew what follows from the incidents and the feedback of the patterns: how many there are, from when to when,
 * how sure it is, and whether the pattern is still one. In the transaction that changed either.
 */
export async function recountPatterns(
  tx: Tx,
  tenantId: Uuid,
  ids: readonly Uuid[],
): Promise<readonly PatternTally[]> {
  const tallies = await runIn(tx, recountIncidents(tenantId, ids));
  const ratings = tallies.map((tally) => {
    const confidence = confidenceOf(tally);
    return { id: tally.id, confidence, status: statusOf(tally.occurrences, confidence) };
  });
  await runIn(tx, updateRatings(tenantId, ratings));
  return tallies;
}
