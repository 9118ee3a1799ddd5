import type { Context } from '../../core/context.ts';
import type { Uuid } from '../../core/ids.ts';
import type { SimilarPattern } from '../../core/pattern.ts';
import type { Db } from '../../db/db.ts';
import { checkText } from '../check-text.ts';
import { requirePatternReader } from './pattern-access.ts';

/** A failure as somebody describes it. */
export interface DescribedFailure {
  readonly title: string;
  readonly description: string;
}

/** At most `limit` standing patterns of the tenant that are like the failure, the most alike first. */
export type FindSimilarPatterns = (
  db: Db,
  tenantId: Uuid,
  failure: DescribedFailure,
  limit: number,
) => Promise<SimilarPattern[]>;

const MAX_TITLE_CHARACTERS = 500;
const MAX_DESCRIPTION_CHARACTERS = 10_000;
const MOST_SIMILAR = 10;

/**
 * Which patterns a failure is like. Throws `forbidden`, or `invalid_input` for a title that has not 1 to 500 characters or
 * a description of more than 10,000.
 */
export async function findSimilar(
  db: Db,
  find: FindSimilarPatterns,
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
  return find(db, context.tenantId, { title, description }, MOST_SIMILAR);
}
