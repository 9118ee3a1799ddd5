import type { Context } from '../../core/context.ts';
import { ParleyError } from '../../core/errors.ts';
import { parseId } from '../../core/ids.ts';
import type { Db } from '../../db/db.ts';
import { runQuery } from '../../store/query.ts';
import { type ChangePosition, type StoredChange, selectChanges } from '../../store/topology-imports.ts';
import { checkLimit, DEFAULT_LIMIT, type Page, type PageRequest } from '../name-pages.ts';
import { readableGraph } from './graph-access.ts';

/**
 * What imports and callers changed in the graph, the newest first. Throws `forbidden`, `not_found` (`project`), or
 * `invalid_input` for a page that cannot be.
 */
export async function listChanges(
  db: Db,
  context: Context,
  reference: string,
  { limit = DEFAULT_LIMIT, cursor }: PageRequest = {},
): Promise<Page<StoredChange>> {
  const key = await readableGraph(db, context, reference);
  checkLimit(limit);
  const after = cursor === undefined ? null : decode(cursor);
  const query = selectChanges(key, { since: null, after }, limit + 1);
  const found = await runQuery(db, { tenantId: key.tenantId }, query);
  const items = found.slice(0, limit);
  const last = found.length > limit ? items.at(-1) : undefined;
  return { items, nextCursor: last === undefined ? null : encode(last) };
}

const encode = ({ importId, position }: ChangePosition): string =>
  Buffer.from(`${importId} ${position}`).toString('base64url');

function decode(cursor: string): ChangePosition {
  const text = cursor.length > 100 ? '' : Buffer.from(cursor, 'base64url').toString();
  const [, id = '', position = ''] = /^([0-9a-f-]{36}) (\d{1,9})$/.exec(text) ?? [];
  const importId = parseId('imp', id);
  const found = importId === undefined ? undefined : { importId, position: Number(position) };
  if (found !== undefined && encode(found) === cursor) return found;
  throw new ParleyError('invalid_input', 'cursor is not one that this server gave out.', {
    subject: 'cursor',
  });
}
