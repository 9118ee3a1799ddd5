import { comparableText } from './comparable-text.ts';
import type { Figure } from './figure.ts';
import { readFigures } from './read-figures.ts';

/** No reader looks at more of them. */
const MOST_FINDINGS = 100;

/**
 * The figures of a reply that stand in none of the known texts, as written, each once, in order; at most 100.
 *
 * - Numbers are compared by value: `5,840` is `5840`, "three" is `3`, `3.5k` is `3500`. Signs are not compared, and units
 *   only where they are units of time: those are converted, exactly ("1.5 hours" stands in "90 minutes"), and nothing is
 *   rounded.
 * - Dates, times of day and ids of incidents (`INC-123`) stand or fall as a whole, in whatever form they are written; so
 *   do IP addresses, versions and hashes.
 * - Never asked for: `[1]`, places in lists, names with digits (`S3`, `v42`), "one", "first", "second", "an hour".
 *
 * Linear in the texts.
 */
export function findUnfoundedFigures(reply: string, known: readonly string[]): string[] {
  const text = comparableText(reply);
  const figures = readFigures(text);
  // A reply may speak of its own steps.
  const labels = figures.filter(({ needs }) => needs.length === 0).flatMap(({ gives }) => gives);
  const ground = new Set(labels.filter((key) => key.startsWith('label:')));
  const isFounded = ({ needs }: Figure) => needs.some((keys) => keys.every((key) => ground.has(key)));
  let open = figures.filter((figure) => figure.needs.length > 0 && !isFounded(figure));
  for (const each of known) {
    if (open.length === 0) break;
    for (const { gives } of readFigures(comparableText(each))) for (const key of gives) ground.add(key);
    open = open.filter((figure) => !isFounded(figure));
  }
  const written = open.map(({ start, end }) => text.slice(start, end).trim());
  return [...new Set(written)].slice(0, MOST_FINDINGS);
}
