import type { PatternStatus } from '../../core/pattern.ts';
import type { GroupBy } from '../../store/incident-figures.ts';
import type { Aggregate, Measure, RecordField } from '../../store/incident-selection.ts';

/** What a question wants to be told. */
export type Ask =
  | 'count'
  | 'how often'
  | 'list'
  | 'exists'
  | 'share'
  | 'compare'
  | 'trend'
  | 'summary'
  | 'cause'
  | 'trigger'
  | 'fix'
  | 'impact'
  | 'when'
  | 'end'
  | 'state'
  | 'how long'
  | 'how detected'
  | 'detection time'
  | 'recovery time'
  | 'actions'
  | 'lessons'
  | 'timeline'
  | 'url'
  | 'which incident'
  | 'similar'
  | 'advice'
  | 'greeting'
  | 'thanks'
  | 'help'
  | 'overview';

/** What a word or phrase of the lexicon says. */
export type Meaning =
  | { readonly kind: 'ask'; readonly ask: Ask }
  | { readonly kind: 'aggregate'; readonly aggregate: Aggregate; readonly measure?: Measure }
  /** Largest or smallest by a measure, or first or last by start. */
  | { readonly kind: 'superlative'; readonly by: Measure | 'start'; readonly direction: 'most' | 'least' }
  /** "most", "fewest", "top": by number of incidents unless a measure stands beside it. */
  | { readonly kind: 'rank'; readonly direction: 'most' | 'least' }
  | { readonly kind: 'measure'; readonly measure: Measure }
  | { readonly kind: 'field'; readonly field: RecordField }
  | {
      readonly kind: 'label';
      readonly names: readonly string[];
      readonly word: string;
      /** All values are numbers: "how many" sums them. */
      readonly numeric: boolean;
    }
  | { readonly kind: 'time unit'; readonly unit: Extract<GroupBy, { time: string }>['time'] }
  | { readonly kind: 'weekday'; readonly days: readonly number[] }
  /** A condition that records do not hold: a question with it gets no figure. */
  | { readonly kind: 'unsupported' }
  | { readonly kind: 'each' }
  | { readonly kind: 'incident' }
  /** A noun for an incident when it stands alone, part of the topic beside another topic word: "disk failures". */
  | { readonly kind: 'incident like' }
  | { readonly kind: 'missing' }
  | { readonly kind: 'present' }
  | { readonly kind: 'negation' }
  | { readonly kind: 'mention'; readonly within: 'anywhere' | 'cause' }
  | {
      readonly kind: 'comparison';
      readonly comparison: 'over' | 'at least' | 'under' | 'at most' | 'exactly';
    }
  /** "more", "fewer": sets two sides against each other. */
  | { readonly kind: 'weigh' }
  | { readonly kind: 'both' }
  | { readonly kind: 'or' }
  | { readonly kind: 'and' }
  | { readonly kind: 'than' }
  | { readonly kind: 'tagged' }
  | { readonly kind: 'reference'; readonly to: 'set' | 'focus' }
  /** "how many were", "which one": the noun is left out, so the set is that of the session. */
  | { readonly kind: 'ellipsis' }
  | { readonly kind: 'ordinal'; readonly position: number }
  | { readonly kind: 'continuation' }
  /** A general word that says nothing alone, and is part of the topic beside another topic word: "data loss". */
  | { readonly kind: 'soft' }
  /** What Parley worked out of the incidents, or was given beside them, is asked for. */
  | { readonly kind: 'knowledge'; readonly of: 'pattern' | 'runbook' | 'insight' }
  /** "come back", "happen again". */
  | { readonly kind: 'recurs' }
  /** "usually", "the last few times": asks what several incidents have in common. */
  | { readonly kind: 'usual' }
  | { readonly kind: 'belongs'; readonly to: 'pattern' | 'members' }
  | { readonly kind: 'pattern status'; readonly status: PatternStatus }
  | { readonly kind: 'filler' };
