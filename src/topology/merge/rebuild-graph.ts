import { ParleyError } from '../../core/errors.ts';
import { newId, type Uuid } from '../../core/ids.ts';
import type { NameMerge } from '../../core/topology.ts';
import type { Tx } from '../../db/db.ts';
import { runIn } from '../../store/query.ts';
import { selectDrafts } from '../../store/topology-drafts.ts';
import {
  type ChangeWrite,
  forgetImports,
  insertChanges,
  insertImport,
  type ProjectKey,
} from '../../store/topology-imports.ts';
import { type StoredMerge, selectMerges } from '../../store/topology-merges.ts';
import {
  deleteEdges,
  deleteNodes,
  selectStoredEdges,
  selectStoredNodes,
  writeEdges,
  writeNodes,
} from '../../store/topology-writes.ts';
import { compareGraphs, type GraphComparison } from './compare-graphs.ts';
import { keepMerges } from './keep-merges.ts';
import { PROVIDES } from './link-providers.ts';
import { mergeDrafts } from './merge-drafts.ts';
import type { MergedGraph, NameDecisions } from './merged-graph.ts';

export const MAX_NODES = 20_000;
export const MAX_EDGES = 100_000;
/** The source of what came through the interface, which counts more than what files say. */
export const API_SOURCE = 'api';

const MAX_IMPORTS = 5_000;
const MAX_MERGES = 100_000;
const BATCH_ROWS = 2_000;

/** Why the graph is made anew. */
export interface RebuildOccasion {
  readonly source: string;
  readonly files: readonly string[];
  readonly by: string;
}

export interface Rebuilt {
  readonly importId: Uuid;
  readonly changes: readonly ChangeWrite[];
  /** Of nodes that were not there before. */
  readonly freshIds: readonly Uuid[];
  readonly nodes: number;
  readonly edges: number;
  /** Merges that are new. */
  readonly merges: readonly NameMerge[];
  readonly rowsWritten: number;
}

/**
 * Makes the project's graph anew of what is stored of its sources, and writes what differs and the change log. The
 * caller holds the project's lock. Throws `too_large` beyond `MAX_NODES` and `MAX_EDGES`. Scope: the tenant.
 */
export async function rebuildGraph(tx: Tx, key: ProjectKey, occasion: RebuildOccasion): Promise<Rebuilt> {
  const drafts = await selectDrafts(tx, key, API_SOURCE);
  const merges = await selectAllMerges(tx, key);
  const merged = mergeDrafts(drafts, decisionsOf(merges));
  checkSize(merged);
  const stored = { nodes: await selectStoredNodes(tx, key), edges: await selectStoredEdges(tx, key) };
  const comparison = compareGraphs(stored, merged, { source: occasion.source, at: new Date() });
  const importId = newId();
  await insertImport(tx, key, { id: importId, ...occasion });
  await writeComparison(tx, key, comparison, importId);
  await forgetImports(tx, key, MAX_IMPORTS);
  return {
    importId,
    changes: comparison.changes,
    freshIds: comparison.freshIds,
    nodes: merged.nodes.length,
    edges: merged.edges.length,
    merges: await keepMerges(tx, key, { stored: merges, merged, ids: comparison.ids, by: occasion.by }),
    rowsWritten: comparison.nodes.write.length + comparison.edges.write.length,
  };
}

const selectAllMerges = (tx: Tx, key: ProjectKey) => runIn(tx, selectMerges(key, null, MAX_MERGES));

/** What was decided about the project's names. Scope: the tenant. */
export const decisionsIn = async (tx: Tx, key: ProjectKey): Promise<NameDecisions> =>
  decisionsOf(await selectAllMerges(tx, key));

function decisionsOf(merges: readonly StoredMerge[]): NameDecisions {
  const undone = merges.filter(({ undoneAt }) => undoneAt !== null);
  const isLink = ({ rule }: StoredMerge) => rule.startsWith(PROVIDES);
  return {
    joined: merges.filter(({ rule, undoneAt }) => rule === 'by hand' && undoneAt === null),
    apart: undone.filter((merge) => !isLink(merge)),
    notProvided: undone.filter(isLink),
  };
}

function checkSize({ nodes, edges }: MergedGraph): void {
  for (const [what, count, most] of [
    ['services, topics and other things', nodes.length, MAX_NODES],
    ['relations', edges.length, MAX_EDGES],
  ] as const)
    if (count > most)
      throw new ParleyError(
        'too_large',
        `The project would have ${count} ${what}; it can have ${most}. Nothing was imported.`,
        { subject: 'graph' },
      );
}

async function writeComparison(
  tx: Tx,
  key: ProjectKey,
  { nodes, edges, changes }: GraphComparison,
  importId: Uuid,
): Promise<void> {
  await deleteEdges(tx, key, edges.drop);
  // They would end with the nodes that they hung on, and those have to go before another takes over the name.
  await inBatches(edges.move, (some) => writeEdges(tx, key, some));
  await deleteNodes(tx, key, nodes.drop);
  await inBatches(nodes.write, (some) => writeNodes(tx, key, some));
  await inBatches(edges.write, (some) => writeEdges(tx, key, some));
  await inBatches(changes, (some, first) => insertChanges(tx, key, importId, first, some));
}

async function inBatches<T>(
  all: readonly T[],
  write: (some: readonly T[], first: number) => Promise<void>,
): Promise<void> {
  for (let first = 0; first < all.length; first += BATCH_ROWS)
    await write(all.slice(first, first + BATCH_ROWS), first);
}
