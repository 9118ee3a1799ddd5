import { parseId, type Uuid } from '../../core/ids.ts';
import type { DescribedFailure, Pattern, SimilarPattern } from '../../core/pattern.ts';
import { selectIncidentId } from '../../store/incident-reference.ts';
import { type PatternNames, selectPatternNames } from '../../store/pattern-answers.ts';
import { selectPatternsOfIds, selectPatternsOfIncidents } from '../../store/patterns.ts';
import { runQuery } from '../../store/query.ts';
import { similarTo } from '../plan/follow-up.ts';
import type { KnowledgeSignals } from '../plan/knowledge-signals.ts';
import { isStanding } from '../plan/meant-pattern.ts';
import type { Plan } from '../plan/plan.ts';
import type { Run } from '../run/run.ts';
import { runSimilar } from '../run/run-similar.ts';
import { fitNames, meantNames } from './fit-names.ts';

/** The patterns that a described failure is like, best first; similarity 0 to 1. */
export type FindSimilar = (tenantId: Uuid, described: DescribedFailure) => Promise<readonly SimilarPattern[]>;

/** What a question means by the words and the references in it. */
export interface PatternLink {
  /** The pattern that is meant; null where none is. */
  readonly pattern: Pattern | null;
  readonly meantBy: 'name' | 'incident' | 'description' | 'session';
  /** The incident that is meant, whether a pattern has it or not. */
  readonly incidentId: Uuid | null;
  /** More than one where the asker must choose. */
  readonly choices: readonly { readonly id: Uuid; readonly title: string }[];
  /** Patterns whose names have all the asked words. */
  readonly named: readonly PatternNames[];
}

export const NO_LINK: PatternLink = {
  pattern: null,
  meantBy: 'name',
  incidentId: null,
  choices: [],
  named: [],
};

/** Titles that are held against a question; of more patterns those that were seen last. */
export const MOST_NAMES = 2000;
const MOST_CHOICES = 5;
/** A weaker likeness is left to the search for incidents. */
const LEAST_SIMILARITY = 0.5;
/** Likenesses that lie so near each other do not tell two patterns apart. */
const NEAR = 0.05;
/** A name that is half said, and means a pattern only if the question says so, must have so many of its words. */
const LEAST_OF_TITLE = 0.6;

const standing = async (ids: readonly Uuid[], { db, tenantId }: Run): Promise<Pattern[]> =>
  (await runQuery(db, { tenantId }, selectPatternsOfIds(tenantId, ids))).filter(isStanding);

/** The pattern of that id as it is now; none where it no longer stands. */
export async function linkById(id: Uuid, meantBy: PatternLink['meantBy'], run: Run): Promise<PatternLink> {
  const [pattern] = await standing([id], run);
  return pattern ? { ...NO_LINK, pattern, meantBy } : NO_LINK;
}

export async function linkByIncident(incidentId: Uuid, { db, tenantId }: Run): Promise<PatternLink> {
  const [found] = await runQuery(db, { tenantId }, selectPatternsOfIncidents(tenantId, [incidentId]));
  return { ...NO_LINK, pattern: found?.pattern ?? null, meantBy: 'incident', incidentId };
}

/** `INC-12`: letters and digits; a plain number is none. */
const isId = (word: string): boolean => /\p{L}/u.test(word) && /\d/.test(word);

async function incidentCalled(words: readonly string[], { db, tenantId }: Run): Promise<Uuid | undefined> {
  const [word] = words;
  if (words.length !== 1 || word === undefined || !isId(word)) return undefined;
  const known = (text: string) =>
    runQuery(db, { tenantId }, selectIncidentId(tenantId, parseId('inc', text), text));
  return (await known(word)) ?? (await known(word.toUpperCase()));
}

const several = (patterns: readonly { readonly id: Uuid; readonly title: string }[]): PatternLink => ({
  ...NO_LINK,
  choices: patterns.slice(0, MOST_CHOICES).map(({ id, title }) => ({ id, title })),
});

