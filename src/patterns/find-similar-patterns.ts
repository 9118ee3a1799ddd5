import type { Uuid } from '../core/ids.ts';
import type { DescribedFailure, SharedTerms, SimilarPattern } from '../core/pattern.ts';
import type { Db } from '../db/db.ts';
import { selectPatternsOfIds } from '../store/patterns.ts';
import { runQuery } from '../store/query.ts';
import { type PatternTerm, selectPatternTerms } from '../store/similar-patterns.ts';
import { vectorLength } from './likeness/incident-vector.ts';
import { PAIR_FROM, similarityOf } from './likeness/likeness-scale.ts';
import { ONLY_HERE } from './likeness/term-rarity.ts';
import { type SignatureTerm, signatureOf } from './signature/incident-signature.ts';

/** A description is short: what it does not tell is no unlikeness. Below this share of what joins two incidents, nothing is said. */
const LEAST_SHARE = 0.65;
/** One word in common is no likeness; a term such as `connection pool` is two. */
const LEAST_WORDS = 2;
const wordsIn = (terms: readonly string[]): number => terms.join(' ').split(' ').length;
const MOST_REASONS = 8;

/**
 * Standing patterns whose incidents a described failure is like, the most alike first, at most `limit`; none where it is
 * like none. The similarity is that of an incident of these words: 0.5 is about where it would join.
 */
export async function findSimilarPatterns(
  db: Db,
  tenantId: Uuid,
  failure: DescribedFailure,
  limit: number,
): Promise<SimilarPattern[]> {
  const signature = signatureOf(asIncident(failure));
  const terms = signature.map(({ term }) => term);
  const found = await runQuery(db, { tenantId }, selectPatternTerms(tenantId, terms));
  const scored = scoreOf(signature, found).slice(0, limit);
  const patterns = await runQuery(
    db,
    { tenantId },
    selectPatternsOfIds(
      tenantId,
      scored.map(({ patternId }) => patternId),
    ),
  );
  const byId = new Map(patterns.map((pattern) => [pattern.id, pattern]));
  return scored.flatMap(({ patternId, cosine, reasons }) => {
    const pattern = byId.get(patternId);
    return pattern === undefined ? [] : [{ pattern, similarity: similarityOf(cosine), reasons }];
  });
}

const asIncident = ({ title, description }: DescribedFailure) => ({
  ...{ title, summary: description, fullText: description, timeline: [], services: [] },
  ...{ rootCause: null, trigger: null, impact: null, detection: null },
});

interface Scored {
  readonly patternId: Uuid;
  readonly cosine: number;
  readonly reasons: readonly SharedTerms[];
}

/** Mean cosines of the described failure with the members of each pattern, as far as the stored terms tell them. */
function scoreOf(signature: readonly SignatureTerm[], found: readonly PatternTerm[]): Scored[] {
  const rarity = new Map(found.map((row) => [row.term, row.rarity]));
  const weights = new Map(
    signature.map(({ term, weight }) => [term, weight * (rarity.get(term) ?? ONLY_HERE)]),
  );
  const length = vectorLength([...weights.values()]);
  return [...Map.groupBy(found, ({ patternId }) => patternId)]
    .map(([patternId, rows]) => {
      const parts = rows
        .map(({ term, weight }) => ({ term, part: (weight * (weights.get(term) ?? 0)) / length }))
        .sort((a, b) => b.part - a.part || (a.term < b.term ? -1 : 1));
      const cosine = parts.reduce((sum, { part }) => sum + part, 0);
      const telling = parts.filter(({ part }) => part >= 0.04 * cosine);
      return { patternId, cosine, terms: telling.map(({ term }) => term) };
    })
    .filter(({ cosine, terms }) => cosine >= PAIR_FROM * LEAST_SHARE && wordsIn(terms) >= LEAST_WORDS)
    .sort((a, b) => b.cosine - a.cosine || (a.patternId < b.patternId ? -1 : 1))
    .map(({ patternId, cosine, terms }) => ({ patternId, cosine, reasons: reasonsOf(signature, terms) }));
}

function reasonsOf(signature: readonly SignatureTerm[], terms: readonly string[]): SharedTerms[] {
  const told = terms
    .slice(0, MOST_REASONS)
    .flatMap((term) => signature.find((one) => one.term === term) ?? []);
  return [...Map.groupBy(told, ({ field }) => field)].map(([field, of]) => ({
    field,
    terms: of.map(({ shown }) => shown),
  }));
}
