import { NODE_KINDS, type NodeKind } from '../../core/topology.ts';
import type { NameDecisions, NameLink } from './merged-graph.ts';
import { NameClusters } from './name-clusters.ts';
import { bareKey, nameKey, suffixedKeys } from './name-key.ts';
import { type NamedThing, thingId } from './named-things.ts';
import { WITH_ALIASES } from './thing-key.ts';

/** Topics are what their addresses say, to the letter. */
const ANY_SPELLING: readonly NodeKind[] = ['service', 'message', 'api', 'system', 'owner', 'resource'];

export interface JoinedNames {
  /** Names of one thing, that by which it is called first. */
  readonly groups: readonly (readonly NamedThing[])[];
  readonly links: readonly NameLink[];
}

type ByKey = ReadonlyMap<string, readonly NamedThing[]>;

/**
 * Which names stand for one thing. By these rules alone, in this order, and never across kinds:
 * - `by hand`: somebody said so.
 * - `same words`: the keys of the names are the same (`nameKey`).
 * - `given alias`: a file gives one the other's name, and gives it to nothing else.
 * - `service suffix`: a service's name is another's with `service` or `svc` behind it, and there is just one such.
 * The last two do not join what one file describes as two things.
 */
export function joinNames(things: ReadonlyMap<string, NamedThing>, decisions: NameDecisions): JoinedNames {
  const groups: NamedThing[][] = [];
  const links: NameLink[] = [];
  const byKind = Map.groupBy(things.values(), (thing) => thing.kind);
  for (const kind of NODE_KINDS) {
    const some = byKind.get(kind) ?? [];
    const clusters = new NameClusters(
      some,
      decisions.apart.filter((pair) => pair.kind === kind),
    );
    const byKey: ByKey = Map.groupBy(some, ({ key }) => key);
    const yielding = joinByHand(
      clusters,
      things,
      decisions.joined.filter((pair) => pair.kind === kind),
    );
    if (ANY_SPELLING.includes(kind)) joinSameWords(clusters, byKey);
    if (WITH_ALIASES.includes(kind)) joinAliases(clusters, some, byKey);
    if (kind === 'service') joinSuffixes(clusters, byKey);
    const order = byRank(yielding);
    const sorted = new Map(clusters.clusters().map((cluster) => [cluster, cluster.things.toSorted(order)]));
    groups.push(...sorted.values());
    links.push(...clusters.links((cluster) => sorted.get(cluster)?.[0] as NamedThing));
  }
  return { groups, links };
}

/** What is described goes before what is only named, then what more files name, then in the order of bytes. */
const byRank = (yielding: ReadonlySet<string>) => (one: NamedThing, other: NamedThing) =>
  Number(yielding.has(one.name)) - Number(yielding.has(other.name)) ||
  Math.sign(other.describedIn.size) - Math.sign(one.describedIn.size) ||
  other.namedIn.size - one.namedIn.size ||
  (one.name < other.name ? -1 : 1);

/** Gives the names that yield to the one that they were joined to. */
function joinByHand(
  clusters: NameClusters,
  things: ReadonlyMap<string, NamedThing>,
  joined: NameDecisions['joined'],
): Set<string> {
  for (const { kind, alias, name } of joined) {
    const [one, other] = [things.get(thingId({ kind, name })), things.get(thingId({ kind, name: alias }))];
    if (one && other) clusters.join(one, other, 'by hand', null);
  }
  return new Set(joined.map(({ alias }) => alias));
}

function joinSameWords(clusters: NameClusters, byKey: ByKey): void {
  for (const same of byKey.values()) {
    const leaders: NamedThing[] = [];
    for (const thing of same.length > 1 ? same.toSorted(byRank(new Set())) : []) {
      const leader = leaders.find((each) => clusters.mayBeSame(each, thing));
      if (leader) clusters.join(leader, thing, 'same words', placeOf(thing));
      else leaders.push(thing);
    }
  }
}

const placeOf = ({ said, mentions }: NamedThing) => said[0]?.node.place ?? mentions[0]?.place ?? null;

/** Of two joins that rule each other out the same one is made however the files come. */
const inByteOrder = ([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number =>
  one < other ? -1 : 1;

function joinAliases(clusters: NameClusters, things: readonly NamedThing[], byKey: ByKey): void {
  const claims = things.flatMap((thing) =>
    thing.said.flatMap(({ node }) =>
      node.aliases.map((alias) => ({ thing, key: nameKey(alias), place: node.place })),
    ),
  );
  const byClaim = Map.groupBy(claims, (claim) => claim.key);
  for (const [key, claimed] of [...byClaim].sort(inByteOrder)) {
    const named = only(clusters, byKey.get(key) ?? []);
    const claimants = claimed.filter(
      ({ thing }) => named && clusters.clusterOf(thing) !== clusters.clusterOf(named),
    );
    const claimant = only(
      clusters,
      claimants.map(({ thing }) => thing),
    );
    if (named && claimant && areJoinable(clusters, claimant, named))
      clusters.join(claimant, named, 'given alias', claimants[0]?.place ?? null);
  }
}

const areJoinable = (clusters: NameClusters, one: NamedThing, other: NamedThing): boolean =>
  !clusters.areToldApart(one, other) && clusters.mayBeSame(one, other);

/** The first of them, where they are one thing. */
function only(clusters: NameClusters, things: readonly NamedThing[]): NamedThing | undefined {
  const found = new Set(things.map((thing) => clusters.clusterOf(thing)));
  return found.size === 1 ? things[0] : undefined;
}

function joinSuffixes(clusters: NameClusters, byKey: ByKey): void {
  const bareKeys = [...byKey.keys()].flatMap((key) => bareKey(key) ?? []);
  for (const bare of [...new Set(bareKeys)].sort()) {
    const short = only(clusters, byKey.get(bare) ?? []);
    const long = only(
      clusters,
      suffixedKeys(bare).flatMap((key) => byKey.get(key) ?? []),
    );
    if (short && long && areJoinable(clusters, short, long))
      clusters.join(short, long, 'service suffix', placeOf(short));
  }
}
