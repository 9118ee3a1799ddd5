import type { Context } from '../../core/context.ts';
import type { Db } from '../../db/db.ts';
import { type PatternChange, selectPatternChanges } from '../../store/pattern-changes.ts';
import { selectPatternsOfIds } from '../../store/patterns.ts';
import { runQueries } from '../../store/query.ts';
import { readIdPage } from '../id-pages.ts';
import type { Page, PageRequest } from '../name-pages.ts';
import { noPattern, readPatternId, requirePatternReader } from './pattern-access.ts';

/**
 * What extractions and people did to a pattern, the newest first. Throws `forbidden`, `not_found` (`pattern`), or
 * `invalid_input` for a page that cannot be.
 */
export async function listPatternChanges(
  db: Db,
  context: Context,
  reference: string,
  request: PageRequest = {},
): Promise<Page<PatternChange>> {
  requirePatternReader(context);
  const { tenantId } = context;
  const patternId = readPatternId(reference);
  return readIdPage(
    request,
    ({ id }) => id,
    async (before, limit) => {
      const [[pattern], changes] = await runQueries(db, { tenantId }, [
        selectPatternsOfIds(tenantId, [patternId]),
        selectPatternChanges(tenantId, patternId, before, limit),
      ]);
      if (pattern === undefined) throw noPattern();
      return changes;
    },
  );
}
