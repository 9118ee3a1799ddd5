import { type Claim, claimsMeaning, meaningOf } from '../read/claims.ts';
import type { Ask } from '../vocabulary/meanings.ts';
import type { Signals } from './signals.ts';
import { isTelling, targetWords } from './targets.ts';

/** What a question says that is read as one about patterns, runbooks or insights. */
export interface KnowledgeSignals {
  readonly pattern: boolean;
  /** The pattern is named as such, and not by a verb: "recurring", and not "keeps breaking". */
  readonly isNamed: boolean;
  /** "how many incidents belong to a pattern": incidents are asked for. */
  readonly countsIncidents: boolean;
  readonly runbook: boolean;
  readonly insight: boolean;
  readonly recurs: boolean;
  /** Asks what several incidents have in common: "usually", "the last few times". */
  readonly usual: boolean;
  readonly belongs: 'pattern' | 'members' | null;
  readonly status: 'emerging' | 'stable' | null;
  /** Telling words of the question, as typed. */
  readonly words: readonly string[];
  /** `strong`: it can only be meant so. `weak`: it is, if a name fits well. */
  readonly concern: 'strong' | 'weak' | null;
}

const LAST_TIMES = /\b(last|past|previous|recent|other|earlier)\s+(\w+\s+)?(\w+\s+)?times\b/i;
const MENTIONS = /^(mention|contain|involv|includ|word)/;
const NAMED = /pattern|recur|repeat|chronic|known/i;

/** Asks that a question about several incidents of one kind may have. */
const OF_SEVERAL: ReadonlySet<Ask> = new Set<Ask>([
  'cause',
  'trigger',
  'fix',
  'how long',
  'recovery time',
  'detection time',
  'how detected',
  'impact',
]);

/** "Has … before?" */
const asksBefore = (question: string): boolean =>
  /^\s*(and\s+|so\s+)?(has|have|did|had|was|were|do|is)\b.*\b(before|previously|already|in the past)\W*$/i.test(
    question,
  );

function concernOf(signals: Signals, said: Omit<KnowledgeSignals, 'concern'>): KnowledgeSignals['concern'] {
  const { asks, superlative } = signals;
  const hasTopic = said.words.length > 0;
  const several = said.usual && [...asks].some((ask) => OF_SEVERAL.has(ask));
  const often = asks.has('how often') || asks.has('count') || asks.has('trend') || asks.has('cause');
  if (said.runbook || said.insight || asks.has('similar') || asks.has('advice')) return 'strong';
  if (said.pattern && (said.isNamed || !hasTopic)) return 'strong';
  if (said.belongs || several || (said.recurs && often) || asksBefore(signals.reading.question))
    return 'strong';
  if (asks.has('trend') || asks.has('how often') || said.pattern || superlative?.by === 'start')
    return 'weak';
  return said.usual ? 'weak' : null;
}

/** "incidents that mention a runbook": the word stands in what is told of incidents. */
const isMentioned = (noun: Claim, { reading }: Signals): boolean =>
  reading.words.slice(Math.max(0, noun.from - 4), noun.from).some(({ lower }) => MENTIONS.test(lower));

/** "how many incidents had a runbook": incidents are asked for, and the noun only describes them. */
function describesIncidents(noun: Claim, { reading, asks }: Signals): boolean {
  const incident = reading.claims.find((claim) => meaningOf(claim, 'incident') && claim !== noun);
  const counts = asks.has('count') || asks.has('list') || asks.has('which incident') || asks.has('share');
  return counts && incident !== undefined && incident.to <= noun.from;
}

/** Reads what the claims of a question say of patterns, runbooks and insights. */
export function knowledgeSignals(signals: Signals): KnowledgeSignals {
  const { reading } = signals;
  const known = claimsMeaning(reading.claims, 'knowledge').filter(
    ({ claim }) => !isMentioned(claim, signals),
  );
  const of = (what: 'pattern' | 'runbook' | 'insight') => known.filter(({ meaning }) => meaning.of === what);
  const isAsked = (what: 'runbook' | 'insight'): boolean =>
    of(what).some(({ claim }) => !describesIncidents(claim, signals));
  const said = {
    pattern: of('pattern').length > 0,
    isNamed: of('pattern').some(({ claim }) =>
      NAMED.test(
        reading.words
          .slice(claim.from, claim.to)
          .map(({ lower }) => lower)
          .join(' '),
      ),
    ),
    countsIncidents: of('pattern').some(({ claim }) => describesIncidents(claim, signals)),
    runbook: isAsked('runbook'),
    insight: isAsked('insight'),
    recurs: signals.has('recurs'),
    usual: signals.has('usual') || LAST_TIMES.test(reading.question),
    belongs: claimsMeaning(reading.claims, 'belongs')[0]?.meaning.to ?? null,
    status: claimsMeaning(reading.claims, 'pattern status')[0]?.meaning.status ?? null,
    words: targetWords(signals).required.filter(isTelling),
  };
  return { ...said, concern: concernOf(signals, said) };
}

/** True where "before" asks whether something was seen. */
export const asksWhetherSeen = ({ asks, reading }: Signals): boolean =>
  asks.has('similar') || asksBefore(reading.question);
