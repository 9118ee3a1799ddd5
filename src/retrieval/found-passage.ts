import type { PassageRow } from '../store/document-search.ts';

/** What a document is: any text, or a runbook with the alerts that it serves. */
export type DocumentKind = PassageRow['kind'];

/** A passage as the store gives it, with what ranking needs to know of its document. */
export type PassageCandidate = PassageRow;

/** A passage that search found. */
export interface FoundPassage extends PassageCandidate {
  /** 0 to 1: how likely it is that the passage answers the question. Comparable between questions. */
  readonly score: number;
}
