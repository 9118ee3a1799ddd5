import type { Uuid } from '../../core/ids.ts';
import type { NodeReference } from '../../core/topology.ts';
import type { Tx } from '../../db/db.ts';
import { runIn } from '../../store/query.ts';
import { type GraphState, selectGraphState } from '../../store/topology-graphs.ts';
import type { ProjectKey } from '../../store/topology-imports.ts';
import { selectDecisions, selectMergesOf } from '../../store/topology-merges.ts';
import {
  selectStandingFor,
  selectStoredAliased,
  selectStoredEdgesAt,
  selectStoredNamed,
} from '../../store/topology-parts.ts';
import type { StoredNode } from '../../store/topology-rows.ts';
import type { StoredGraph } from './compare-graphs.ts';
import { joinPieces } from './draft-pieces.ts';
import { gatherAround, type Surroundings } from './gather-around.ts';
import { mergeDrafts } from './merge-drafts.ts';
import type { MergedGraph, NameDecisions, SourcedDraft } from './merged-graph.ts';
import { collectThings, thingId } from './named-things.ts';
import {
  decisionsOf,
  type GraphToWrite,
  type RebuildOccasion,
  type Rebuilt,
  rebuildGraph,
  writeGraph,
} from './rebuild-graph.ts';
import { refreshFigures } from './refresh-figures.ts';
import { thingKey } from './thing-key.ts';

/**
 * Makes anew what a change about the things can have changed, with the result of `rebuildGraph`: `things` are all that the
 * change said or says no more, by every name. Where their names lead too far, the whole graph is made anew. Throws `too_large`. Scope: the tenant.
 */
export async function rebuildAround(
  tx: Tx,
  key: ProjectKey,
  things: readonly NodeReference[],
  occasion: RebuildOccasion,
): Promise<Rebuilt> {
  const state = await runIn(tx, selectGraphState(key));
  const decisions = decisionsOf(await runIn(tx, selectDecisions(key)));
  const around = state && (await gatherAround(tx, key, things, decisions));
  const part = around && (await mergePart(tx, key, around, decisions));
  if (state === undefined || part === undefined) return rebuildGraph(tx, key, occasion);
  const names = [...things, ...part.names];
  const stored = await selectStored(tx, key, names, part);
  const before = stored.edges.filter(({ vanishedAt }) => vanishedAt === null);
  const written = await writeGraph(
    tx,
    key,
    {
      ...{ stored, merged: part.merged, totals: totalsOf(state, stored, part.merged) },
      merges: await runIn(tx, selectMergesOf(key, distinct(names))),
    },
    occasion,
  );
  const ids = [...written.ids, ...part.outside.map(({ id }) => id)];
  const after = part.merged.edges.map(({ type, from, to }) => ({
    ...{ type, fromId: ids[from] as Uuid, toId: ids[to] as Uuid },
  }));
  await refreshFigures(tx, key, before, after);
  return written;
}

interface Part {
  readonly merged: MergedGraph;
  /** All names that the things of the part have now. */
  readonly names: readonly NodeReference[];
  readonly outside: readonly NonNullable<StoredGraph['part']>['outside'][number][];
}

/** Undefined where something outside is not stored, which it always should be. */
async function mergePart(
  tx: Tx,
  key: ProjectKey,
  { keys, pieces }: Surroundings,
  decisions: NameDecisions,
): Promise<Part | undefined> {
  const drafts = sayingOf(joinPieces(pieces), keys);
  const named = [...collectThings(drafts).values()].map(({ kind, name }) => ({ kind, name }));
  const others = named.filter((each) => !keys.has(thingKey(each)));
  const standing = await selectStandingFor(tx, key, others);
  const places = new Map<Uuid, number>();
  const outside = new Map<string, number>();
  const ends: Part['outside'][number][] = [];
  for (const [at, end] of standing.entries()) {
    if (end === undefined) return undefined;
    const place = places.get(end.id) ?? places.size;
    if (place === places.size) ends.push(end);
    places.set(end.id, place);
    outside.set(thingId(others[at] as NodeReference), place);
  }
  const names = named.filter((each) => keys.has(thingKey(each)));
  return { merged: mergeDrafts(drafts, decisions, { keys, outside }), names, outside: ends };
}

/** What of the drafts is about the things. */
export const sayingOf = (drafts: readonly SourcedDraft[], keys: ReadonlySet<string>): SourcedDraft[] =>
  drafts.map(({ source, draft }) => ({
    source,
    draft: {
      ...draft,
      nodes: draft.nodes.filter((node) => keys.has(thingKey(node))),
      relations: draft.relations.filter(({ from, to }) => keys.has(thingKey(from)) || keys.has(thingKey(to))),
    },
  }));

async function selectStored(
  tx: Tx,
  key: ProjectKey,
  names: readonly NodeReference[],
  { merged, outside }: Part,
): Promise<StoredGraph> {
  const named = await selectStoredNamed(tx, key, distinct(names));
  const aliased = await selectAliased(tx, key, merged, named);
  // One that is there and not of the part is mentioned elsewhere, and stands for something else.
  const nodes = [...named, ...aliased.filter(({ vanishedAt }) => vanishedAt !== null)].sort((one, other) =>
    one.id < other.id ? -1 : 1,
  );
  const edges = await selectStoredEdgesAt(
    tx,
    key,
    nodes.map(({ id }) => id),
  );
  const live = aliased.filter(({ vanishedAt }) => vanishedAt === null);
  return { nodes, edges, part: { outside, aliased: live } };
}

/** Further stored nodes that have a name of a new thing as an alias: it may be one of them, called anew. */
async function selectAliased(
  tx: Tx,
  key: ProjectKey,
  { nodes }: MergedGraph,
  named: readonly StoredNode[],
): Promise<StoredNode[]> {
  const stored = new Set(named.map(thingId));
  const fresh = nodes.filter(({ kind, names }) => !names.some((name) => stored.has(thingId({ kind, name }))));
  if (fresh.length === 0) return [];
  const found = await selectStoredAliased(
    tx,
    key,
    [...new Set(fresh.map(({ kind }) => kind))],
    fresh.flatMap(({ names }) => names),
  );
  const ids = new Set(named.map(({ id }) => id));
  return found.filter(({ id }) => !ids.has(id));
}

function totalsOf(
  state: GraphState,
  { nodes, edges }: StoredGraph,
  merged: MergedGraph,
): GraphToWrite['totals'] {
  const live = (some: readonly { readonly vanishedAt: Date | null }[]) =>
    some.filter(({ vanishedAt }) => vanishedAt === null).length;
  return {
    nodes: state.nodes - live(nodes) + merged.nodes.length,
    edges: state.edges - live(edges) + merged.edges.length,
  };
}

const distinct = (names: readonly NodeReference[]): NodeReference[] => [
  ...new Map(names.map(({ kind, name }) => [thingId({ kind, name }), { kind, name }])).values(),
];
