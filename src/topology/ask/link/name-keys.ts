import { singular } from '../read/words.ts';

const WORDS = /[\p{L}\p{N}]+/gu;
const CASE_CHANGE = /(?<=[\p{Ll}\p{N}])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u;
const MAY_CHANGE_CASE = /.\p{Lu}/u;

/** The words of a name in lower case, `orderCreated` two of them. */
export function wordsOfName(name: string): string[] {
  const found = name.match(WORDS) ?? [];
  const words: string[] = [];
  for (const word of found) {
    if (!MAY_CHANGE_CASE.test(word)) words.push(word.toLowerCase());
    else for (const part of word.split(CASE_CHANGE)) words.push(part.toLowerCase());
  }
  return words;
}

/** Letters and digits alone: `Order-Created` and `order.created` are one key. */
export const compactKey = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/** The same without plural endings. */
export const singularKey = (words: readonly string[]): string => words.map(singular).join('');

/** Words that say what a thing is and not which. */
const SERVICE_WORDS = new Set(['service', 'svc', 'microservice', 'srv']);
const GENERAL_WORDS = new Set([
  ...SERVICE_WORDS,
  ...[
    'api',
    'app',
    'application',
    'server',
    'component',
    'system',
    'team',
    'squad',
    'group',
    'topic',
    'queue',
  ],
  ...[
    'channel',
    'event',
    'message',
    'stream',
    'payload',
    'interface',
    'database',
    'db',
    'resource',
    'platform',
  ],
]);

export const isGeneralWord = (word: string): boolean => GENERAL_WORDS.has(singular(word));

/** The words without those at the end that only say “service”; empty where nothing else is there. */
export function withoutServiceWord(words: readonly string[]): string[] {
  const last = words.at(-1);
  return last !== undefined && SERVICE_WORDS.has(singular(last)) ? words.slice(0, -1) : [...words];
}

/** The same without any general word at the end. */
export function withoutGeneralWord(words: readonly string[]): string[] {
  const last = words.at(-1);
  return last !== undefined && isGeneralWord(last) ? words.slice(0, -1) : [...words];
}

/** A name run together keeps its ending: `cartservice` is `cart`. */
export const withoutServiceEnding = (key: string): string =>
  key.length > 9 && /(?:micro)?services?$/.test(key) ? key.replace(/(?:micro)?services?$/, '') : key;
