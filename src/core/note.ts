import type { Uuid } from './ids.ts';

/** What somebody told about the organisation's systems, teams or processes. Nobody has checked it. */
export interface Note {
  readonly id: Uuid;
  /** One line, at most 2,000 characters. */
  readonly text: string;
  /** The actor who told it. */
  readonly author: string;
  /** What people know the author by: a key's name, a token's subject. */
  readonly authorName: string;
  readonly createdAt: Date;
}
