import type { Context } from '../../core/context.ts';
import type { DescribedFailure, SimilarPattern } from '../../core/pattern.ts';
import type { Db } from '../../db/db.ts';
import { findSimilarPatterns } from '../../patterns/find-similar-patterns.ts';
import { checkText } from '../check-text.ts';
import { requirePatternReader } from './pattern-access.ts';

const MAX_TITLE_CHARACTERS = 500;
const MAX_DESCRIPTION_CHARACTERS = 10_000;
const MOST_SIMILAR = 10;

/**
 * Which patterns a failure is like. Throws `forbidden`, or `invalid_input` for a title that has not 1 to 500 characters or
 * a description of more than 10,000.
 */
export async function findSimilar(
  db: Db,
  context: Context,
  failure: DescribedFailure,
): Promise<SimilarPattern[]> {
  requirePatternReader(context);
  const title = checkText(failure.title, {
    ...{ subject: 'title', least: 1, most: MAX_TITLE_CHARACTERS, lines: true },
  });
  const description = checkText(failure.description, {
    ...{ subject: 'description', least: 0, most: MAX_DESCRIPTION_CHARACTERS, lines: true },
  });
  return findSimilarPatterns(db, context.tenantId, { title, description }, MOST_SIMILAR);
}
