import { ParleyError } from '../core/errors.ts';
import { parseId, type Uuid } from '../core/ids.ts';
import { checkLimit, DEFAULT_LIMIT, type Page, type PageRequest } from './name-pages.ts';

/**
 * One page of what is listed by its id, the newest first. `select` gives at most `limit` items made before the id
 * `before`, in order. Throws `invalid_input` for a limit out of range and for a cursor that no page gave out.
 */
export async function readIdPage<T>(
  { limit = DEFAULT_LIMIT, cursor }: PageRequest,
  idOf: (item: T) => Uuid,
  select: (before: Uuid | null, limit: number) => Promise<T[]>,
): Promise<Page<T>> {
  checkLimit(limit);
  const found = await select(cursor === undefined ? null : decode(cursor), limit + 1);
  const items = found.slice(0, limit);
  const last = found.length > limit ? items.at(-1) : undefined;
  return { items, nextCursor: last === undefined ? null : encode(idOf(last)) };
}

const encode = (id: Uuid): string => Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url');

function decode(cursor: string): Uuid {
  const hex = Buffer.from(cursor, 'base64url').toString('hex');
  const id = parseId('doc', hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'));
  if (id !== undefined && encode(id) === cursor) return id;
  throw new ParleyError('invalid_input', 'cursor is not one that this server gave out.', {
    subject: 'cursor',
  });
}
