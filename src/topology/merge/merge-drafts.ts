import {
  type FilePlace,
  type NodeReference,
  ONLY_NAMED,
  type RelationDraft,
  type RelationType,
} from '../../core/topology.ts';
import { joinNames } from './join-names.ts';
import { linkProviders } from './link-providers.ts';
import {
  type MergedEdge,
  type MergedGraph,
  type MergedNode,
  type MergedPart,
  type NameDecisions,
  NO_DECISIONS,
  type SourcedDraft,
} from './merged-graph.ts';
import { collectThings, type NamedThing, thingId } from './named-things.ts';
import { thingKey } from './thing-key.ts';

const MAX_PLACES = 50;
const MAX_DETAILS = 50;
const MAX_ENTRIES = 200;
const MAX_FIELDS = 4_000;

/**
 * One graph of all that the drafts say. What comes first counts where two say different things; lists are joined. A
 * relation of a thing to itself is left out: it says nothing, or comes of two names that stand for one. Of a `part`, the
 * drafts have to say all that is said of it.
 */
export function mergeDrafts(
  drafts: readonly SourcedDraft[],
  decisions: NameDecisions = NO_DECISIONS,
  part?: MergedPart,
): MergedGraph {
  const all = collectThings(drafts);
  const things = part ? new Map([...all].filter(([, thing]) => part.keys.has(thingKey(thing)))) : all;
  const { groups, links } = joinNames(things, decisions);
  const placeOf = new Map<NamedThing, number>();
  for (const [place, group] of groups.entries()) for (const thing of group) placeOf.set(thing, place);
  const nodes = groups.map(mergeGroup);
  const edges = mergeRelations(drafts, (end) => {
    const [id, thing] = [thingId(end), things.get(thingId(end))];
    return thing ? (placeOf.get(thing) as number) : nodes.length + (part?.outside.get(id) as number);
  });
  const provided = linkProviders(nodes, edges, decisions.notProvided);
  return { nodes, edges: [...edges, ...provided.edges], links: [...links, ...provided.links] };
}

/** The first of each, as `key` tells them apart. */
function firsts<T>(all: readonly T[], key: (each: T) => string, most: number): T[] {
  if (all.length < 2) return [...all];
  const found = new Map<string, T>();
  for (const each of all) {
    if (found.size === most) break;
    if (!found.has(key(each))) found.set(key(each), each);
  }
  return [...found.values()];
}

const same = (text: string): string => text;
const placeKey = ({ file, line }: FilePlace): string => `${file}\0${line}`;

function mergeGroup(group: readonly NamedThing[]): MergedNode {
  const first = group[0] as NamedThing;
  const said = group.flatMap((thing) => thing.said).sort((one, other) => one.draft - other.draft);
  const nodes = said.map(({ node }) => node);
  const mentions = group.flatMap((thing) => thing.mentions);
  const facts: [string, string][] = nodes.flatMap((node) => Object.entries(node.facts));
  if (first.kind === 'service' && nodes.length === 0) facts.push([ONLY_NAMED, 'yes']);
  const names = group.map(({ name }) => name);
  const aliases = [...names.slice(1), ...nodes.flatMap((node) => node.aliases)];
  return {
    kind: first.kind,
    name: first.name,
    names,
    aliases: firsts(aliases, same, MAX_ENTRIES).filter((alias) => alias !== first.name),
    description: nodes.find(({ description }) => description)?.description ?? null,
    type: nodes.find(({ type }) => type)?.type ?? null,
    tags: firsts(
      nodes.flatMap(({ tags }) => tags),
      same,
      MAX_ENTRIES,
    ),
    links: firsts(
      nodes.flatMap(({ links }) => links),
      ({ url }) => url,
      MAX_ENTRIES,
    ),
    protocols: firsts(
      nodes.flatMap(({ protocols }) => protocols),
      same,
      MAX_ENTRIES,
    ),
    fields: firsts(
      nodes.flatMap(({ fields }) => fields),
      ({ path }) => path,
      MAX_FIELDS,
    ),
    facts: Object.fromEntries(
      firsts(facts, ([key]) => key, MAX_ENTRIES).sort(([one], [other]) => (one < other ? -1 : 1)),
    ),
    places: firsts(
      [...nodes.map(({ place }) => place), ...mentions.map(({ place }) => place)],
      placeKey,
      MAX_PLACES,
    ),
    sources: [...new Set([...said, ...mentions].map(({ source }) => source))].sort(),
  };
}

interface GatheredEdge {
  readonly type: RelationType;
  readonly from: number;
  readonly to: number;
  readonly details: string[];
  readonly places: FilePlace[];
  readonly sources: string[];
}

function mergeRelations(
  drafts: readonly SourcedDraft[],
  place: (end: NodeReference) => number,
): MergedEdge[] {
  const edges = new Map<string, GatheredEdge>();
  for (const { source, draft } of drafts)
    for (const relation of draft.relations) {
      const [from, to] = [place(relation.from), place(relation.to)];
      if (from === to) continue;
      const key = `${relation.type} ${from} ${to}`;
      let edge = edges.get(key);
      if (edge === undefined) {
        edge = { type: relation.type, from, to, details: [], places: [], sources: [] };
        edges.set(key, edge);
      }
      gather(edge, relation, source);
    }
  for (const { sources } of edges.values()) sources.sort();
  return [...edges.values()];
}

function gather({ details, places, sources }: GatheredEdge, relation: RelationDraft, source: string): void {
  const { detail, place } = relation;
  if (!sources.includes(source)) sources.push(source);
  if (detail && details.length < MAX_DETAILS && !details.includes(detail)) details.push(detail);
  if (places.length < MAX_PLACES && !places.some((each) => placeKey(each) === placeKey(place)))
    places.push(place);
}
