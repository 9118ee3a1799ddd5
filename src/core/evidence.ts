import type { Uuid } from './ids.ts';

/** What a turn may rest on. */
export type Ground =
  /** The tenant's incidents, patterns and runbooks. */
  | { readonly kind: 'history' }
  /** A project's services, topics and relationships, and the tenant's incidents. */
  | { readonly kind: 'project'; readonly projectId: Uuid; readonly slug: string }
  /** Documents of one brand. */
  | {
      readonly kind: 'documents';
      readonly brandId: Uuid;
      readonly brand: string;
      /** Names of collections; empty: all of the brand. */
      readonly scopes: readonly string[];
      /** Most passages. */
      readonly topK: number;
      /** Least score of a passage, 0 to 1. */
      readonly threshold: number;
    }
  /** A text that comes with the request, and nothing else. */
  | {
      readonly kind: 'given text';
      readonly projectId: Uuid;
      readonly purpose: string;
      readonly text: string;
      /** What the caller calls the text. */
      readonly label: string | null;
    };

/** A piece of a stored document. */
export interface Passage {
  readonly id: string;
  /** Exactly as stored. */
  readonly content: string;
  /** 0 to 1, comparable between questions. */
  readonly score: number;
  readonly documentId: Uuid | null;
}
