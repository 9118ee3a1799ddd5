import { meaningOf } from '../read/claims.ts';
import type { PatternLink } from '../read/link-pattern.ts';
import { unexplainedWords } from './check-plan.ts';
import type { KnowledgeSignals } from './knowledge-signals.ts';
import type { Known } from './known-question.ts';
import { meantPattern } from './meant-pattern.ts';
import { isPlan } from './outcome.ts';
import { planOfPattern, tellsOf } from './pattern-rules.ts';
import { anySubject, INSIGHT_CATEGORIES, INSIGHT_SEVERITIES, type Plan, type Refusal } from './plan.ts';
import { MOST_LISTED } from './rule.ts';
import type { Signals } from './signals.ts';

const USUALLY_LISTED = 10;
const MOST_RUNBOOKS = 5;

/** The words of the question from the first to the last that name something. */
function writtenName({ reading }: Signals): string {
  const spans = [...reading.topics, ...reading.claims.filter(({ type }) => type === 'value')];
  const from = Math.min(...spans.map((span) => span.from));
  const to = Math.max(...spans.map((span) => span.to));
  return spans.length === 0
    ? ''
    : reading.question.slice(reading.words[from]?.start, reading.words[to - 1]?.end);
}

function planOfPatterns({ signals, said, link }: Known): Plan | Refusal | null {
  const { read, reading } = signals;
  if (read.unknownFields.length > 0 || read.mismatches.length > 0 || said.countsIncidents) return null;
  // Patterns are told by how many incidents they have, and not by how long these took.
  const { superlative, measure } = signals;
  if (measure !== null || (superlative !== null && superlative.by !== 'start')) return null;
  const topic = reading.topics.map(({ text }) => text).join(' ');
  const plan: Plan = {
    kind: 'patterns',
    subject: topic === '' ? read.subject : { ...read.subject, labels: [] },
    among: topic === '' ? null : { condition: link.named.map(({ id }) => id), text: `named for “${topic}”` },
    status: said.status,
    limit: Math.min(signals.limit ?? USUALLY_LISTED, MOST_LISTED),
  };
  const isUnknown = topic !== '' && link.named.length === 0;
  // What the plan leaves unexplained is asked of something that is no pattern.
  return isUnknown && unexplainedWords(plan, signals).length === 0 ? { kind: 'no pattern', of: topic } : plan;
}

const ofList = <Value extends string>(values: readonly Value[], words: readonly string[]): Value | null =>
  values.find((value) => words.some((word) => word.toLowerCase() === value)) ?? null;

function planOfInsights({ signals }: Known): Plan {
  const all = signals.reading.words.map(({ lower }) => lower);
  const category = ofList(INSIGHT_CATEGORIES, all);
  const severity = ofList(INSIGHT_SEVERITIES, all);
  const isFilter = (word: string): boolean => [category, severity].includes(word.toLowerCase() as never);
  const { subject } = signals.read;
  const labels = subject.labels.filter(({ condition }) => !condition.valueKeys.every(isFilter));
  const topics = signals.reading.topics.flatMap(({ words }) => words.map(({ text }) => text));
  return {
    kind: 'insights',
    subject: { ...subject, labels },
    category,
    severity,
    words: topics.filter((word) => !isFilter(word)),
  };
}

/** "our runbooks" are all of them; "a runbook" is one for what is spoken of. */
function asksForAll({ reading, reference, continues }: Signals): boolean {
  const noun = reading.claims.find((claim) => meaningOf(claim, 'knowledge')?.of === 'runbook');
  return reference === null && !continues && /s$/.test(reading.words[(noun?.to ?? 0) - 1]?.lower ?? '');
}

/** All that names something, with general words such as "crash". */
function writtenWords({ reading }: Signals): string[] {
  const spans = [
    ...reading.topics,
    ...reading.claims.filter((claim) => claim.type === 'value' || meaningOf(claim, 'incident like')),
  ];
  return spans
    .sort((a, b) => a.from - b.from)
    .flatMap(({ from, to }) => reading.words.slice(from, to).map(({ text }) => text));
}

function planOfRunbooks({ signals, said, link }: Known): Plan | Refusal {
  const all = writtenWords(signals).length === 0 && asksForAll(signals);
  const pattern = link.pattern && !all ? meantPattern(link.pattern) : null;
  if (link.incidentId !== null && !pattern && said.words.length <= 1) return { kind: 'no pattern', of: null };
  const byIncident = link.meantBy === 'incident' && pattern !== null;
  return {
    kind: 'runbooks',
    subject: { ...anySubject, pattern },
    written: byIncident ? [] : writtenWords(signals),
    words: byIncident ? [] : said.words,
    limit: signals.limit ?? MOST_RUNBOOKS,
  };
}

function knowledgePlanOf(known: Known): Plan | Refusal | null {
  const { signals, said, link } = known;
  if (signals.read.windows.length > 1) return null;
  if (said.insight) return planOfInsights(known);
  if (said.runbook) return planOfRunbooks(known);
  const lists = said.pattern && tellsOf(known).length === 0;
  if (link.choices.length > 0 && !lists)
    return {
      kind: 'ambiguous',
      written: writtenName(signals),
      options: link.choices.map(({ title }) => title),
    };
  if (link.pattern) return planOfPattern(known);
  if (said.pattern && link.incidentId !== null) return { kind: 'no pattern', of: null };
  return said.pattern ? planOfPatterns(known) : null;
}

/**
 * The plan of a question that patterns, runbooks or insights answer, or why there is none; null where it is about
 * something else, or leaves a word unexplained.
 */
export function knowledgePlan(
  signals: Signals,
  said: KnowledgeSignals,
  link: PatternLink,
): Plan | Refusal | null {
  const made = knowledgePlanOf({ signals, said, link });
  if (made === null || !isPlan(made)) return made;
  return unexplainedWords(made, signals).length > 0 ? null : made;
}
