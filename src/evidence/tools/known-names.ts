import { distance } from 'fastest-levenshtein';
import { sayList } from '../../analyst/phrase/say.ts';
import { meaningOf } from '../../analyst/read/claims.ts';
import { matchLabels, matchState, matchValues } from '../../analyst/read/link-names.ts';
import { readWords } from '../../analyst/read/words.ts';
import { sayLabel, sayLabels } from '../../analyst/vocabulary/say-label.ts';
import type { KnownValue, Vocabulary } from '../../analyst/vocabulary/tenant-vocabulary.ts';
import { ParleyError } from '../../core/errors.ts';
import { shorten } from '../../lib/shorten.ts';
import { snakeCase } from '../../lib/snake-case.ts';

const MOST_SUGGESTED = 8;
const MOST_NAME_CHARACTERS = 80;

const quoted = (text: string): string => `“${shorten(text, MOST_NAME_CHARACTERS)}”`;

/** The names most like what was written: those that hold it or stand in it, then those fewest letters away. */
function nearest(written: string, names: Iterable<string>): string[] {
  const wanted = written.toLowerCase();
  const near = [...new Set(names)].map((name) => {
    const lower = name.toLowerCase().slice(0, wanted.length * 4);
    const holds = lower.includes(wanted) || wanted.includes(lower);
    const longest = Math.max(lower.length, wanted.length);
    return { name, far: holds ? 0 : distance(lower, wanted) / longest };
  });
  near.sort((a, b) => a.far - b.far);
  return near.slice(0, MOST_SUGGESTED).map(({ name }) => quoted(name));
}

/**
 * The tenant's names of the field that is called so: `service`, or what stands for it in these records. Throws
 * `invalid_input` (`field`) with the nearest ones that there are.
 */
export function labelsCalled(written: string, vocabulary: Vocabulary, field: string): readonly string[] {
  const exact = snakeCase(written);
  if (vocabulary.names.includes(exact)) return [exact];
  const words = readWords(sayLabel(exact));
  const claim = matchLabels(words, 0, vocabulary).find(({ to }) => to === words.length);
  const names = meaningOf(claim, 'label')?.names ?? [];
  if (names.length > 0) return names;
  const known = nearest(written, vocabulary.names.map(sayLabel));
  const there = known.length > 0 ? ` The nearest are: ${sayList(known)}.` : '';
  throw refused(field, `The records have no field ${quoted(written)}.${there}`);
}

/**
 * The tenant's values that are called so, under one of the labels or, where none are given, under any. Throws
 * `invalid_input` (`field`) with the nearest values that there are.
 */
export function valuesCalled(
  written: string,
  labels: readonly string[],
  vocabulary: Vocabulary,
  field: string,
): readonly KnownValue[] {
  const isWanted = ({ name }: KnownValue): boolean => labels.length === 0 || labels.includes(name);
  const readings = readingsOf(written, vocabulary);
  const own = readings.map((values) => values.filter(isWanted)).find((values) => values.length > 0);
  if (own) return own;
  const what = labels.length === 0 ? 'value' : sayLabels(labels);
  const other = readings.flat()[0];
  if (other)
    throw refused(
      field,
      `There is no ${what} ${quoted(written)} in the records; ${quoted(other.value)} is recorded as ${sayLabel(other.name)}: ask with label_name ${other.name}.`,
    );
  const held = vocabulary.values.filter(isWanted).map(({ value }) => value);
  const near = nearest(written, held);
  const there = near.length > 0 ? ` The nearest are: ${sayList(near)}.` : '';
  throw refused(field, `There is no ${what} ${quoted(written)} in the records.${there}`);
}

/** Values to the letter; then those in other words of the same name; then statuses that say it. */
function readingsOf(written: string, vocabulary: Vocabulary): readonly (readonly KnownValue[])[] {
  const key = written.trim().toLowerCase();
  const words = readWords(written);
  const said = readWords(`are ${written}`);
  const state = matchState(said, 0, vocabulary);
  return [
    vocabulary.values.filter(({ valueKey }) => valueKey === key),
    matchValues(words, 0, vocabulary).find(({ to }) => to === words.length)?.values ?? [],
    // A status that no incident has is there with an empty key.
    state?.to === said.length ? state.values.filter(({ valueKey }) => valueKey !== '') : [],
  ];
}

const refused = (subject: string, message: string) => new ParleyError('invalid_input', message, { subject });
