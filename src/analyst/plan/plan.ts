import type { Uuid } from '../../core/ids.ts';
import type { PatternStatus } from '../../core/pattern.ts';
import type { GroupBy } from '../../store/incident-figures.ts';
import type {
  Aggregate,
  LabelCondition,
  Measure,
  MentionCondition,
  NumberCondition,
  PresenceCondition,
  RecordField,
  Selection,
  TimeRange,
} from '../../store/incident-selection.ts';
import type { Ask } from '../vocabulary/meanings.ts';

/** A condition together with how the reply states it. */
export interface Stated<Condition> {
  readonly condition: Condition;
  readonly text: string;
  /** The word of the question where it stands. */
  readonly at?: number;
  /** The sides of an "A or B", each for itself. */
  readonly sides?: readonly Stated<Condition>[];
}

/** A pattern whose members are meant; its text states how sure it is that they are one failure. */
export interface MeantPattern extends Stated<Uuid> {
  readonly title: string;
}

/** Which incidents a question is about, in a form that can be both run and said. */
export interface Subject {
  readonly window: Stated<TimeRange> | null;
  readonly labels: readonly Stated<LabelCondition>[];
  readonly mentions: readonly Stated<MentionCondition>[];
  readonly numbers: readonly Stated<NumberCondition>[];
  readonly presence: readonly Stated<PresenceCondition>[];
  readonly weekdays: Stated<readonly number[]> | null;
  /** Incidents named one by one, or those of an earlier reply. */
  readonly ids: Stated<readonly Uuid[]> | null;
  readonly pattern: MeantPattern | null;
}

export const anySubject: Subject = {
  window: null,
  labels: [],
  mentions: [],
  numbers: [],
  presence: [],
  weekdays: null,
  ids: null,
  pattern: null,
};

/** What a look-up is about: words to find, the extreme of a measure, an earlier reply, or a selection. */
export type Target =
  /** `required`: the words, as typed, that the incident must hold. */
  | {
      readonly by: 'words';
      readonly words: string;
      readonly required: readonly string[];
      readonly subject: Subject;
    }
  | {
      readonly by: 'extreme';
      readonly of: Measure | 'start';
      readonly direction: 'most' | 'least';
      readonly limit: number;
      readonly subject: Subject;
    }
  /** `words`: the same conditions as they were typed; a title that has them all is meant before the conditions are. */
  | { readonly by: 'selection'; readonly subject: Subject; readonly words?: readonly string[] };

/** How many incidents a group must have. */
export interface Threshold {
  readonly comparison: NumberCondition['comparison'];
  readonly count: number;
}

/** What is told of a pattern. */
export type PatternTell =
  /** That it is known: how often, when, and what ended it. */
  | 'seen'
  | 'cause'
  | 'trigger'
  | 'fix'
  | 'advice'
  | 'trend'
  | 'how often'
  /** That an incident is one of it. */
  | 'membership'
  | 'members';

export const INSIGHT_CATEGORIES = ['reliability', 'performance', 'security', 'cost', 'toil'] as const;
export const INSIGHT_SEVERITIES = ['critical', 'high', 'medium', 'low', 'info'] as const;

