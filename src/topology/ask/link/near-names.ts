import { distance } from 'fastest-levenshtein';
import type { NodeName } from '../../topology-graph.ts';
import type { NameIndex } from './name-index.ts';
import {
  compactKey,
  isGeneralWord,
  withoutServiceEnding,
  withoutServiceWord,
  wordsOfName,
} from './name-keys.ts';

const SHORTEST_MISSPELT = 5;
/** In shorter names another letter makes another word: “shopping” is not “shipping”. */
const LENGTH_FOR_SUBSTITUTION = 10;
const LENGTH_FOR_LOST_LETTER = 8;
const LONGEST_COMPARED = 60;
const MOST_OFFERED = 3;
const MOST_OF_A_WORD = 100;
const MOST_COMPARED = 2000;

/** The nodes of the one name that the text misspells; empty where there is none or more than one. */
export function findMisspelt(text: string, index: NameIndex): NodeName[] {
  const typed = withoutServiceEnding(compactKey(text));
  if (typed.length < SHORTEST_MISSPELT || typed.length > LONGEST_COMPARED || !/^\p{L}+$/u.test(typed))
    return [];
  const words = withoutServiceWord(wordsOfName(text));
  const close = new Set<NodeName>();
  const keys = new Set<string>();
  for (let length = typed.length - 1; length <= typed.length + 1; length++)
    for (const { node, key, words: known } of index.byLength.get(length) ?? []) {
      if (!isSlip(typed, key) || !isOneWordOff(words, known)) continue;
      close.add(node);
      keys.add(key);
    }
  return keys.size === 1 ? [...close] : [];
}

/** In a name of several words the one that differs must be a slip by its own length: `order.creates` is not `order.created`. */
function isOneWordOff(typed: readonly string[], known: readonly string[]): boolean {
  if (typed.length !== known.length || typed.length === 1) return true;
  return typed.every((word, at) => word === known[at] || isSlip(word, known[at] ?? ''));
}

/**
 * A slip of the hand: two letters swapped or one doubled, in long names one left out or replaced. Everything else may be
 * another word.
 */
function isSlip(typed: string, meant: string): boolean {
  if (typed[0] !== meant[0] || Math.abs(typed.length - meant.length) > 1 || typed === meant) return false;
  const edits = distance(typed, meant);
  if (edits > 2) return false;
  if (typed.length === meant.length)
    return edits === 1 ? meant.length >= LENGTH_FOR_SUBSTITUTION : isTransposition(typed, meant);
  if (edits !== 1) return false;
  const [short, long] = typed.length < meant.length ? [typed, meant] : [meant, typed];
  return isDoubled(short, long) || (long === meant && meant.length > LENGTH_FOR_LOST_LETTER);
}

function isTransposition(typed: string, meant: string): boolean {
  const at = [...typed].findIndex((letter, index) => letter !== meant[index]);
  const isSwapped = typed[at] === meant[at + 1] && typed[at + 1] === meant[at];
  return isSwapped && typed.slice(at + 2) === meant.slice(at + 2);
}

/** Whether the longer one has a letter twice that the shorter has once. */
function isDoubled(short: string, long: string): boolean {
  const first = [...long].findIndex((letter, index) => letter !== short[index]);
  return first > 0 && long[first] === long[first - 1] && short.slice(first) === long.slice(first + 1);
}

/** At most three nodes whose names are like the text, the nearest first. */
export function findNear(text: string, index: NameIndex): NodeName[] {
  const typed = withoutServiceEnding(compactKey(text)).slice(0, LONGEST_COMPARED);
  if (typed.length < 3) return [];
  const most = Math.max(1, Math.floor(typed.length / 4));
  const ranked = new Map<NodeName, number>();
  const rank = (node: NodeName, edits: number): void => {
    ranked.set(node, Math.min(edits, ranked.get(node) ?? edits));
  };
  for (const word of [...wordsOfName(text), typed])
    if (word.length > 2 && !isGeneralWord(word))
      for (const node of (index.byWord.get(word) ?? []).slice(0, MOST_OF_A_WORD)) rank(node, most);
  let left = MOST_COMPARED;
  for (const length of lengthsAround(typed.length, most))
    for (const { node, key } of index.byLength.get(length) ?? []) {
      // Names that begin otherwise are seldom meant, and comparing all of them takes time.
      if (key[0] !== typed[0] || left <= 0) continue;
      left -= 1;
      const edits = distance(typed, key);
      if (edits <= most) rank(node, edits);
    }
  return [...ranked]
    .sort(([a, rankA], [b, rankB]) => rankA - rankB || (a.name < b.name ? -1 : 1))
    .slice(0, MOST_OFFERED)
    .map(([node]) => node);
}

/** The length itself, then one letter more or less, and so on. */
function lengthsAround(length: number, most: number): number[] {
  const lengths = [length];
  for (let by = 1; by <= most; by++) lengths.push(length - by, length + by);
  return lengths;
}
