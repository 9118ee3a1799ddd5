import { stem } from '../../lib/stem.ts';
import type { PassageCandidate } from '../found-passage.ts';
import { BM25_B, BM25_K1, searchText } from '../lexical/search-text.ts';
import { STOP_WORDS } from '../lexical/stop-words.ts';

interface IndexedText {
  readonly counts: ReadonlyMap<string, number>;
  readonly length: number;
}

/** A few passages in memory, searched by BM25 as the store searches all of them. */
export class SampleIndex {
  private readonly texts: readonly IndexedText[];
  private readonly holders = new Map<string, number[]>();
  private readonly meanLength: number;

  constructor(passages: readonly PassageCandidate[]) {
    this.texts = passages.map(indexed);
    for (const [place, { counts }] of this.texts.entries())
      for (const term of counts.keys()) {
        const holders = this.holders.get(term);
        if (holders) holders.push(place);
        else this.holders.set(term, [place]);
      }
    this.meanLength = this.texts.reduce((sum, { length }) => sum + length, 0) / this.texts.length || 1;
  }

  /** How rare a word is: its inverse document frequency, 0 for a stop word. */
  rarity(word: string): number {
    if (STOP_WORDS.has(word)) return 0;
    const holders = this.holders.get(stem(word))?.length ?? 0;
    return Math.log(1 + (this.texts.length - holders + 0.5) / (holders + 0.5));
  }

  /** Places of the passages that hold a word of `words`, best first, at most `most`; that at `place` is read as `rest`. */
  search(words: readonly string[], most: number, place: number, rest: PassageCandidate): number[] {
    const scores = new Map<number, number>();
    const replaced = indexed(rest);
    for (const word of words) {
      const term = stem(word);
      const rarity = this.rarity(word);
      for (const holder of new Set([...(this.holders.get(term) ?? []), place])) {
        const text = holder === place ? replaced : this.texts[holder];
        const score = text === undefined ? 0 : rarity * this.saturation(text, term);
        if (score > 0) scores.set(holder, (scores.get(holder) ?? 0) + score);
      }
    }
    return [...scores]
      .sort(([one, score], [other, otherScore]) => otherScore - score || one - other)
      .slice(0, most)
      .map(([holder]) => holder);
  }

  private saturation({ counts, length }: IndexedText, term: string): number {
    const count = counts.get(term) ?? 0;
    return (count * (BM25_K1 + 1)) / (count + BM25_K1 * (1 - BM25_B + (BM25_B * length) / this.meanLength));
  }
}

function indexed(passage: PassageCandidate): IndexedText {
  const counts = new Map<string, number>();
  let length = 0;
  for (const word of searchText(passage).split(' ')) {
    if (word === '' || STOP_WORDS.has(word)) continue;
    const term = stem(word);
    counts.set(term, (counts.get(term) ?? 0) + 1);
    length++;
  }
  return { counts, length };
}