/** What to work out; typed, without language, and run as SQL over one tenant's incidents. */
export type Plan =
  | { readonly kind: 'count'; readonly subject: Subject; readonly often: boolean }
  | {
      readonly kind: 'distinct';
      readonly subject: Subject;
      /** Names of one label; a tenant may have several for one thing (`team`, `owning_team`). */
      readonly label: readonly string[];
      readonly having: Threshold | null;
    }
  | {
      readonly kind: 'list';
      readonly subject: Subject;
      readonly exists: boolean;
      readonly limit: number | null;
    }
  | {
      readonly kind: 'group';
      readonly subject: Subject;
      readonly by: GroupBy;
      /** Null counts incidents; otherwise the groups are compared by this figure. */
      readonly figure: { readonly measure: Measure; readonly aggregate: Aggregate } | null;
      /** `all` lists every group, `most` and `least` the first `limit`. */
      readonly rank: 'most' | 'least' | 'all';
      readonly limit: number;
      /** Only groups with so many incidents. */
      readonly having: Threshold | null;
    }
  | { readonly kind: 'causes'; readonly subject: Subject; readonly limit: number }
  | {
      readonly kind: 'measure';
      readonly subject: Subject;
      readonly measure: Measure;
      readonly aggregate: Aggregate;
    }
  | {
      readonly kind: 'label figure';
      readonly subject: Subject;
      readonly label: readonly string[];
      readonly aggregate: Aggregate;
    }
  | {
      readonly kind: 'rate';
      readonly subject: Subject;
      readonly unit: 'day' | 'week' | 'month' | 'quarter' | 'year';
      /** The time of the request: what lies after it has not happened. */
      readonly asOf: Date;
    }
  | { readonly kind: 'share'; readonly subject: Subject; readonly of: Subject }
  | {
      readonly kind: 'compare';
      /** No incident can be on both sides: the sides may be summed. */
      readonly disjoint: boolean;
      readonly sides: readonly { readonly text: string; readonly subject: Subject }[];
      readonly figure: { readonly measure: Measure; readonly aggregate: Aggregate } | null;
    }
  | {
      readonly kind: 'trend';
      readonly subject: Subject;
      readonly unit: 'month' | 'quarter' | 'year';
      /** Null for the number of incidents. */
      readonly figure: { readonly measure: Measure; readonly aggregate: Aggregate } | null;
    }
  | {
      readonly kind: 'lookup';
      readonly target: Target;
      readonly asks: readonly Ask[];
      readonly labels: readonly (readonly string[])[];
    }
  | { readonly kind: 'similar'; readonly target: Target; readonly advice: boolean }
  | {
      readonly kind: 'passage';
      readonly words: string;
      readonly required: readonly string[];
      readonly subject: Subject;
      /** Asks for a detail (who, how much), which a title cannot give. */
      readonly needsSentence: boolean;
      /** Asks how many or how much: only a sentence with a number answers. */
      readonly needsNumber: boolean;
    }
  | {
      readonly kind: 'pattern';
      /** Its pattern is never null. */
      readonly subject: Subject;
      readonly tells: readonly PatternTell[];
      /** How the question means the pattern: by its name, by an incident that is one of it, or by what was seen. */
      readonly meantBy: 'name' | 'incident' | 'description';
      /** The incident that the question is about. */
      readonly incidentId: Uuid | null;
      /** The most incidents that are told one by one; null for the usual number. */
      readonly limit: number | null;
      /** Incidents like what was described, which need not be in the pattern. */
      readonly beside: Extract<Plan, { kind: 'similar' }> | null;
      readonly asOf: Date;
    }
  | {
      readonly kind: 'patterns';
      readonly subject: Subject;
      /** Those whose names have the asked words; null for all. */
      readonly among: Stated<readonly Uuid[]> | null;
      readonly status: PatternStatus | null;
      readonly limit: number;
    }
  | {
      readonly kind: 'runbooks';
      /** Its pattern's runbooks are meant where it has one and no words are asked. */
      readonly subject: Subject;
      /** The name that was asked for, as typed; and of its words those that tell what it is about. */
      readonly written: readonly string[];
      readonly words: readonly string[];
      readonly limit: number;
    }
  | {
      readonly kind: 'insights';
      readonly subject: Subject;
      readonly category: (typeof INSIGHT_CATEGORIES)[number] | null;
      readonly severity: (typeof INSIGHT_SEVERITIES)[number] | null;
      readonly words: readonly string[];
    }
  | { readonly kind: 'values'; readonly label: readonly string[] }
  | { readonly kind: 'overview' }
  | { readonly kind: 'say'; readonly say: 'greeting' | 'thanks' | 'help' };

/** Why a question gets no plan; the reply says it and what could be asked instead. */
export type Refusal =
  | { readonly kind: 'unknown field'; readonly word: string }
  | { readonly kind: 'unknown words'; readonly words: readonly string[] }
  /** A name that the tenant has, but not under the label that the question gives it. */
  | { readonly kind: 'unknown value'; readonly label: string; readonly value: string; readonly isA: string }
  | { readonly kind: 'two windows'; readonly windows: readonly string[] }
  | { readonly kind: 'no reference' }
  /** No pattern that stands is the one asked about; `of` is what was asked, in words. */
  | { readonly kind: 'no pattern'; readonly of: string | null }
  | { readonly kind: 'ambiguous'; readonly written: string; readonly options: readonly string[] }
  | { readonly kind: 'not understood' };

/** The field whose presence says that an incident has a value of the measure. */
export const measureField: Record<Measure | 'start', RecordField> = {
  duration: 'recovery',
  recovery: 'recovery',
  detection: 'detection',
  start: 'start day',
};

/** The store's form of a subject. */
export function toSelection(subject: Subject): Selection {
  return {
    window: subject.window?.condition ?? null,
    labels: subject.labels.map((each) => each.condition),
    mentions: subject.mentions.map((each) => each.condition),
    numbers: subject.numbers.map((each) => each.condition),
    presence: subject.presence.map((each) => each.condition),
    weekdays: subject.weekdays?.condition ?? [],
    ids: subject.ids?.condition ?? null,
    patternId: subject.pattern?.condition ?? null,
  };
}

/** True when the subject leaves no incident out. */
export function isUnlimited(subject: Subject): boolean {
  return (
    !subject.window &&
    !subject.weekdays &&
    !subject.ids &&
    !subject.pattern &&
    [subject.labels, subject.mentions, subject.numbers, subject.presence].every(
      (conditions) => conditions.length === 0,
    )
  );
}
