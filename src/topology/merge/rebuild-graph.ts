import { ParleyError } from '../../core/errors.ts';
import { newId, type Uuid } from '../../core/ids.ts';
import type { NameMerge } from '../../core/topology.ts';
import type { Tx } from '../../db/db.ts';
import { runIn } from '../../store/query.ts';
import { selectDrafts } from '../../store/topology-drafts.ts';
import { writeGraphState } from '../../store/topology-graphs.ts';
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
import { compareGraphs, type GraphComparison, type StoredGraph } from './compare-graphs.ts';
import { joinPieces } from './draft-pieces.ts';
import { API_SOURCE, MAX_EDGES, MAX_NODES } from './graph-limits.ts';
import { keepMerges } from './keep-merges.ts';
import { PROVIDES } from './link-providers.ts';
import { mergeDrafts } from './merge-drafts.ts';
import type { MergedGraph, NameDecisions } from './merged-graph.ts';

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
  /** Of each merged node. */
  readonly ids: readonly Uuid[];
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
  const merges = await runIn(tx, selectMerges(key, null, MAX_MERGES));
  const merged = mergeDrafts(joinPieces(drafts), decisionsOf(merges));
  const stored = { nodes: await selectStoredNodes(tx, key), edges: await selectStoredEdges(tx, key) };
  const totals = { nodes: merged.nodes.length, edges: merged.edges.length };
  return writeGraph(tx, key, { stored, merged, merges, totals }, occasion);
}

export interface GraphToWrite {
  readonly stored: StoredGraph;
  readonly merged: MergedGraph;
  /** What is stored of the merges of these names. */
  readonly merges: readonly StoredMerge[];
  /** What the whole graph comes to. */
  readonly totals: { readonly nodes: number; readonly edges: number };
}

/** Writes what differs from what is stored, and the change log. Throws `too_large`. Scope: the tenant. */
export async function writeGraph(
  tx: Tx,
  key: ProjectKey,
  { stored, merged, merges, totals }: GraphToWrite,
  occasion: RebuildOccasion,
): Promise<Rebuilt> {
  checkSize(totals);
  const comparison = compareGraphs(stored, merged, { source: occasion.source, at: new Date() });
  const { ids, changes, freshIds } = comparison;
  const importId = newId();
  await insertImport(tx, key, { id: importId, ...occasion });
  await writeComparison(tx, key, comparison, importId);
  await forgetImports(tx, key, MAX_IMPORTS);
  await writeGraphState(tx, key, totals);
  return {
    ...{ importId, changes, freshIds, ids, ...totals },
    merges: await keepMerges(tx, key, { stored: merges, merged, ids, by: occasion.by }),
    rowsWritten: comparison.nodes.write.length + comparison.edges.write.length,
  };
}

/** What of the merges was decided, by hand or by undoing them. */
export function decisionsOf(merges: readonly StoredMerge[]): NameDecisions {
  const undone = merges.filter(({ undoneAt }) => undoneAt !== null);
  const isLink = ({ rule }: StoredMerge) => rule.startsWith(PROVIDES);
  return {
    joined: merges.filter(({ rule, undoneAt }) => rule === 'by hand' && undoneAt === null),
    apart: undone.filter((merge) => !isLink(merge)),
    notProvided: undone.filter(isLink),
  };
}

function checkSize({ nodes, edges }: GraphToWrite['totals']): void {
  for (const [what, count, most] of [
    ['services, topics and other things', nodes, MAX_NODES],
    ['relations', edges, MAX_EDGES],
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
