import type { GroupBy } from '../../store/incident-figures.ts';
import type { Aggregate, Measure } from '../../store/incident-selection.ts';
import { type Claim, claimsMeaning, type LexiconClaim, meaningOf, type Reading } from '../read/claims.ts';
import type { Ask, Meaning } from '../vocabulary/meanings.ts';
import type { Threshold } from './plan.ts';
import { type ReadSubject, readSubject } from './read-subject.ts';

/** What a question's claims say taken together: the input of the planning rules. */
export interface Signals {
  readonly reading: Reading;
  readonly read: ReadSubject;
  readonly asks: ReadonlySet<Ask>;
  readonly aggregate: Aggregate | null;
  readonly measure: Measure | null;
  readonly rank: 'most' | 'least' | null;
  readonly superlative: { readonly by: Measure | 'start'; readonly direction: 'most' | 'least' } | null;
  /** A field or a unit of time that is asked about, not one that a value belongs to. */
  readonly by: GroupBy | null;
  readonly byWord: string | null;
  /** The field that is asked about holds numbers. */
  readonly byNumber: boolean;
  readonly each: boolean;
  /** A noun for incidents stands in the question. */
  readonly incident: boolean;
  /** "top 5", "last 3". */
  readonly limit: number | null;
  /** "at least 3 incidents", "more than one": how many a group must have. */
  readonly threshold: Threshold | null;
  readonly reference: 'set' | 'focus' | null;
  readonly ordinal: number | null;
  readonly continues: boolean;
  readonly has: (kind: Meaning['kind']) => boolean;
}

/** Asks whose words also have a plainer reading; a stronger ask beside them takes over. */
const WEAK_ASKS: ReadonlySet<Ask> = new Set<Ask>(['list', 'exists', 'summary', 'which incident']);

/** "tagged A", "with the tag A" say that A is a value of some label; they ask for no field. */
function marksValue(claim: Claim, reading: Reading): boolean {
  if (!meaningOf(claim, 'tagged')) return false;
  const beside = reading.claims.some(
    (each) => each.type === 'value' && (each.from === claim.to || each.to === claim.from),
  );
  return beside || /ed$/.test(reading.words[claim.from]?.lower ?? '');
}

function groupBy(
  open: readonly Claim[],
  reading: Reading,
): { by: GroupBy; word: string; claim: Claim } | null {
  for (const claim of open) {
    const label = meaningOf(claim, 'label');
    if (label?.names[0] !== undefined && !marksValue(claim, reading))
      return { by: { label: label.names }, word: label.word, claim };
  }
  for (const claim of open) {
    const unit = meaningOf(claim, 'time unit');
    if (unit) return { by: { time: unit.unit }, word: reading.words[claim.from]?.lower ?? unit.unit, claim };
  }
  return null;
}

function limitBeside(reading: Reading): number | null {
  for (const claim of reading.claims) {
    if (claim.type !== 'number' || claim.number < 1) continue;
    const index = reading.claims.indexOf(claim);
    const beside = [reading.claims[index - 1], reading.claims[index + 1]];
    const ranks = beside.some(
      (each) =>
        meaningOf(each, 'rank') || meaningOf(each, 'superlative') || meaningOf(each, 'ask')?.ask === 'list',
    );
    const counts = beside.some((each) => meaningOf(each, 'incident') || meaningOf(each, 'label'));
    if (ranks || counts) return claim.number;
  }
  return null;
}

/** A comparison with a bare number of incidents; "more than 2 services" is about something else. */
function thresholdIn({ claims, words }: Reading): Threshold | null {
  for (const [index, claim] of claims.entries()) {
    const number = claim.type === 'number' ? claim.number : words[claim.from]?.lower === 'one' ? 1 : null;
    const comparison = meaningOf(claims[index - 1], 'comparison')?.comparison;
    if (number === null || !comparison) continue;
    const next = claims[index + 1];
    if (next === undefined || meaningOf(next, 'incident') || meaningOf(next, 'incident like')) {
      return { comparison, count: number };
    }
  }
  return null;
}

