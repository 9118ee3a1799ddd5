import type { Uuid } from '../core/ids.ts';

/** Half-open interval in UTC; an absent end is open. */
export interface TimeRange {
  readonly from?: Date;
  readonly to?: Date;
}

/** Minutes that an incident took: from start to end, to detection, to recovery (as stated, else the duration). */
export type Measure = 'duration' | 'detection' | 'recovery';

export type Aggregate = 'mean' | 'median' | 'sum' | 'max' | 'min';

/** Fields that a record may lack. */
export type RecordField =
  | 'start'
  /** A start known at least to the day. */
  | 'start day'
  | 'detected'
  | 'mitigated'
  | 'end'
  | 'duration'
  | 'detection'
  | 'recovery'
  | 'summary'
  | 'root_cause'
  | 'trigger'
  | 'impact'
  | 'detection_text'
  | 'resolution'
  | 'lessons'
  | 'timeline'
  | 'action_items'
  | 'url';

export interface LabelCondition {
  /** Label names, any of which may hold the value; empty means every name. */
  readonly names: readonly string[];
  /** Lower-case values, any of which is enough. */
  readonly valueKeys: readonly string[];
  readonly negated: boolean;
}

/** Words that must stand next to each other, in this order, in the text of an incident (stemmed). */
export interface MentionCondition {
  /** Phrases, any of which is enough. */
  readonly phrases: readonly string[];
  /** `cause`: only in the root cause or trigger. `title`: in the title. */
  readonly within: 'anywhere' | 'cause' | 'title';
}

export interface NumberCondition {
  /** A length of time, or the numbers that a label holds. */
  readonly measure: Measure | { readonly label: readonly string[] };
  readonly comparison: 'over' | 'at least' | 'under' | 'at most' | 'exactly';
  /** Minutes, or the label's own unit. */
  readonly amount: number;
}

export interface PresenceCondition {
  readonly field: RecordField | { readonly label: readonly string[] };
  readonly present: boolean;
}

/** Which incidents a plan is about; all conditions hold together. */
export interface Selection {
  readonly window: TimeRange | null;
  readonly labels: readonly LabelCondition[];
  readonly mentions: readonly MentionCondition[];
  readonly numbers: readonly NumberCondition[];
  readonly presence: readonly PresenceCondition[];
  /** ISO weekdays (1 Monday … 7 Sunday) of the start; empty means any. */
  readonly weekdays: readonly number[];
  readonly ids: readonly Uuid[] | null;
  /** Only the members of that pattern. */
  readonly patternId?: Uuid | null;
}

export const everyIncident: Selection = {
  window: null,
  labels: [],
  mentions: [],
  numbers: [],
  presence: [],
  weekdays: [],
  ids: null,
};
