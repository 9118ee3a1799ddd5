import type { Uuid } from '../../core/ids.ts';
import type { Db } from '../../db/db.ts';
import { knownWords } from '../../store/incident-search.ts';
import { runQuery } from '../../store/query.ts';
import type { KnownValue, Vocabulary } from '../vocabulary/tenant-vocabulary.ts';
import type { Claim, Reading, Topic, ValueClaim } from './claims.ts';
import { matchMisspelt, matchPartOfName } from './link-names.ts';

/** A name that several of the tenant's names contain: the asker must choose. */
export interface Ambiguity {
  readonly written: string;
  readonly options: readonly string[];
}

export interface Relinked {
  readonly reading: Reading;
  readonly ambiguities: readonly Ambiguity[];
  /** How a name was read that was written otherwise: "reading “kubernets” as Kubernetes". */
  readonly notes: readonly string[];
}

const claim = (topic: Topic, values: readonly KnownValue[]): ValueClaim => ({
  type: 'value',
  from: topic.from,
  to: topic.to,
  values,
  written: topic.text,
});

/** From so many on, names that begin alike are a family: all of them are meant. */
const SMALLEST_FAMILY = 3;

const isFamily = (parts: readonly KnownValue[], topic: Topic): boolean =>
  parts.length >= SMALLEST_FAMILY &&
  parts.every((value) => value.name === parts[0]?.name && value.words[0] === topic.words[0]?.singular);

const sameValue = (values: readonly KnownValue[]): boolean =>
  new Set(values.map((value) => value.valueKey)).size === 1;

/**
 * Second linking of what is still unexplained: parts of proper names, and misspellings of names. A word that stands
 * in the tenant's records as it is written is no misspelling.
 */
export async function relink(
  reading: Reading,
  vocabulary: Vocabulary,
  db: Db,
  tenantId: Uuid,
): Promise<Relinked> {
  if (reading.topics.length === 0) return { reading, ambiguities: [], notes: [] };
  const linked: Claim[] = [];
  const ambiguities: Ambiguity[] = [];
  const notes: string[] = [];
  const rest: Topic[] = [];
  const misspelt: { topic: Topic; values: KnownValue[] }[] = [];
  for (const topic of reading.topics) {
    const parts = matchPartOfName(topic.words, vocabulary);
    const slips = parts.length > 0 ? [] : matchMisspelt(topic.words, vocabulary);
    if (parts.length > 0 && sameValue(parts)) {
      linked.push(claim(topic, parts));
      notes.push(`reading “${topic.text}” as ${parts[0]?.value}`);
    } else if (isFamily(parts, topic)) {
      linked.push(claim(topic, parts));
      notes.push(`reading “${topic.text}” as all ${parts.length} that begin with it`);
    } else if (parts.length > 1) {
      ambiguities.push({
        written: topic.text,
        options: [...new Set(parts.map((value) => value.value))].slice(0, 8),
      });
      rest.push(topic);
    } else if (slips.length > 0) misspelt.push({ topic, values: slips });
    else rest.push(topic);
  }
  const slips = misspelt.flatMap(({ topic }) => topic.words.map((word) => word.text));
  const known = slips.length > 0 ? await runQuery(db, { tenantId }, knownWords(tenantId, slips)) : [];
  for (const { topic, values } of misspelt) {
    if (topic.words.every((word) => known.includes(word.text))) rest.push(topic);
    else {
      linked.push(claim(topic, values));
      notes.push(`reading “${topic.text}” as ${values[0]?.value}`);
    }
  }
  const claims = [...reading.claims, ...linked].sort((a, b) => a.from - b.from);
  const topics = rest.sort((a, b) => a.from - b.from);
  return { reading: { ...reading, claims, topics }, ambiguities, notes };
}
