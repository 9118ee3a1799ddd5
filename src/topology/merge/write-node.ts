import { ParleyError } from '../../core/errors.ts';
import type { Uuid } from '../../core/ids.ts';
import type { GraphNode, NodeDraft, RelationDraft } from '../../core/topology.ts';
import type { Db } from '../../db/db.ts';
import { runIn } from '../../store/query.ts';
import { type DraftWrite, deleteDrafts, selectPart } from '../../store/topology-drafts.ts';
import { selectNamed } from '../../store/topology-nodes.ts';
import { beginWrites } from './begin-writes.ts';
import { changedThings } from './changed-things.ts';
import { joinPieces } from './draft-pieces.ts';
import { partWrites, storeParts } from './draft-writes.ts';
import { fitDraft } from './fit-draft.ts';
import { API_SOURCE } from './graph-limits.ts';
import { rebuildAround } from './rebuild-around.ts';

export interface NodeWrite {
  readonly node: NodeDraft;
  /** What the same request says of it: its owner, what it publishes … */
  readonly relations: readonly RelationDraft[];
  readonly by: string;
}

/**
 * Makes this what the interface says of one thing, in place of what it said before; it counts more than what files say.
 * `isNew`: the project knew nothing of that kind and name. Throws `invalid_input` (`name`) and `too_large`.
 */
export async function upsertNode(
  db: Db,
  tenantId: Uuid,
  projectId: Uuid,
  { node, relations, by }: NodeWrite,
  rebuild = rebuildAround,
): Promise<{ readonly node: GraphNode; readonly isNew: boolean }> {
  const key = { tenantId, projectId };
  const { draft, warnings } = fitDraft({ format: 'parley', nodes: [node], relations, warnings: [] });
  const [fitted] = draft.nodes;
  if (fitted === undefined || warnings.length > 0)
    throw new ParleyError('invalid_input', `A name is empty or too long: the draft ${warnings[0]?.reason}.`, {
      subject: 'name',
    });
  const part = `${fitted.kind}/${fitted.name}`;
  const writes = partWrites(API_SOURCE, part, 0, draft);
  return db.transaction({ tenantId }, async (tx) => {
    await beginWrites(tx, key);
    const [before] = await runIn(tx, selectNamed(key, fitted.kind, fitted.name));
    const stored = await selectPart(tx, key, API_SOURCE, part);
    if (before && isSame(stored, writes)) return { node: before, isNew: false };
    await deleteDrafts(tx, key, API_SOURCE, [part]);
    await storeParts(tx, key, writes);
    const told = joinPieces(stored).map((each) => each.draft);
    const { freshIds } = await rebuild(tx, key, changedThings(told, draft), {
      ...{ source: API_SOURCE, files: [], by },
    });
    const [after] = await runIn(tx, selectNamed(key, fitted.kind, fitted.name));
    if (after === undefined) throw new Error('A node that was written is not there');
    return { node: after, isNew: freshIds.includes(after.id) };
  });
}

const isSame = (stored: readonly { readonly hash: string }[], writes: readonly DraftWrite[]): boolean =>
  stored.length === writes.length &&
  writes.every(({ contentHash }, piece) => stored[piece]?.hash === contentHash.toString('hex'));