async function linkByName(
  { words, concern }: KnowledgeSignals,
  names: readonly PatternNames[],
  run: Run,
): Promise<PatternLink> {
  const fits = fitNames(names, words);
  const named = fits.filter(({ share }) => share === 1).map(({ item }) => item);
  const meant = meantNames(fits, words).filter(
    ({ ofTitle }) => concern === 'strong' || (words.length > 1 && ofTitle >= LEAST_OF_TITLE),
  );
  const [first, second] = meant;
  if (!first) return { ...NO_LINK, named };
  // Who names one of two titles can be asked which; of words that both only share, the incidents with them tell more.
  if (second)
    return first.inTitle < 1 ? { ...NO_LINK, named } : { ...several(meant.map(({ item }) => item)), named };
  return { ...(await linkById(first.item.id, 'name', run)), named };
}

/** The pattern that has most of the incidents that search finds for the words. */
async function linkBySearch(similar: Extract<Plan, { kind: 'similar' }>, run: Run): Promise<PatternLink> {
  const found = await runSimilar(similar, run);
  if (found?.kind !== 'similar') return NO_LINK;
  const telling = found.exact > 0 ? found.matches.slice(0, found.exact) : found.matches;
  const ids = telling.map(({ incident }) => incident.id);
  const { db, tenantId } = run;
  const rows = await runQuery(db, { tenantId }, selectPatternsOfIncidents(tenantId, ids));
  const counts = new Map<Uuid, { pattern: Pattern; count: number }>();
  for (const { pattern } of rows)
    counts.set(pattern.id, { pattern, count: (counts.get(pattern.id)?.count ?? 0) + 1 });
  const [best] = [...counts.values()].sort((a, b) => b.count - a.count);
  if (!best || best.count * 2 <= ids.length) return NO_LINK;
  return { ...NO_LINK, pattern: best.pattern, meantBy: 'description' };
}

async function linkByLikeness(
  words: readonly string[],
  description: string,
  find: FindSimilar,
  run: Run,
): Promise<PatternLink> {
  const found = await find(run.tenantId, { title: words.join(' '), description });
  const [first, second] = found
    .filter(({ similarity, pattern }) => similarity >= LEAST_SIMILARITY && isStanding(pattern))
    .sort((a, b) => b.similarity - a.similarity);
  if (!first) return NO_LINK;
  if (second && first.similarity - second.similarity < NEAR) return several([first.pattern, second.pattern]);
  return { ...NO_LINK, pattern: first.pattern, meantBy: 'description' };
}

/** The pattern that most of the incidents with the words are in, or that what is described is like. */
export async function linkByDescription(
  words: readonly string[],
  description: string,
  find: FindSimilar | undefined,
  run: Run,
): Promise<PatternLink> {
  const searched = await linkBySearch(similarTo(words, false), run);
  if (searched.pattern || searched.choices.length > 0) return searched;
  return find ? linkByLikeness(words, description, find, run) : NO_LINK;
}

/**
 * The pattern that words mean: that of the incident whose id they are; the one that is called so; where the question
 * can only mean patterns, the one that most of the incidents with these words are in, or that what they describe is like.
 */
export async function linkByWords(
  said: KnowledgeSignals,
  description: string,
  find: FindSimilar | undefined,
  run: Run,
): Promise<PatternLink> {
  const { words, concern } = said;
  if (words.length === 0 || concern === null) return NO_LINK;
  const incident = await incidentCalled(words, run);
  if (incident !== undefined) return linkByIncident(incident, run);
  const { db, tenantId } = run;
  const names = await runQuery(db, { tenantId }, selectPatternNames(tenantId, MOST_NAMES));
  if (names.length === 0) return NO_LINK;
  const called = await linkByName(said, names, run);
  if (called.pattern || called.choices.length > 0 || concern === 'weak') return called;
  return { ...(await linkByDescription(words, description, find, run)), named: called.named };
}
