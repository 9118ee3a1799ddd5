import type { FindSimilar } from '../../analyst/read/link-pattern.ts';
import type { Vocabularies } from '../../analyst/vocabulary/tenant-vocabulary.ts';
import type { Db } from '../../db/db.ts';
import type { Answerer } from '../../models/answerer.ts';

/** What look-ups in the history are made of. */
export interface ToolParts {
  readonly db: Db;
  readonly vocabularies: Vocabularies;
  /** Answers questions about incidents. */
  readonly analyst: Answerer;
  /** Finds the patterns that a described failure is like; absent: only by names and incidents. */
  readonly findSimilar?: FindSimilar | undefined;
}
