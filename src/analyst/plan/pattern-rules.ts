import { readWords, stemsOf } from '../read/words.ts';
import { similarTo } from './follow-up.ts';
import { asksWhetherSeen, type KnowledgeSignals } from './knowledge-signals.ts';
import type { Known } from './known-question.ts';
import { makePlan } from './make-plan.ts';
import { meantPattern } from './meant-pattern.ts';
import { isPlan } from './outcome.ts';
import { anySubject, type PatternTell, type Plan, type Subject } from './plan.ts';
import type { Signals } from './signals.ts';

/** Asks of a single incident that several incidents may be asked together. */
const TOLD: readonly (readonly [
  ask: 'cause' | 'trigger' | 'fix' | 'advice' | 'trend' | 'how often',
  tell: PatternTell,
])[] = [
  ['trend', 'trend'],
  ['how often', 'how often'],
  ['cause', 'cause'],
  ['trigger', 'trigger'],
  ['fix', 'fix'],
  ['advice', 'advice'],
];

const OF_ONE: ReadonlySet<PatternTell> = new Set<PatternTell>(['cause', 'trigger', 'fix']);

/** Which parts of what is known of a pattern answer the question. */
export function tellsOf({ signals, said, link }: Known): PatternTell[] {
  const { asks, measure, superlative } = signals;
  const tells: PatternTell[] = asksWhetherSeen(signals) ? ['seen'] : [];
  if (said.belongs === 'members') tells.push('members');
  else if (said.belongs === 'pattern' || (said.pattern && link.meantBy === 'incident'))
    tells.push('membership');
  for (const [ask, tell] of TOLD) if (asks.has(ask) && !(tell === 'trend' && measure)) tells.push(tell);
  if (said.recurs && tells.length === 0 && asks.has('count')) tells.push('how often');
  // Of the incident that a session is about, the cause is its own; and the cause of the last one is that one's.
  const isOfSeveral = said.usual || said.recurs;
  const isOfOne = !isOfSeveral && (superlative !== null || link.meantBy === 'incident');
  return isOfOne ? tells.filter((tell) => !OF_ONE.has(tell)) : tells;
}

/** Labels that are no part of what the pattern is called. */
function otherLabels({ signals, link }: Known): Subject['labels'] {
  const { labels } = signals.read.subject;
  if (link.meantBy === 'session' || link.meantBy === 'incident') return labels;
  if (link.meantBy === 'description') return labels.filter(({ condition }) => condition.negated);
  const { title = '', services = [] } = link.pattern ?? {};
  const called = stemsOf(`${title} ${services.join(' ')}`);
  const isCalled = (value: string): boolean => readWords(value).every(({ stem }) => called.has(stem));
  return labels.filter(({ condition }) => condition.negated || !condition.valueKeys.every(isCalled));
}

/** Plans over incidents that may as well be over those of a pattern. */
const OVER_MEMBERS: ReadonlySet<string> = new Set<Plan['kind']>([
  'count',
  'list',
  'group',
  'distinct',
  'causes',
  'measure',
  'label figure',
  'rate',
  'trend',
  'lookup',
]);

/** The plan that the question makes over the members: how many, which services, the last one. */
function planOverMembers({ signals, link }: Known, subject: Subject): Plan | null {
  const { ordinal, asks } = signals;
  const superlative =
    ordinal === null
      ? signals.superlative
      : ({ by: 'start', direction: ordinal === 1 ? 'least' : 'most' } as const);
  const made = makePlan({
    ...signals,
    ordinal: null,
    superlative,
    // What was changed afterwards stands among the action items or the lessons.
    asks: asks.has('actions') ? new Set([...asks, 'lessons']) : asks,
    incident: true,
    reading: { ...signals.reading, topics: [] },
    read: { ...signals.read, subject },
  });
  if (!isPlan(made) || !OVER_MEMBERS.has(made.kind)) return null;
  const isExtreme = made.kind === 'lookup' && made.target.by === 'extreme';
  if (link.meantBy === 'incident' && !isExtreme && made.kind !== 'measure') return null;
  return isExtreme && made.target.by === 'extreme' && link.incidentId !== null
    ? // The incident that is asked about may be the last one itself.
      { ...made, target: { ...made.target, limit: Math.max(2, made.target.limit) } }
    : made;
}

function besideOf({ signals, said, link }: Known): Extract<Plan, { kind: 'similar' }> | null {
  const advice = signals.asks.has('advice');
  if (link.meantBy === 'session') return null;
  if (said.words.length > 0 && link.meantBy !== 'incident')
    return similarTo(said.words, advice, signals.read.subject.window);
  if (link.incidentId === null) return null;
  const subject = { ...anySubject, ids: { condition: [link.incidentId], text: 'of that name' } };
  return { kind: 'similar', target: { by: 'selection', subject }, advice };
}

/** "and in 2025?" changes the last plan, whatever that was. */
const isFragment = ({ asks, by, superlative, ordinal }: Signals, said: KnowledgeSignals): boolean =>
  asks.size === 0 &&
  by === null &&
  superlative === null &&
  ordinal === null &&
  !said.pattern &&
  !said.belongs;

/** The plan of a question about one pattern; null where it asks for something else. */
export function planOfPattern(known: Known): Plan | null {
  const { signals, said, link } = known;
  if (!link.pattern || (link.meantBy === 'session' && isFragment(signals, said))) return null;
  const subject = {
    ...signals.read.subject,
    labels: otherLabels(known),
    pattern: meantPattern(link.pattern),
  };
  const tells = tellsOf(known);
  // "typically" alone asks for no mean.
  const isFigure =
    signals.superlative?.by === 'duration' ||
    signals.measure !== null ||
    (signals.aggregate !== null && !said.usual);
  if (tells.length === 0 || (isFigure && !tells.includes('seen'))) {
    const over = planOverMembers(known, subject);
    if (over) return over;
  }
  const isAsked = said.pattern || link.meantBy === 'session';
  if (tells.length === 0 && !isAsked) return null;
  const seen = tells.includes('seen') || tells.includes('advice');
  return {
    kind: 'pattern',
    subject,
    tells: tells.length > 0 ? tells : ['seen'],
    meantBy: link.meantBy === 'session' ? 'name' : link.meantBy,
    incidentId: link.incidentId,
    limit: signals.limit,
    beside: seen ? besideOf(known) : null,
    asOf: signals.reading.now,
  };
}
