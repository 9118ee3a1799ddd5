import { selectPatternsOfIds } from '../store/patterns.ts';
import { runQuery } from '../store/query.ts';
import { type Bound, likeDescribed, subjectOf, withSubject } from './plan/follow-up.ts';
import { knowledgePlan } from './plan/knowledge-rules.ts';
import { type KnowledgeSignals, knowledgeSignals } from './plan/knowledge-signals.ts';
import { isStanding, meantPattern } from './plan/meant-pattern.ts';
import type { Memory } from './plan/memory.ts';
import type { Plan, Refusal } from './plan/plan.ts';
import { type Referent, referentOf } from './plan/referent.ts';
import { readSignals, type Signals } from './plan/signals.ts';
import {
  type FindSimilar,
  linkById,
  linkByIncident,
  linkByWords,
  NO_LINK,
  type PatternLink,
} from './read/link-pattern.ts';
import { linkTitles } from './read/link-titles.ts';
import { readQuestion } from './read/read-question.ts';
import { type Relinked, relink } from './read/relink.ts';
import type { Run } from './run/run.ts';
import type { Vocabulary } from './vocabulary/tenant-vocabulary.ts';

/** A question with all that it may lean on. */
export interface Asked {
  readonly question: string;
  readonly vocabulary: Vocabulary;
  readonly memory: Memory | null;
  readonly bound: Bound;
  readonly now: Date;
}

/** The plan of a question about patterns, runbooks or insights, and how its names were read. */
export interface KnownPlan {
  readonly planned: Plan | Refusal;
  readonly linked: Relinked;
}

/** The session's memory with its pattern as it is now; one that no longer stands is forgotten. */
export async function freshMemory(memory: Memory | null, { db, tenantId }: Run): Promise<Memory | null> {
  const subject = memory?.base && subjectOf(memory.base);
  if (!memory?.base || !subject?.pattern) return memory;
  const [pattern] = await runQuery(
    db,
    { tenantId },
    selectPatternsOfIds(tenantId, [subject.pattern.condition]),
  );
  if (!pattern || !isStanding(pattern)) return { ...memory, base: null, patterns: [] };
  return { ...memory, base: withSubject(memory.base, { ...subject, pattern: meantPattern(pattern) }) };
}

async function linkOf(
  said: KnowledgeSignals,
  referent: Referent | null,
  { question }: Asked,
  find: FindSimilar | undefined,
  run: Run,
): Promise<PatternLink> {
  if (said.insight) return NO_LINK;
  if (referent === null) return linkByWords(said, question, find, run);
  if ('patternId' in referent) return linkById(referent.patternId, 'session', run);
  if ('incidentId' in referent) return linkByIncident(referent.incidentId, run);
  return linkByWords({ ...said, concern: 'strong' }, referent.described, find, run);
}

/** What an alert says in words stands for what the question leaves out. */
function wordsOf(said: KnowledgeSignals, referent: Referent | null): KnowledgeSignals {
  if (referent === null || !('described' in referent)) return said;
  return { ...said, words: likeDescribed(referent.described).target.required };
}

/** "and the gateway certificate?": what was told of one pattern is told of another. */
function samePlan(
  { continues, asks }: Signals,
  memory: Memory | null,
  { pattern, meantBy }: PatternLink,
): Plan | null {
  const base = memory?.base;
  const isOther = continues && asks.size === 0 && meantBy === 'name';
  if (!pattern || !isOther || base?.kind !== 'pattern') return null;
  const subject = { ...base.subject, pattern: meantPattern(pattern) };
  return { ...base, subject, meantBy: 'name', incidentId: null, beside: null };
}

/**
 * Reads a question as one about patterns, runbooks or insights, and links what it means to what the tenant has; null
 * where it is about something else. Costs no round trip where nothing in the question or the session hints at them.
 */
export async function planKnown(
  asked: Asked,
  run: Run,
  find: FindSimilar | undefined,
): Promise<KnownPlan | null> {
  const { question, vocabulary, memory, bound, now } = asked;
  const first = readQuestion(question, vocabulary, now, 'knowledge');
  const hinted = knowledgeSignals(readSignals(first));
  const hasPattern =
    Boolean(memory?.base && subjectOf(memory.base)?.pattern) || (memory?.patterns?.length ?? 0) > 0;
  if (hinted.concern === null && !hasPattern) return null;
  const titled = await linkTitles(first, run.db, run.tenantId);
  const linked = await relink(titled, vocabulary, run.db, run.tenantId);
  const signals = readSignals(linked.reading);
  const own = knowledgeSignals(signals);
  const continues = signals.continues && memory?.base?.kind === 'pattern';
  const read: KnowledgeSignals = continues ? { ...own, concern: 'strong' } : own;
  const referent = referentOf(signals, read, memory, bound);
  if (read.concern === null && !(referent && 'patternId' in referent)) return null;
  const said = wordsOf(read, referent);
  const link = await linkOf(said, referent, asked, find, run);
  const isCounted = referent !== null && 'patternId' in referent && referent.isCounted;
  const asking = isCounted ? { ...signals, ordinal: null, superlative: null } : signals;
  const planned = samePlan(asking, memory, link) ?? knowledgePlan(asking, said, link);
  return planned && { planned, linked };
}

/** Refusals that stand, whatever the records of single incidents say: nothing else is asked for. */
export const standsAlone = ({ planned }: KnownPlan): boolean =>
  planned.kind === 'runbooks' || planned.kind === 'insights';
