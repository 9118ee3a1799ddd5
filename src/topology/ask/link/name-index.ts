import type { NodeName } from '../../topology-graph.ts';
import { singular } from '../read/words.ts';
import {
  compactKey,
  isGeneralWord,
  singularKey,
  withoutGeneralWord,
  withoutServiceEnding,
  withoutServiceWord,
  wordsOfName,
} from './name-keys.ts';

/** How well a text names a node, the best first; all but `loose` are the same name written differently. */
const TIERS = ['exact', 'alias', 'spelling', 'plural', 'service word', 'loose'] as const;

export type Tier = (typeof TIERS)[number];

/** A name that is known, ready to be compared with what was typed. */
interface KnownName {
  readonly node: NodeName;
  /** The letters and digits of its name without “service”. */
  readonly key: string;
  readonly words: readonly string[];
}

/** Names of a graph by everything that they may be written as. */
export interface NameIndex {
  readonly byId: ReadonlyMap<string, NodeName>;
  readonly byTier: Readonly<Record<Tier, ReadonlyMap<string, readonly NodeName[]>>>;
  /** By the number of letters and digits. */
  readonly byLength: ReadonlyMap<number, readonly KnownName[]>;
  /** By each word that says more than what kind of thing it is. */
  readonly byWord: ReadonlyMap<string, readonly NodeName[]>;
}

const LONGEST_NAME = 300;
/** More words than that make no name that is typed by a person. */
const MOST_ENDINGS = 8;

class Tiers {
  readonly maps: Record<Tier, Map<string, NodeName[]>> = {
    exact: new Map(),
    alias: new Map(),
    spelling: new Map(),
    plural: new Map(),
    'service word': new Map(),
    loose: new Map(),
  };

  add(tier: Tier, key: string, node: NodeName): void {
    if (key === '') return;
    const held = this.maps[tier].get(key);
    if (!held) this.maps[tier].set(key, [node]);
    else if (!held.includes(node)) held.push(node);
  }
}

const PARAMETER = /\{[^{}]*\}/g;

/** `backend` of `Website Backend`: the last words tell what it is. Of an address they must be two at least. */
function endings(words: readonly string[], kind: NodeName['kind']): string[] {
  const fewest = kind === 'topic' || kind === 'message' ? 2 : 1;
  const found: string[] = [];
  let key = '';
  let isGeneral = true;
  for (let at = words.length - 1; at > 0 && words.length - at <= MOST_ENDINGS; at--) {
    const word = words[at] ?? '';
    key = singular(word) + key;
    isGeneral &&= isGeneralWord(word);
    if (words.length - at >= fewest && !isGeneral) found.push(key);
  }
  return found;
}

function addName(
  tiers: Tiers,
  node: NodeName,
  name: string,
  isAlias: boolean,
  words: readonly string[],
): void {
  const compact = compactKey(name);
  const isAddress = node.kind === 'topic' || node.kind === 'message';
  tiers.add(isAlias ? 'alias' : 'exact', name.toLowerCase(), node);
  tiers.add('spelling', compact, node);
  tiers.add('plural', singularKey(words), node);
  const bare = withoutServiceWord(words);
  if (!isAddress && bare.length > 0) {
    if (bare.length < words.length) tiers.add('service word', singularKey(bare), node);
    tiers.add('service word', withoutServiceEnding(compact), node);
  }
  if (name.includes('{')) tiers.add('spelling', singularKey(wordsOfName(name.replace(PARAMETER, ' '))), node);
  const general = withoutGeneralWord(words);
  if (general.length > 0 && general.length < words.length) tiers.add('loose', singularKey(general), node);
  for (const ending of endings(words, node.kind)) tiers.add('loose', ending, node);
  if (bare.length < words.length)
    for (const ending of endings(bare, node.kind)) tiers.add('loose', ending, node);
}

function push<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const held = map.get(key);
  if (held) held.push(value);
  else map.set(key, [value]);
}

function makeIndex(names: readonly NodeName[]): NameIndex {
  const tiers = new Tiers();
  const byLength = new Map<number, KnownName[]>();
  const byWord = new Map<string, NodeName[]>();
  for (const node of names) {
    for (let at = -1; at < node.aliases.length; at++) {
      const name = (at < 0 ? node.name : (node.aliases[at] ?? '')).slice(0, LONGEST_NAME);
      const words = wordsOfName(name);
      addName(tiers, node, name, at >= 0, words);
      const key = withoutServiceEnding(compactKey(name));
      push(byLength, key.length, { node, key, words: withoutServiceWord(words) });
      for (const word of words) if (word.length > 2 && !isGeneralWord(word)) push(byWord, word, node);
    }
  }
  return { byId: new Map(names.map((node) => [node.id, node])), byTier: tiers.maps, byLength, byWord };
}

/** Projects whose names are kept at a time. */
const MOST_HELD = 8;
const held: { readonly names: readonly NodeName[]; readonly index: NameIndex }[] = [];

const isSameName = (a: NodeName, b: NodeName | undefined): boolean =>
  b !== undefined &&
  a.id === b.id &&
  a.name === b.name &&
  a.kind === b.kind &&
  a.aliases.length === b.aliases.length &&
  a.aliases.every((alias, at) => alias === b.aliases[at]);

/** The index of these names; made anew only where they have changed. */
export function nameIndex(names: readonly NodeName[]): NameIndex {
  const at = held.findIndex(
    (each) =>
      each.names === names ||
      (each.names.length === names.length &&
        names.every((name, place) => isSameName(name, each.names[place]))),
  );
  const known = at < 0 ? { names, index: makeIndex(names) } : held.splice(at, 1)[0];
  if (!known) return makeIndex(names);
  held.unshift(known);
  held.length = Math.min(held.length, MOST_HELD);
  return known.index;
}
