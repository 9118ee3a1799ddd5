import type { AnalysedField, AnalysedPassage } from './analysed-passage.ts';
import type { PlannedQuery } from './plan-terms.ts';
import type { RankingWeights } from './ranking-weights.ts';

/** How a passage matches a question; shares are of the question's whole weight, 0 to 1. */
export interface PassageMatch {
  /** Share of the best score possible: BM25 over the fields, with what words near each other add. */
  readonly score: number;
  /** Share of the question's weight that occurs at all. */
  readonly covered: number;
}

/** Words of a usual passage and of a usual title, without stop words: of no one collection, so that scores compare. */
const USUAL_CONTENT = 100;
const USUAL_SHORT = 6;
/** Words further apart than this are not near each other. */
const WINDOW = 8;
const PAIR_K1 = 2;
/** Places of a word in a passage that are looked at. */
const MOST_PLACES = 16;

/** Where the question's terms stand in a passage, by their number. */
interface Occurrences {
  readonly frequency: Map<number, number>;
  readonly places: Map<number, number[]>;
}

/** BM25F: a field's occurrences are marked down by its length, and those of all fields are added (Robertson, Zaragoza 2004). */
function occurrencesOf(
  passage: AnalysedPassage,
  wanted: ReadonlySet<number>,
  weights: RankingWeights,
): Occurrences {
  const frequency = new Map<number, number>();
  const places = new Map<number, number[]>();
  const add = (field: AnalysedField, weight: number, penalty: number, usual: number): void => {
    const worth = weight / (1 - penalty + (penalty * field.terms.length) / usual);
    for (const term of field.terms)
      if (wanted.has(term)) frequency.set(term, (frequency.get(term) ?? 0) + worth);
    for (const term of field.names)
      if (wanted.has(term)) frequency.set(term, (frequency.get(term) ?? 0) + worth);
  };
  add(passage.content, 1, weights.lengthContent, USUAL_CONTENT);
  add(passage.title, weights.title, weights.lengthShort, USUAL_SHORT);
  add(passage.headings, weights.headings, weights.lengthShort, USUAL_SHORT);
  add(passage.labels, weights.labels, weights.lengthShort, USUAL_SHORT);
  passage.content.terms.forEach((term, place) => {
    if (!wanted.has(term)) return;
    const known = places.get(term);
    if (!known) places.set(term, [place]);
    else if (known.length < MOST_PLACES) known.push(place);
  });
  return { frequency, places };
}

function nearness(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (const placeA of a) {
    for (const placeB of b) {
      const distance = Math.abs(placeA - placeB);
      if (distance > 0 && distance <= WINDOW) sum += 1 / distance;
    }
  }
  return sum;
}

/** What neighbouring words of the question add where they stand near each other in the passage as well. */
function matchPairs(
  { terms }: PlannedQuery,
  places: ReadonlyMap<number, readonly number[]>,
  lengthMark: number,
): number {
  let sum = 0;
  terms.forEach((term, index) => {
    for (const [step, next] of terms.slice(index + 1, index + 4).entries()) {
      const [a, b] = [places.get(term.forms[0]?.term ?? -1), places.get(next.forms[0]?.term ?? -1)];
      if (!a || !b || a === b) continue;
      const near = nearness(a, b) / lengthMark;
      sum += ((Math.min(term.share, next.share) / (step + 1)) * near) / (near + PAIR_K1);
    }
  });
  return sum;
}

function hasPhrase(words: Int32Array, phrase: readonly number[]): boolean {
  const [first] = phrase;
  if (first === undefined) return false;
  for (let at = words.indexOf(first); at >= 0; at = words.indexOf(first, at + 1)) {
    if (phrase.every((term, index) => words[at + index] === term)) return true;
  }
  return false;
}

/** Numbers of all terms that a question can match by. */
export function wantedTerms({ terms }: PlannedQuery): ReadonlySet<number> {
  return new Set(terms.flatMap(({ forms }) => forms.map(({ term }) => term)));
}

export function matchPassage(
  passage: AnalysedPassage,
  query: PlannedQuery,
  wanted: ReadonlySet<number>,
  weights: RankingWeights,
): PassageMatch {
  const { frequency, places } = occurrencesOf(passage, wanted, weights);
  let [score, covered] = [0, 0];
  for (const { forms } of query.terms) {
    let [best, bestWorth] = [0, 0];
    for (const { term, worth } of forms) {
      const found = frequency.get(term);
      if (found === undefined) continue;
      best = Math.max(best, (worth * found) / (found + weights.k1));
      bestWorth = Math.max(bestWorth, worth);
    }
    score += best;
    covered += bestWorth;
  }
  const lengthMark =
    1 - weights.lengthContent + (weights.lengthContent * passage.content.terms.length) / USUAL_CONTENT;
  if (weights.pairs > 0) score += weights.pairs * matchPairs(query, places, lengthMark);
  const phrases = query.phrases.filter((phrase) => hasPhrase(passage.content.terms, phrase)).length;
  if (phrases > 0) score += (weights.phrase * phrases) / query.phrases.length;
  return { score, covered };
}