/** "last" by itself is a verb after what lasts ("do outages last") and after "how long"; else it is the latest. */
function readsAsVerb(claim: Claim, reading: Reading, asks: ReadonlySet<Ask>): boolean {
  const next = reading.claims.find((each) => each.from === claim.to);
  if (next?.type === 'number' || meaningOf(next, 'incident')) return false;
  const before = reading.claims.find((each) => each.to === claim.from);
  const afterTopic = reading.topics.some((topic) => topic.to === claim.from);
  return (
    asks.has('how long') ||
    before?.type === 'value' ||
    meaningOf(before, 'incident') !== undefined ||
    afterTopic
  );
}

/** The claim with only one of the two meanings of "last". */
function withOneMeaning(claim: LexiconClaim, reading: Reading, asks: ReadonlySet<Ask>): LexiconClaim {
  if (claim.to - claim.from !== 1 || reading.words[claim.from]?.lower !== 'last') return claim;
  const dropped = readsAsVerb(claim, reading, asks) ? 'superlative' : 'measure';
  return { ...claim, meanings: claim.meanings.filter((meaning) => meaning.kind !== dropped) };
}

/** Reads what the claims say together. */
export function readSignals(reading: Reading): Signals {
  const read = readSubject(reading);
  const lexicon = reading.claims.filter((claim): claim is LexiconClaim => claim.type === 'lexicon');
  const free = lexicon.filter((claim) => !read.used.has(claim));
  const all = new Set(claimsMeaning(free, 'ask').map(({ meaning }) => meaning.ask));
  const open = free.map((claim) => withOneMeaning(claim, reading, all));
  const strong = [...all].filter((ask) => !WEAK_ASKS.has(ask));
  const superlatives = claimsMeaning(open, 'superlative');
  const group = groupBy(open, reading);
  const threshold = thresholdIn(reading);
  const aggregates = claimsMeaning(open, 'aggregate');
  const measures = claimsMeaning(open, 'measure').map(({ meaning }) => meaning.measure);
  const precise = measures.find((measure) => measure !== 'duration');
  const rank = claimsMeaning(open, 'rank')[0]?.meaning.direction ?? null;
  const measure =
    aggregates.find(({ meaning }) => meaning.measure)?.meaning.measure ?? precise ?? measures[0] ?? null;
  // "which incident had the most downtime" asks for one incident, "which service" for a group.
  const mostOfMeasure =
    rank && measure && all.has('which incident') ? { by: measure, direction: rank } : null;
  return {
    reading,
    read,
    asks:
      strong.length > 0
        ? new Set([...strong, ...(all.has('which incident') ? (['which incident'] as const) : [])])
        : all,
    aggregate: aggregates[0]?.meaning.aggregate ?? null,
    measure,
    rank,
    superlative: superlatives[0]?.meaning ?? mostOfMeasure,
    by: group?.by ?? null,
    byWord: group?.word ?? null,
    byNumber: meaningOf(group?.claim, 'label')?.numeric ?? false,
    each:
      claimsMeaning(open, 'each').some(
        ({ claim }) =>
          group &&
          claim.to <= group.claim.from &&
          group.claim.from - claim.to <= 2 &&
          !isPassive(claim, reading),
      ) || adverbOfTime(group?.claim, reading),
    incident:
      all.has('which incident') ||
      lexicon.some((claim) => meaningOf(claim, 'incident') || meaningOf(claim, 'incident like')),
    limit: threshold ? null : limitBeside(reading),
    threshold,
    reference: claimsMeaning(open, 'reference')[0]?.meaning.to ?? null,
    ordinal: claimsMeaning(open, 'ordinal')[0]?.meaning.position ?? null,
    continues: lexicon[0]?.from === 0 && meaningOf(lexicon[0], 'continuation') !== undefined,
    has: (kind) => open.some((claim) => meaningOf(claim, kind)),
  };
}

/** "detected by customers" tells who did it; nothing is split by it. */
function isPassive(claim: Claim, reading: Reading): boolean {
  const verb = reading.claims.find((each) => each.to === claim.from);
  return (
    reading.words[claim.from]?.lower === 'by' && /ed$/.test(reading.words[(verb?.to ?? 0) - 1]?.lower ?? '')
  );
}

/** "monthly", "yearly" say "each" by themselves. */
function adverbOfTime(claim: Claim | undefined, reading: Reading): boolean {
  return (
    claim !== undefined &&
    meaningOf(claim, 'time unit') !== undefined &&
    /(ly|annual)$/.test(reading.words[claim.from]?.lower ?? '')
  );
}
