import { Signals } from '../plan/signals.ts';
import type { MeaningKind } from '../read/meanings.ts';
import { type Claim, meaningOf } from '../read/reading.ts';

/** Words at the ends of a stretch that belong to the question around it. */
const EDGE: ReadonlySet<MeaningKind> = new Set<MeaningKind>([
  ...(['filler', 'aux', 'be', 'have', 'by', 'to', 'from', 'of', 'in', 'on', 'and', 'but'] as const),
  ...(['any', 'all', 'both', 'most', 'how', 'ask', 'negation', 'continue', 'if'] as const),
]);

const isEdge = (claim: Claim): boolean =>
  claim.type === 'number' || (claim.type === 'phrase' && claim.meanings.every(({ kind }) => EDGE.has(kind)));

/** What is asked of incidents, of time, or of the answer as a whole is no part of what names services. */
const isForeign = (claim: Claim): boolean =>
  claim.type === 'phrase' &&
  claim.meanings.every(
    (meaning) =>
      ['incident', 'unheld', 'time', 'import', 'change'].includes(meaning.kind) ||
      (meaning.kind === 'ask' && meaning.ask !== 'which' && meaning.ask !== 'who'),
  );

/** “per service” splits the incidents. */
const groups = (first: Claim, { reading }: Signals): boolean =>
  /^(?:per|by|each|every)$/.test(reading.words[first.from - 1]?.lower ?? '') &&
  meaningOf(first, 'noun')?.isPlural === false;

/** “everything that depends on it”: cut before “it” it would say something else. */
const isAboutPronoun = (last: Claim, signals: Signals): boolean => {
  const rest = signals.claims.slice(signals.claims.indexOf(last) + 1);
  return (
    meaningOf(
      rest.find((claim) => !isEdge(claim)),
      'pronoun',
    ) !== undefined && last.type === 'phrase'
  );
};

/** “incidents that hit X”, “outages owned by Y”: the verb is said of the incidents. */
function isOfIncidents(first: Claim, { claims }: Signals): boolean {
  if (!meaningOf(first, 'verb')) return false;
  const subject = claims.slice(0, claims.indexOf(first)).findLast((claim) => !isEdge(claim));
  return meaningOf(subject, 'incident') !== undefined;
}

/** “incidents that affected X” names X alone; “affected by X”, “affected if X is down” name others. */
const isOnlyAffected = (span: Signals): boolean =>
  span.has('affected') && !span.has('by', 'if', 'down') && !/\bblast radius\b/i.test(span.reading.text);

/** More words than that name no set that somebody means. */
const MOST_CLAIMS = 24;

/** Stretches of a question that may name services, the longest first, then from left to right. */
export function* serviceSpans(signals: Signals): Generator<Signals> {
  const { claims, reading } = signals;
  const most = Math.min(claims.length, MOST_CLAIMS);
  for (let length = most; length > 0; length--)
    for (let from = 0; from + length <= claims.length; from++) {
      const span = claims.slice(from, from + length);
      const [first, last] = [span[0], span.at(-1)];
      if (!first || !last || isEdge(first) || isEdge(last) || span.some(isForeign)) continue;
      if (groups(first, signals) || isAboutPronoun(last, signals) || isOfIncidents(first, signals)) continue;
      const part = new Signals({ ...reading, claims: span });
      if (!isOnlyAffected(part)) yield part;
    }
}
