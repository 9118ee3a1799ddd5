import type { Uuid } from '../../core/ids.ts';
import type { MemberTexts } from '../describe/summarise-pattern.ts';
import type { PatternDescription } from '../describe-pattern.ts';
import type { PatternChange, StoredPattern } from '../plan-extraction.ts';
import type { FailureTexts } from '../signature/incident-signature.ts';

/** A signature as it is stored; `terms` is JSON. */
interface PutSignature {
  readonly incidentId: Uuid;
  readonly terms: string;
}

/** What the thread is asked; it holds the signatures of one tenant. */
export type PatternRequest =
  | { readonly kind: 'sign'; readonly incidents: readonly (FailureTexts & { readonly id: Uuid })[] }
  | { readonly kind: 'clear' }
  | { readonly kind: 'put'; readonly signatures: readonly PutSignature[] }
  /** Signatures of all others are forgotten. */
  | { readonly kind: 'keep'; readonly ids: readonly Uuid[] }
  | {
      readonly kind: 'plan';
      readonly stored: readonly StoredPattern[];
      readonly changed: readonly Uuid[];
      /** Whether all are compared with all, not only the changed ones. */
      readonly compareAll: boolean;
    }
  | {
      readonly kind: 'describe';
      readonly patterns: readonly {
        readonly members: readonly Uuid[];
        readonly texts: readonly MemberTexts[];
      }[];
    };

/** What it answers: for `put` and `keep`, how many incidents it holds. */
export interface Answers {
  sign: { readonly id: Uuid; readonly terms: string }[];
  clear: null;
  put: number;
  keep: number;
  plan: PatternChange[];
  describe: PatternDescription[];
}

export interface ThreadRequest {
  readonly number: number;
  readonly request: PatternRequest;
}

export interface ThreadAnswer {
  readonly number: number;
  readonly result: { readonly value: unknown } | { readonly failure: string };
}
