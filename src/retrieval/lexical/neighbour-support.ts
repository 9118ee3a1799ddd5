import type { AnalysedPassage } from './analysed-passage.ts';

/** Candidates whose scores are passed on, best first. */
const SOURCES = 8;
/** Sources that a candidate hears: those that tell it most. */
const HEARD = 5;
/** What is more alike is made from one template, and tells nothing of its own. */
const MOST_SIMILAR = 0.4;
/** A source that itself matches less than this is trusted less. */
const TRUSTED_SCORE = 0.5;

/** Words that few of the candidates have tell those apart that are about the same. */
function localRarity(passages: readonly AnalysedPassage[], termCount: number): Float32Array {
  const rarity = new Float32Array(termCount + 1);
  for (const { distinct } of passages) for (const term of distinct) rarity[term] = (rarity[term] ?? 0) + 1;
  const count = passages.length;
  for (const { distinct } of passages) {
    for (const term of distinct) {
      const found = rarity[term] ?? 0;
      // Already turned into a rarity: those are stored as negative numbers, counts are not.
      if (found > 0) rarity[term] = -Math.log(1 + (count - found + 0.5) / (found + 0.5));
    }
  }
  return rarity;
}

/** A passage as a vector of unit length, along its distinct terms: (1 + ln tf) · rarity. */
function vectorOf({ distinct, counts }: AnalysedPassage, rarity: Float32Array): Float32Array {
  const vector = new Float32Array(distinct.length);
  let squares = 0;
  for (let at = 0; at < distinct.length; at++) {
    const value = (1 + Math.log(counts[at] ?? 1)) * (rarity[distinct[at] ?? 0] ?? 0);
    vector[at] = value;
    squares += value * value;
  }
  const length = Math.sqrt(squares) || 1;
  return vector.map((value) => value / length);
}

/**
 * What a passage is worth because passages like it match the question: passages that are about the same are relevant to
 * the same questions, whatever words they use (score regularisation, Diaz 2005). For every passage, the scores of its
 * most similar ones among the best, each times their cosine. Near copies tell nothing: they would lift each other.
 */
export function neighbourSupport(
  passages: readonly AnalysedPassage[],
  scores: readonly number[],
  termCount: number,
): number[] {
  const rarity = localRarity(passages, termCount);
  const vectors = passages.map((passage) => vectorOf(passage, rarity));
  const best = [...scores.keys()]
    .sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b)
    .slice(0, SOURCES);
  const heard = passages.map((): number[] => []);
  const dense = new Float32Array(termCount + 1);
  for (const source of best) {
    const score = scores[source] ?? 0;
    const trusted = score * Math.min(1, score / TRUSTED_SCORE);
    const terms = passages[source]?.distinct ?? new Int32Array();
    terms.forEach((term, at) => {
      dense[term] = vectors[source]?.[at] ?? 0;
    });
    passages.forEach(({ distinct }, index) => {
      const vector = vectors[index];
      if (index === source || !vector) return;
      let similarity = 0;
      for (let at = 0; at < distinct.length; at++)
        similarity += (vector[at] ?? 0) * (dense[distinct[at] ?? 0] ?? 0);
      if (similarity <= MOST_SIMILAR) heard[index]?.push(similarity * trusted);
    });
    for (const term of terms) dense[term] = 0;
  }
  return heard.map((told) =>
    told
      .sort((a, b) => b - a)
      .slice(0, HEARD)
      .reduce((sum, value) => sum + value, 0),
  );
}
