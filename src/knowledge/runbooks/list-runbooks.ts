import type { Context } from '../../core/context.ts';
import type { Db } from '../../db/db.ts';
import { runQueries } from '../../store/query.ts';
import { countRunbooks, type StoredRunbook, selectRunbooks } from '../../store/runbook-pages.ts';
import { readIdPage } from '../id-pages.ts';
import { InputReader } from '../input-reader.ts';
import type { Page, PageRequest } from '../name-pages.ts';
import { requireRunbookReader } from './runbook-access.ts';
import { type RunbookView, viewRunbook } from './runbook-view.ts';

export interface RunbookListRequest extends PageRequest {
  /** Name of a service, in any letter case. */
  readonly service?: string | undefined;
  /** Words that all stand in title, steps or alerts, as parts of words too. */
  readonly q?: string | undefined;
}

export interface RunbookPage extends Page<RunbookView> {
  /** Of all pages together. */
  readonly total: number;
}

const MOST_CHARACTERS = 500;
const MOST_WORDS = 20;

/** Drafted and imported runbooks, the newest first. Throws `forbidden`, or `invalid_input` for a filter, a limit or a cursor. */
export async function listRunbooks(
  db: Db,
  context: Context,
  { service, q, ...page }: RunbookListRequest = {},
): Promise<RunbookPage> {
  requireRunbookReader(context);
  const reader = new InputReader(new Date());
  const words = reader.text('q', q, MOST_CHARACTERS)?.split(/\s+/) ?? [];
  if (words.length > MOST_WORDS) reader.refuse('q', `must have at most ${MOST_WORDS} words`);
  const filter = { service: reader.text('service', service, MOST_CHARACTERS), words };
  reader.finish();
  const { tenantId } = context;
  let total = 0;
  const { items, nextCursor } = await readIdPage(
    page,
    ({ id }: StoredRunbook) => id,
    async (before, limit): Promise<StoredRunbook[]> => {
      const [found, count] = await runQueries(db, { tenantId }, [
        selectRunbooks(tenantId, filter, before, limit),
        countRunbooks(tenantId, filter),
      ]);
      total = count;
      return found;
    },
  );
  return { items: items.map(viewRunbook), nextCursor, total };
}
