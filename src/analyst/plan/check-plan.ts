import { type Claim, type LexiconClaim, meaningOf, type Reading } from '../read/claims.ts';
import type { Ask, Meaning } from '../vocabulary/meanings.ts';
import { subjectOf } from './follow-up.ts';
import type { PatternTell, Plan } from './plan.ts';
import type { Signals } from './signals.ts';

type Kind = Meaning['kind'];

/** Words that add nothing to what is counted. */
const ALWAYS: ReadonlySet<Kind> = new Set<Kind>([
  'filler',
  'soft',
  'incident',
  'incident like',
  'and',
  'both',
  'or',
  'mention',
  'tagged',
  'reference',
  'continuation',
  'ordinal',
  'ellipsis',
]);

interface Explained {
  readonly kinds: readonly Kind[];
  readonly asks: readonly Ask[];
}

const LISTING: readonly Kind[] = ['knowledge', 'belongs'];

/** What each plan that gives a figure makes use of, beyond the conditions of its subject. */
const EXPLAINED: Partial<Record<Plan['kind'], Explained>> = {
  count: { kinds: ['aggregate'], asks: ['count', 'how often', 'list', 'exists'] },
  values: { kinds: ['label'], asks: ['list', 'summary', 'exists', 'count'] },
  distinct: { kinds: ['label', 'aggregate'], asks: ['count', 'list', 'exists'] },
  list: { kinds: [], asks: ['list', 'exists', 'which incident', 'summary'] },
  group: {
    kinds: ['label', 'time unit', 'rank', 'each', 'aggregate', 'measure', 'superlative'],
    asks: ['count', 'list', 'which incident', 'how long', 'when', 'summary', 'exists'],
  },
  causes: { kinds: ['rank', 'field', 'label', 'each'], asks: ['cause', 'list', 'summary', 'count'] },
  measure: {
    kinds: ['measure', 'aggregate', 'rank'],
    asks: ['how long', 'summary', 'list', 'how detected', 'fix', 'count'],
  },
  'label figure': { kinds: ['aggregate', 'label'], asks: ['summary', 'list', 'count'] },
  rate: { kinds: ['aggregate', 'time unit', 'each'], asks: ['count', 'summary', 'list'] },
  share: { kinds: ['label'], asks: ['share', 'summary', 'list'] },
  compare: {
    kinds: [
      'measure',
      'aggregate',
      'rank',
      'superlative',
      'comparison',
      'weigh',
      'than',
      'time unit',
      'label',
    ],
    asks: ['compare', 'count', 'list', 'exists', 'which incident', 'how long', 'summary'],
  },
  patterns: {
    kinds: [...LISTING, 'rank', 'superlative', 'pattern status', 'recurs', 'usual'],
    asks: ['list', 'exists', 'count', 'summary', 'which incident', 'how often', 'similar'],
  },
  runbooks: {
    kinds: [...LISTING, 'superlative', 'rank', 'usual', 'recurs', 'field'],
    asks: [
      'list',
      'exists',
      'count',
      'summary',
      'advice',
      'fix',
      'timeline',
      'similar',
      'which incident',
      'help',
    ],
  },
  insights: {
    kinds: [...LISTING, 'rank', 'superlative', 'label', 'usual'],
    asks: ['list', 'exists', 'count', 'summary', 'overview', 'similar'],
  },
  trend: {
    kinds: ['time unit', 'each', 'measure', 'aggregate', 'weigh'],
    asks: ['trend', 'count', 'exists', 'list', 'summary'],
  },
};

/** What a plan over the members of a pattern makes use of besides: how the question speaks of the pattern. */
const OF_PATTERN: readonly Kind[] = ['knowledge', 'recurs', 'usual', 'belongs'];

const TOLD: Readonly<Record<PatternTell, readonly Ask[]>> = {
  seen: ['similar', 'exists', 'count', 'how often', 'when', 'which incident'],
  cause: ['cause'],
  trigger: ['trigger'],
  fix: ['fix', 'advice'],
  advice: ['advice', 'fix', 'similar'],
  trend: ['trend', 'how often', 'count'],
  'how often': ['how often', 'count', 'exists'],
  membership: ['exists', 'which incident', 'similar'],
  members: ['list', 'exists', 'which incident'],
};

/** Where groups are compared by how long something took, the verb says what took so long. */
const GROUPED_BY_TIME: Explained = {
  kinds: EXPLAINED.group?.kinds ?? [],
  asks: [...(EXPLAINED.group?.asks ?? []), 'fix', 'how detected'],
};

function explainedBy(plan: Plan): Explained | undefined {
  // What was seen may be described in any words; the figures are those of the pattern as a whole, and say so.
  if (plan.kind === 'pattern' && plan.beside) return undefined;
  if (plan.kind === 'pattern')
    return {
      kinds: [...OF_PATTERN, 'rank', 'superlative', 'weigh', 'field', 'each'],
      asks: ['list', 'summary', ...plan.tells.flatMap((tell) => TOLD[tell])],
    };
  if (plan.kind !== 'group') return EXPLAINED[plan.kind];
  const explained = plan.figure ? GROUPED_BY_TIME : EXPLAINED.group;
  const byCause = 'label' in plan.by && plan.by.label.some((name) => name.includes('cause'));
  return explained && byCause ? { ...explained, asks: [...explained.asks, 'cause'] } : explained;
}

function isExplained(claim: LexiconClaim, explained: Explained, isOfPattern: boolean): boolean {
  return claim.meanings.some(
    (meaning) =>
      ALWAYS.has(meaning.kind) ||
      (isOfPattern && OF_PATTERN.includes(meaning.kind)) ||
      explained.kinds.includes(meaning.kind) ||
      (meaning.kind === 'ask' && explained.asks.includes(meaning.ask)),
  );
}

function usesNumber(plan: Plan, number: number): boolean {
  return ('limit' in plan && plan.limit === number) || ('having' in plan && plan.having?.count === number);
}

const wordsOf = (claim: Claim, reading: Reading): string =>
  reading.question.slice(reading.words[claim.from]?.start, reading.words[claim.to - 1]?.end);

/**
 * Words of the question that the plan leaves unexplained. A plan that gives a figure may leave none: a figure for
 * another question than the one asked is a wrong figure.
 */
export function unexplainedWords(plan: Plan, signals: Signals): string[] {
  const explained = explainedBy(plan);
  if (!explained) return [];
  const isOfPattern = Boolean(subjectOf(plan)?.pattern);
  return signals.reading.claims
    .filter((claim) => {
      if (signals.read.used.has(claim) || claim.type === 'value' || claim.type === 'window') return false;
      if (claim.type === 'amount') return true;
      if (claim.type === 'number') return !usesNumber(plan, claim.number);
      if ('having' in plan && plan.having && meaningOf(claim, 'comparison')) return false;
      return !isExplained(claim, explained, isOfPattern);
    })
    .map((claim) => wordsOf(claim, signals.reading));
}
