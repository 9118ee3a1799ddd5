import type { Context } from '../../core/context.ts';
import type { Pattern } from '../../core/pattern.ts';
import type { Db } from '../../db/db.ts';
import { countPatterns, type PatternFilter, selectPatterns } from '../../store/patterns.ts';
import { runQueries } from '../../store/query.ts';
import { readIdPage } from '../id-pages.ts';
import type { Page, PageRequest } from '../name-pages.ts';
import { requirePatternReader } from './pattern-access.ts';

/** One page, and how many patterns the filter leaves on all pages. */
export type PatternPage = Page<Pattern> & { readonly count: number };

/**
 * The tenant's patterns, the newest first. Throws `forbidden`, or `invalid_input` for a page that cannot be. Pages that
 * follow each other show every pattern of the filter once, whatever is found, renamed or counted meanwhile.
 */
export async function listPatterns(
  db: Db,
  context: Context,
  filter: PatternFilter = {},
  request: PageRequest = {},
): Promise<PatternPage> {
  requirePatternReader(context);
  const { tenantId } = context;
  let count = 0;
  const page = await readIdPage(
    request,
    ({ id }: Pattern) => id,
    async (before, limit) => {
      const [found, total] = await runQueries(db, { tenantId }, [
        selectPatterns(tenantId, filter, before, limit),
        countPatterns(tenantId, filter),
      ]);
      count = total;
      return found;
    },
  );
  return { ...page, count };
}
