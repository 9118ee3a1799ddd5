import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { numbers } from './made-history.ts';

const WORDS = 50_000;
const WORDS_OF_A_DOCUMENT = 120;
const SYLLABLES = [
  'ba',
  'ce',
  'di',
  'fo',
  'gu',
  'ha',
  'je',
  'ki',
  'lo',
  'mu',
  'na',
  'pe',
  'ri',
  'so',
  'tu',
  'va',
];

/** The word of that rank: letters alone, the shorter the more often it occurs, and no two ranks the same. */
function wordOf(rank: number): string {
  let word = 'n';
  for (let rest = rank; ; rest = (rest >> 4) - 1) {
    word = (SYLLABLES[rest & 15] ?? '') + word;
    if (rest < 16) return word;
  }
}

/** Words as often as in language (Zipf's law over 50,000 words). */
export function madeWords(seed: number): () => string {
  const next = numbers(seed);
  const sums = new Float64Array(WORDS);
  for (let rank = 0, sum = 0; rank < WORDS; rank++) sums[rank] = sum += 1 / (rank + 1);
  const total = sums[WORDS - 1] ?? 1;
  return () => {
    const wanted = next() * total;
    let [low, high] = [0, WORDS - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] ?? 0) < wanted) low = middle + 1;
      else high = middle;
    }
    return wordOf(low);
  };
}

/** Writes `count` made-up documents of 120 words, one passage each, as JSON lines. */
export async function writeMadeDocuments(file: string, count: number, seed: number): Promise<void> {
  const word = madeWords(seed);
  const words = (length: number) => Array.from({ length }, word).join(' ');
  const out = createWriteStream(file);
  for (let index = 0; index < count; index++) {
    const record = { id: `made-${seed}-${index}`, title: words(5), text: `${words(WORDS_OF_A_DOCUMENT)}.` };
    if (!out.write(`${JSON.stringify(record)}\n`)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
}
