import { ParleyError } from '../../core/errors.ts';
import type { Uuid } from '../../core/ids.ts';
import type {
  GraphNode,
  NodeDraft,
  NodeKind,
  NodeReference,
  RelationDraft,
  TopologyDraft,
} from '../../core/topology.ts';
import type { Db, Tx } from '../../db/db.ts';
import { runIn } from '../../store/query.ts';
import { deleteDrafts, selectDraftHashes, selectDrafts, writeDrafts } from '../../store/topology-drafts.ts';
import { lockTopologyWrites, type ProjectKey } from '../../store/topology-imports.ts';
import { selectNamed } from '../../store/topology-nodes.ts';
import { toWrite } from './draft-writes.ts';
import { fitDraft } from './fit-draft.ts';
import { joinNames } from './join-names.ts';
import { collectThings } from './named-things.ts';
import { API_SOURCE, decisionsIn, rebuildGraph } from './rebuild-graph.ts';

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
): Promise<{ readonly node: GraphNode; readonly isNew: boolean }> {
  const key = { tenantId, projectId };
  const { draft, warnings } = fitDraft({ format: 'parley', nodes: [node], relations, warnings: [] });
  const [fitted] = draft.nodes;
  if (fitted === undefined || warnings.length > 0)
    throw new ParleyError('invalid_input', `A name is empty or too long: the draft ${warnings[0]?.reason}.`, {
      subject: 'name',
    });
  const write = toWrite(API_SOURCE, partOf(fitted), 0, draft);
  return db.transaction({ tenantId }, async (tx) => {
    await lockTopologyWrites(tx, projectId);
    const [before] = await runIn(tx, selectNamed(key, fitted.kind, fitted.name));
    const stored = (await selectDraftHashes(tx, key, API_SOURCE)).get(write.part);
    if (before && stored === write.contentHash.toString('hex')) return { node: before, isNew: false };
    await writeDrafts(tx, key, [write]);
    const { freshIds } = await rebuildGraph(tx, key, { source: API_SOURCE, files: [], by });
    const [after] = await runIn(tx, selectNamed(key, fitted.kind, fitted.name));
    if (after === undefined) throw new Error('A node that was written is not there');
    return { node: after, isNew: freshIds.includes(after.id) };
  });
}

const partOf = ({ kind, name }: NodeReference): string => `${kind}/${name}`;

/**
 * Takes a thing under all its names out of what every source says; it comes back when a source that mentions it is
 * imported again. False where the project knows nothing of that kind and name.
 */
export async function deleteNode(
  db: Db,
  tenantId: Uuid,
  projectId: Uuid,
  { kind, name, by }: { readonly kind: NodeKind; readonly name: string; readonly by: string },
): Promise<boolean> {
  const key = { tenantId, projectId };
  return db.transaction({ tenantId }, async (tx) => {
    await lockTopologyWrites(tx, projectId);
    const [found] = await runIn(tx, selectNamed(key, kind, name));
    if (found === undefined) return false;
    await silence(tx, key, found);
    await rebuildGraph(tx, key, { source: API_SOURCE, files: [], by });
    return true;
  });
}

async function silence(tx: Tx, key: ProjectKey, { kind, name }: NodeReference): Promise<void> {
  const drafts = await selectDrafts(tx, key, API_SOURCE);
  const { groups } = joinNames(collectThings(drafts), await decisionsIn(tx, key));
  const group = groups.find((some) => some.some((thing) => thing.kind === kind && thing.name === name)) ?? [];
  const names = new Set(group.map((thing) => thing.name));
  const isIt = (reference: NodeReference) => reference.kind === kind && names.has(reference.name);
  const rest = (draft: TopologyDraft): TopologyDraft => ({
    ...draft,
    nodes: draft.nodes.filter((node) => !isIt(node)),
    relations: draft.relations.filter(({ from, to }) => !isIt(from) && !isIt(to)),
  });
  const changed = drafts.flatMap(({ source, part, position, draft }) => {
    const left = rest(draft);
    const isChanged =
      left.nodes.length < draft.nodes.length || left.relations.length < draft.relations.length;
    return isChanged ? [toWrite(source, part, position, left)] : [];
  });
  const isEmpty = ({ draft }: { draft: TopologyDraft }) => draft.nodes.length + draft.relations.length === 0;
  const gone = changed.filter((write) => write.source === API_SOURCE && isEmpty(write));
  await deleteDrafts(
    tx,
    key,
    API_SOURCE,
    gone.map(({ part }) => part),
  );
  await writeDrafts(
    tx,
    key,
    changed.filter((write) => !gone.includes(write)),
  );
}
