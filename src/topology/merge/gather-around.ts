import type { NodeDraft, NodeReference, TopologyDraft } from '../../core/topology.ts';
import type { Tx } from '../../db/db.ts';
import { type StoredDraft, selectMentioning } from '../../store/topology-drafts.ts';
import type { ProjectKey } from '../../store/topology-imports.ts';
import { API_SOURCE } from './graph-limits.ts';
import type { NameDecisions } from './merged-graph.ts';
import { bareKey, nameKey, suffixedKeys } from './name-key.ts';
import { aliasesOf, hashOf, thingKey } from './thing-key.ts';

/** How often what names lead to is asked for: each time, what the names that came last lead to. */
const MAX_ROUNDS = 12;

/** Some things, with all that could be one with one of them or be provided by one. */
export interface Surroundings {
  /** Keys of the things. */
  readonly keys: ReadonlySet<string>;
  /** The pieces that name them, in the order in which they count; they may say more. */
  readonly pieces: readonly StoredDraft[];
}

/**
 * All that the rules for names could bring together with the things, step by step, whether they do or not: what is of the
 * same words or differs by `service` or `svc`, what a file gives the other's name, what was decided by hand; and apis
 * with the services of their names. What lies outside is not changed by a change inside. Undefined where names lead on
 * and on. Scope: the tenant.
 */
export async function gatherAround(
  tx: Tx,
  key: ProjectKey,
  things: readonly NodeReference[],
  { joined }: Pick<NameDecisions, 'joined'>,
): Promise<Surroundings | undefined> {
  const byHand = new Map<string, string[]>();
  for (const { kind, name, alias } of joined) {
    const [one, other] = [thingKey({ kind, name }), thingKey({ kind, name: alias })];
    byHand.set(one, [...(byHand.get(one) ?? []), other]);
    byHand.set(other, [...(byHand.get(other) ?? []), one]);
  }
  const near = (reference: NodeReference) => [
    ...sameButSuffix(reference),
    ...(byHand.get(thingKey(reference)) ?? []),
  ];
  const keys = new Set<string>();
  const pieces = new Map<string, StoredDraft>();
  let next = things.flatMap((thing) => [thingKey(thing), ...near(thing)]);
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const fresh = [...new Set(next)].filter((each) => !keys.has(each));
    if (fresh.length === 0) return { keys, pieces: inOrder(pieces.values()) };
    for (const each of fresh) keys.add(each);
    for (const piece of await selectMentioning(tx, key, API_SOURCE, fresh.map(hashOf)))
      pieces.set(`${piece.source}\0${piece.part}\0${piece.piece}`, piece);
    next = [...pieces.values()].flatMap(({ draft }) => leadingOn(draft, keys, near));
  }
  return undefined;
}

/** As the store sorts: byte by byte, what came through the interface first. */
const inOrder = (pieces: Iterable<StoredDraft>): StoredDraft[] =>
  [...pieces].sort(
    (one, other) =>
      Number(one.source !== API_SOURCE) - Number(other.source !== API_SOURCE) ||
      Buffer.compare(Buffer.from(one.source), Buffer.from(other.source)) ||
      one.position - other.position ||
      Buffer.compare(Buffer.from(one.part), Buffer.from(other.part)) ||
      one.piece - other.piece,
  );

/** Keys that a piece leads to from those that are known. */
function leadingOn(
  { nodes, relations }: TopologyDraft,
  keys: ReadonlySet<string>,
  near: (reference: NodeReference) => string[],
): string[] {
  const ends = relations.flatMap(({ from, to }) => [from, to]);
  return [
    ...[...nodes, ...ends].filter((each) => keys.has(thingKey(each))).flatMap(near),
    ...nodes.flatMap((node) => claims(node, keys)),
  ];
}

/** A thing and the names that it gives to others lead to each other. */
function claims(node: NodeDraft, keys: ReadonlySet<string>): string[] {
  const own = thingKey(node);
  const given = aliasesOf(node).map(thingKey);
  if (keys.has(own)) return given;
  return given.some((each) => keys.has(each)) ? [own] : [];
}

/** Keys of the services and apis that may be of the same name, such as it is; of other kinds none. */
function sameButSuffix({ kind, name }: NodeReference): string[] {
  if (kind !== 'service' && kind !== 'api') return [];
  const key = nameKey(name);
  const others = [key, ...suffixedKeys(key), bareKey(key) ?? []].flat();
  return others.flatMap((other) => [`service:${other}`, `api:${other}`]);
}
