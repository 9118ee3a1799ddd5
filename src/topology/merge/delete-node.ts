import type { Uuid } from '../../core/ids.ts';
import type { NodeKind, NodeReference, TopologyDraft } from '../../core/topology.ts';
import type { Db, Tx } from '../../db/db.ts';
import { runIn } from '../../store/query.ts';
import {
  deleteDrafts,
  type StoredDraft,
  selectDrafts,
  selectPart,
  writeDrafts,
} from '../../store/topology-drafts.ts';
import type { ProjectKey } from '../../store/topology-imports.ts';
import { selectDecisions } from '../../store/topology-merges.ts';
import { selectNamed } from '../../store/topology-nodes.ts';
import { beginWrites } from './begin-writes.ts';
import { namesOfNode, namesOfRelation } from './changed-things.ts';
import { joinPieces } from './draft-pieces.ts';
import { toWrite } from './draft-writes.ts';
import { gatherAround } from './gather-around.ts';
import { API_SOURCE } from './graph-limits.ts';
import { joinNames } from './join-names.ts';
import { collectThings } from './named-things.ts';
import { rebuildAround, sayingOf } from './rebuild-around.ts';
import { decisionsOf } from './rebuild-graph.ts';

/**
 * Takes a thing under all its names out of what every source says; it comes back when a source that mentions it is
 * imported again. False where the project knows nothing of that kind and name.
 */
export async function deleteNode(
  db: Db,
  tenantId: Uuid,
  projectId: Uuid,
  { kind, name, by }: { readonly kind: NodeKind; readonly name: string; readonly by: string },
  rebuild = rebuildAround,
): Promise<boolean> {
  const key = { tenantId, projectId };
  return db.transaction({ tenantId }, async (tx) => {
    await beginWrites(tx, key);
    const [found] = await runIn(tx, selectNamed(key, kind, name));
    if (found === undefined) return false;
    const things = await silence(tx, key, found);
    await rebuild(tx, key, things, { source: API_SOURCE, files: [], by });
    return true;
  });
}

/** Gives all things of which something was said that is said no more, by every name. */
async function silence(tx: Tx, key: ProjectKey, { kind, name }: NodeReference): Promise<NodeReference[]> {
  const { pieces, names } = await namesOf(tx, key, { kind, name });
  const isIt = (reference: NodeReference) => reference.kind === kind && names.has(reference.name);
  const things: NodeReference[] = [];
  const changed = pieces.flatMap((piece) => {
    const { draft } = piece;
    const nodes = Map.groupBy(draft.nodes, isIt);
    const relations = Map.groupBy(draft.relations, ({ from, to }) => isIt(from) || isIt(to));
    if (!nodes.has(true) && !relations.has(true)) return [];
    things.push(...(nodes.get(true) ?? []).flatMap(namesOfNode));
    things.push(...(relations.get(true) ?? []).flatMap(namesOfRelation));
    const rest = { ...draft, nodes: nodes.get(false) ?? [], relations: relations.get(false) ?? [] };
    return [toWrite({ ...piece, draft: rest })];
  });
  await writeDrafts(tx, key, changed);
  await dropEmpty(tx, key, changed);
  return things;
}

/** What the thing is called in all that is said, with the pieces that say it. */
async function namesOf(
  tx: Tx,
  key: ProjectKey,
  thing: NodeReference,
): Promise<{ readonly pieces: readonly StoredDraft[]; readonly names: ReadonlySet<string> }> {
  const decisions = decisionsOf(await runIn(tx, selectDecisions(key)));
  const around = await gatherAround(tx, key, [thing], decisions);
  const pieces = around?.pieces ?? (await selectDrafts(tx, key, API_SOURCE));
  const drafts = joinPieces(pieces);
  const things = collectThings(around ? sayingOf(drafts, around.keys) : drafts);
  const { groups } = joinNames(things, decisions);
  const group = groups.find((some) =>
    some.some(({ kind, name }) => kind === thing.kind && name === thing.name),
  );
  return { pieces, names: new Set(group?.map(({ name }) => name)) };
}

/** What came through the interface and says nothing any more is forgotten. */
async function dropEmpty(tx: Tx, key: ProjectKey, changed: readonly StoredDraft[]): Promise<void> {
  const parts = new Set(changed.filter(({ source }) => source === API_SOURCE).map(({ part }) => part));
  for (const part of parts) {
    const pieces = await selectPart(tx, key, API_SOURCE, part);
    if (pieces.every(({ draft }) => isEmpty(draft))) await deleteDrafts(tx, key, API_SOURCE, [part]);
  }
}

const isEmpty = ({ nodes, relations }: TopologyDraft): boolean => nodes.length + relations.length === 0;
