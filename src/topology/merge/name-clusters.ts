import type { FilePlace } from '../../core/topology.ts';
import type { NameLink, NamePair } from './merged-graph.ts';
import { nameKey } from './name-key.ts';
import type { NamedThing } from './named-things.ts';

interface Cluster {
  readonly things: NamedThing[];
  readonly describedIn: Set<number>;
}

interface Join {
  readonly one: NamedThing;
  readonly other: NamedThing;
  readonly rule: string;
  readonly place: FilePlace | null;
}

/** Things of one kind, joined step by step; what somebody parted is never joined by a rule again. */
export class NameClusters {
  readonly #clusterOf = new Map<NamedThing, Cluster>();
  readonly #apart = new Map<string, Set<string>>();
  readonly #joins: Join[] = [];

  constructor(things: readonly NamedThing[], apart: readonly NamePair[]) {
    for (const thing of things)
      this.#clusterOf.set(thing, { things: [thing], describedIn: new Set(thing.describedIn) });
    for (const { alias, name } of apart) this.#part(...apartTokens(alias, name));
  }

  #part(one: string, other: string): void {
    for (const [from, to] of [
      [one, other],
      [other, one],
    ] as const)
      this.#apart.set(from, (this.#apart.get(from) ?? new Set()).add(to));
  }

  clusterOf(thing: NamedThing): Cluster {
    return this.#clusterOf.get(thing) ?? { things: [thing], describedIn: thing.describedIn };
  }

  /** Joins without asking. */
  join(one: NamedThing, other: NamedThing, rule: string, place: FilePlace | null): void {
    let [into, from] = [this.clusterOf(one), this.clusterOf(other)];
    if (into === from) return;
    this.#joins.push({ one, other, rule, place });
    if (into.things.length < from.things.length) [into, from] = [from, into];
    for (const thing of from.things) {
      into.things.push(thing);
      this.#clusterOf.set(thing, into);
    }
    for (const draft of from.describedIn) into.describedIn.add(draft);
  }

  /** Whether nobody parted them. */
  mayBeSame(one: NamedThing, other: NamedThing): boolean {
    if (this.#apart.size === 0) return true;
    const others = new Set(this.clusterOf(other).things.flatMap(tokensOf));
    return !this.clusterOf(one)
      .things.flatMap(tokensOf)
      .some((token) => [...(this.#apart.get(token) ?? [])].some((parted) => others.has(parted)));
  }

  /** A file that describes both as things of their own knows that they are two. */
  areToldApart(one: NamedThing, other: NamedThing): boolean {
    const [first, second] = [this.clusterOf(one).describedIn, this.clusterOf(other).describedIn];
    const [few, many] = first.size < second.size ? [first, second] : [second, first];
    for (const draft of few) if (many.has(draft)) return true;
    return false;
  }

  clusters(): Cluster[] {
    return [...new Set(this.#clusterOf.values())];
  }

  /** How the names of every cluster hang on the one that `canonical` gives for it, each alias once. */
  links(canonical: (cluster: Cluster) => NamedThing): NameLink[] {
    const joinsOf = new Map<NamedThing, Join[]>();
    for (const join of this.#joins)
      for (const end of [join.one, join.other]) joinsOf.set(end, [...(joinsOf.get(end) ?? []), join]);
    return this.clusters().flatMap((cluster) => linksFrom(canonical(cluster), joinsOf));
  }
}

function linksFrom(start: NamedThing, joinsOf: ReadonlyMap<NamedThing, readonly Join[]>): NameLink[] {
  const links: NameLink[] = [];
  const seen = new Set([start]);
  // A set is walked in the order in which it grows.
  for (const thing of seen)
    for (const { one, other, rule, place } of joinsOf.get(thing) ?? []) {
      const next = one === thing ? other : one;
      if (seen.has(next)) continue;
      seen.add(next);
      links.push({ kind: thing.kind, alias: next.name, name: thing.name, rule, place });
    }
  return links;
}

const tokensOf = ({ key, name }: NamedThing): string[] => [`key ${key}`, `name ${name}`];

/** Names of different words are parted in all spellings, two spellings of the same words as they are written. */
function apartTokens(alias: string, name: string): [string, string] {
  const [aliasKey, key] = [nameKey(alias), nameKey(name)];
  return aliasKey === key ? [`name ${alias}`, `name ${name}`] : [`key ${aliasKey}`, `key ${key}`];
}
