import { ParleyError } from '../core/errors.ts';

const MAX_LIMIT = 200;
export const DEFAULT_LIMIT = 100;

export interface PageRequest {
  /** 1 to 200; 100 unless given. */
  readonly limit?: number;
  /** The `nextCursor` of the page before. */
  readonly cursor?: string;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** Null on the last page. */
  readonly nextCursor: string | null;
}

/**
 * One page of what is listed by a unique name. `select` gives at most `limit` items after the name `after`, in order.
 * Throws `invalid_input` for a limit out of range and for a cursor that no page gave out.
 */
export async function readNamePage<T>(
  { limit = DEFAULT_LIMIT, cursor }: PageRequest,
  nameOf: (item: T) => string,
  select: (after: string | null, limit: number) => Promise<T[]>,
): Promise<Page<T>> {
  checkLimit(limit);
  const found = await select(cursor === undefined ? null : decode(cursor), limit + 1);
  const items = found.slice(0, limit);
  const last = found.length > limit ? items.at(-1) : undefined;
  return { items, nextCursor: last === undefined ? null : encode(nameOf(last)) };
}

/** Throws `invalid_input` (`limit`). */
export function checkLimit(limit: number): void {
  if (Number.isInteger(limit) && limit >= 1 && limit <= MAX_LIMIT) return;
  throw new ParleyError('invalid_input', `limit must be a whole number from 1 to ${MAX_LIMIT}.`, {
    subject: 'limit',
  });
}

/** Every item of every page. */
export async function readEveryPage<T>(read: (request: PageRequest) => Promise<Page<T>>): Promise<T[]> {
  const all: T[] = [];
  let page = await read({ limit: MAX_LIMIT });
  all.push(...page.items);
  while (page.nextCursor !== null) {
    page = await read({ limit: MAX_LIMIT, cursor: page.nextCursor });
    all.push(...page.items);
  }
  return all;
}

const encode = (name: string): string => Buffer.from(name).toString('base64url');

function decode(cursor: string): string {
  const name = Buffer.from(cursor, 'base64url').toString();
  if (/^[\w.-]{1,100}$/.test(name) && encode(name) === cursor) return name;
  throw new ParleyError('invalid_input', 'cursor is not one that this server gave out.', {
    subject: 'cursor',
  });
}
