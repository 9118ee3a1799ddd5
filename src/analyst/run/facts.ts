import type { Pattern, SharedTerms } from '../../core/pattern.ts';
import type { Coverage, Group, MeasureFigures } from '../../store/incident-figures.ts';
import type { IncidentDetails, IncidentRow } from '../../store/incident-queries.ts';
import type { TimeRange } from '../../store/incident-selection.ts';
import type { KnownInsight } from '../../store/insight-answers.ts';
import type { RunbookDetails } from '../../store/runbook-answers.ts';
import type { Plan, Stated, Subject } from '../plan/plan.ts';

type PlanOf<Kind extends Plan['kind']> = Extract<Plan, { kind: Kind }>;

/** What a plan found out: figures and records, without language. */
export type Facts =
  | {
      readonly kind: 'count';
      readonly plan: PlanOf<'count'>;
      readonly count: number;
      readonly shown: readonly IncidentRow[];
      readonly undated: number;
      readonly none: None | null;
    }
  | {
      readonly kind: 'list';
      readonly plan: PlanOf<'list'>;
      readonly count: number;
      readonly shown: readonly IncidentRow[];
      readonly undated: number;
      readonly none: None | null;
    }
  | { readonly kind: 'distinct'; readonly plan: PlanOf<'distinct'>; readonly groups: readonly Group[] }
  | {
      readonly kind: 'group';
      readonly plan: PlanOf<'group'>;
      readonly groups: readonly Group[];
      readonly total: number;
      /** Incidents of the subject without a value to be grouped by. */
      readonly without: number;
      readonly shown: readonly IncidentRow[];
    }
  | {
      readonly kind: 'causes';
      readonly plan: PlanOf<'causes'>;
      readonly shared: readonly SharedWords[];
      readonly stated: number;
      readonly coverage: Coverage;
    }
  | {
      readonly kind: 'measure';
      readonly plan: PlanOf<'measure'>;
      readonly figures: MeasureFigures;
      readonly shown: readonly IncidentRow[];
    }
  | {
      readonly kind: 'label figure';
      readonly plan: PlanOf<'label figure'>;
      readonly figures: MeasureFigures;
      readonly shown: readonly IncidentRow[];
    }
  | {
      readonly kind: 'rate';
      readonly plan: PlanOf<'rate'>;
      readonly count: number;
      readonly coverage: Coverage;
      readonly units: number;
    }
  | {
      readonly kind: 'share';
      readonly plan: PlanOf<'share'>;
      readonly part: number;
      readonly whole: number;
      readonly shown: readonly IncidentRow[];
    }
  | {
      readonly kind: 'compare';
      readonly plan: PlanOf<'compare'>;
      readonly sides: readonly { readonly text: string; readonly figures: MeasureFigures }[];
      readonly shown: readonly IncidentRow[];
    }
  | {
      readonly kind: 'trend';
      readonly plan: PlanOf<'trend'>;
      readonly groups: readonly Group[];
      readonly coverage: Coverage;
    }
  | {
      readonly kind: 'lookup';
      readonly plan: PlanOf<'lookup'>;
      readonly incidents: readonly IncidentDetails[];
      readonly total: number;
      readonly known: number;
      readonly whole: number;
    }
  | {
      readonly kind: 'similar';
      readonly plan: PlanOf<'similar'>;
      readonly matches: readonly SimilarIncident[];
      /** How many of the matches, the first ones, hold every described word. */
      readonly exact: number;
      readonly to: string | null;
    }
  | {
      readonly kind: 'passage';
      readonly plan: PlanOf<'passage'>;
      readonly quotes: readonly {
        readonly incident: IncidentDetails;
        readonly sentences: readonly string[];
      }[];
    }
  | PatternFacts
  | {
      readonly kind: 'patterns';
      readonly plan: PlanOf<'patterns'>;
      /** Those with most incidents of the subject. */
      readonly ranked: readonly { readonly pattern: Pattern; readonly count: number }[];
      /** How many have an incident of the subject. */
      readonly total: number;
      /** Patterns that stand, whatever the subject. */
      readonly standing: number;
      readonly coverage: Coverage;
    }
  | {
      readonly kind: 'runbooks';
      readonly plan: PlanOf<'runbooks'>;
      readonly runbooks: readonly RunbookDetails[];
      /** How many fit; more than `runbooks` where not all are told. */
      readonly total: number;
      /** How many there are at all. */
      readonly known: number;
      /** The incidents that drafted steps were taken from. */
      readonly incidents: readonly IncidentDetails[];
    }
  | {
      readonly kind: 'insights';
      readonly plan: PlanOf<'insights'>;
      readonly insights: readonly KnownInsight[];
      /** Of any kind, in any window. */
      readonly known: number;
      readonly incidents: readonly IncidentRow[];
      readonly patterns: readonly Pattern[];
    }
  | { readonly kind: 'values'; readonly plan: PlanOf<'values'>; readonly groups: readonly Group[] }
  | { readonly kind: 'overview'; readonly coverage: Coverage; readonly labels: readonly string[] }
  | { readonly kind: 'say'; readonly plan: PlanOf<'say'>; readonly coverage: Coverage }
  | {
      readonly kind: 'nothing';
      readonly plan: Plan;
      readonly unknownWords: readonly string[];
      readonly coverage: Coverage;
    };

/** Members of a pattern in a stretch of time. */
interface WindowCount {
  readonly window: Stated<TimeRange>;
  readonly count: number;
}

/** A stretch of time and the one before it, as long. */
export interface WindowPair {
  readonly now: WindowCount;
  readonly before: WindowCount;
  /** What of the two the history does not cover; null where it covers both. */
  readonly lacks: 'beginning' | 'end' | null;
}

export interface PatternFacts {
  readonly kind: 'pattern';
  readonly plan: PlanOf<'pattern'>;
  readonly pattern: Pattern;
  /** All incidents of the history. */
  readonly whole: Coverage;
  /** The subject's window lies outside what the history covers: there is no figure for it. */
  readonly isOutside: boolean;
  /** All members, whatever the subject's window. */
  readonly coverage: Coverage;
  /** Members that the subject has; all where it has no condition of its own. */
  readonly count: number;
  /** Members that the window cannot place. */
  readonly undated: number;
  readonly periods: readonly WindowPair[];
  /** The subject's members, the newest first, and no more than are read. */
  readonly members: readonly IncidentDetails[];
  /** Why the incident that is asked about is one of it, where that is asked. */
  readonly reasons: readonly SharedTerms[];
  readonly recovery: MeasureFigures;
  readonly runbooks: readonly RunbookDetails[];
  readonly stepIncidents: readonly IncidentDetails[];
  readonly beside: Extract<Facts, { kind: 'similar' }> | null;
}

/** What can be said where no incident was found. */
export interface None {
  /** The subject without its window. */
  readonly coverage: Coverage;
  /** What each of several labels holds alone. */
  readonly apart: readonly PartCount[];
  readonly inText: TextCount | null;
}

/** Incidents that have in their text what no title has. */
export interface TextCount {
  readonly subject: Subject;
  readonly count: number;
  readonly shown: readonly IncidentRow[];
}

/** How many incidents hold one of several conditions that none holds together. */
interface PartCount {
  readonly text: string;
  readonly count: number;
}

/** Words that several recorded causes share, and the incidents whose causes have them. */
export interface SharedWords {
  readonly words: string;
  readonly incidents: readonly IncidentDetails[];
}

interface SimilarIncident {
  readonly incident: IncidentDetails;
  /** Words and label values that it shares with what was described. */
  readonly shared: readonly string[];
}
