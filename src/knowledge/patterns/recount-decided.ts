import type { Context } from '../../core/context.ts';
import type { Uuid } from '../../core/ids.ts';
import type { Tx } from '../../db/db.ts';
import { recountPatterns } from '../../patterns/recount-patterns.ts';
import { recordChanges } from '../../store/pattern-changes.ts';
import { forgetComputedStory } from '../../store/pattern-decisions.ts';
import { requestExtraction } from '../../store/pattern-extractions.ts';
import { runIn } from '../../store/query.ts';

/** Counts the patterns anew, and writes down which of them have vanished or returned with what the caller decided. */
export async function recountDecided(
  tx: Tx,
  { tenantId, actor }: Context,
  ids: readonly Uuid[],
): Promise<void> {
  const turned = (await recountPatterns(tx, tenantId, ids)).filter(
    ({ hadVanished, hasVanished }) => hadVanished !== hasVanished,
  );
  const changes = turned.map(({ id, hasVanished }) => ({
    patternId: id,
    kind: hasVanished ? ('vanished' as const) : ('returned' as const),
  }));
  await recordChanges(tx, tenantId, actor, changes);
}

/** The same after incidents came or went, whose next extraction is asked for: it tells the patterns' story anew. */
export async function recountMoved(tx: Tx, context: Context, ids: readonly Uuid[]): Promise<void> {
  await runIn(tx, forgetComputedStory(context.tenantId, ids));
  await recountDecided(tx, context, ids);
  await runIn(tx, requestExtraction(context.tenantId));
}
