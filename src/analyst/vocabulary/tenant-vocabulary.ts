import type { Uuid } from '../../core/ids.ts';
import type { Db } from '../../db/db.ts';
import { runQuery } from '../../store/query.ts';
import { findLabelValues, type LabelValue, labelNames, labelValues } from '../../store/vocabulary-queries.ts';
import { readWords, type Word } from '../read/words.ts';

/** A value of a label as the tenant has it, with its words for matching. */
export interface KnownValue extends LabelValue {
  /** Its words in the singular. */
  readonly words: readonly string[];
}

/** What a tenant's records call things. */
export interface Vocabulary {
  readonly names: readonly string[];
  /** Values whose words, in the singular and joined by a space, or run together, are the key. */
  readonly byWords: ReadonlyMap<string, readonly KnownValue[]>;
  readonly values: readonly KnownValue[];
  /** Names with more values than are held; theirs are looked up a question at a time. */
  readonly crowded: readonly string[];
}

/** More distinct values of one label than this are not held in memory. */
const MOST_VALUES_HELD = 5_000;
const MOST_TENANTS_HELD = 64;
/** Longest value, in words, that a question can name. */
export const MOST_WORDS_NAMED = 8;

export function wordsKey(words: readonly { readonly singular: string }[]): string {
  return words.map((word) => word.singular).join(' ');
}

/** The same words run together, so that `SEV-1`, `sev 1` and `sev1` are one name. */
export function compactKey(words: readonly { readonly lower: string }[]): string {
  return words.map((word) => word.lower).join('');
}

const known = (value: LabelValue): { value: KnownValue; words: Word[] } => {
  const words = readWords(value.value);
  return { value: { ...value, words: words.map((word) => word.singular) }, words };
};

function indexValues(values: readonly LabelValue[]): Pick<Vocabulary, 'byWords' | 'values'> {
  const byWords = new Map<string, KnownValue[]>();
  const all: KnownValue[] = [];
  for (const each of values) {
    const { value, words } = known(each);
    if (words.length === 0) continue;
    all.push(value);
    for (const key of new Set([wordsKey(words), compactKey(words)])) {
      const same = byWords.get(key);
      if (same) same.push(value);
      else byWords.set(key, [value]);
    }
  }
  return { byWords, values: all };
}

/** A vocabulary of these values; names whose values are too many to hold are `crowded`. */
export function makeVocabulary(
  names: readonly string[],
  values: readonly LabelValue[],
  crowded: readonly string[] = [],
): Vocabulary {
  return { names, crowded, ...indexValues(values.filter((value) => !crowded.includes(value.name))) };
}

async function loadVocabulary(db: Db, tenantId: Uuid): Promise<Vocabulary> {
  const names = await runQuery(db, { tenantId }, labelNames(tenantId));
  const values = await runQuery(db, { tenantId }, labelValues(tenantId, names, MOST_VALUES_HELD));
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value.name, (counts.get(value.name) ?? 0) + 1);
  const crowded = names.filter((name) => (counts.get(name) ?? 0) > MOST_VALUES_HELD);
  return makeVocabulary(names, values, crowded);
}

/** Vocabularies by tenant; one is read again as soon as the tenant's knowledge has another version. */
export class Vocabularies {
  readonly #db: Db;
  readonly #held = new Map<Uuid, { version: number; vocabulary: Promise<Vocabulary> }>();

  constructor(db: Db) {
    this.#db = db;
  }

  get(tenantId: Uuid, version: number): Promise<Vocabulary> {
    const held = this.#held.get(tenantId);
    if (held && held.version === version) return held.vocabulary;
    const vocabulary = loadVocabulary(this.#db, tenantId);
    this.#held.delete(tenantId);
    this.#held.set(tenantId, { version, vocabulary });
    vocabulary.catch(() => this.#held.delete(tenantId));
    const oldest = this.#held.keys().next().value;
    if (this.#held.size > MOST_TENANTS_HELD && oldest !== undefined) this.#held.delete(oldest);
    return vocabulary;
  }

  /** The vocabulary with those values of crowded labels that the question's words could name. */
  async forQuestion(tenantId: Uuid, version: number, words: readonly Word[]): Promise<Vocabulary> {
    const vocabulary = await this.get(tenantId, version);
    if (vocabulary.crowded.length === 0) return vocabulary;
    const found = await runQuery(
      this.#db,
      { tenantId },
      findLabelValues(tenantId, vocabulary.crowded, wordRuns(words)),
    );
    if (found.length === 0) return vocabulary;
    const extra = indexValues(found);
    const byWords = new Map(vocabulary.byWords);
    for (const [key, values] of extra.byWords) byWords.set(key, [...(byWords.get(key) ?? []), ...values]);
    return { ...vocabulary, byWords, values: vocabulary.values };
  }
}

/** Every run of up to four neighbouring words, as typed and in lower case. */
function wordRuns(words: readonly Word[]): string[] {
  const runs = new Set<string>();
  for (let from = 0; from < words.length; from++) {
    let run = '';
    for (let to = from; to < Math.min(words.length, from + 4); to++) {
      const word = words[to];
      if (!word) break;
      run += to === from ? word.lower : (word.joined ? '-' : ' ') + word.lower;
      runs.add(run);
      runs.add(run.replaceAll('-', '_'));
    }
  }
  return [...runs];
}
