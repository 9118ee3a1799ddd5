import { parseId } from '../core/ids.ts';
import type { PageOrder, Position, SortKey, StoredPage } from '../store/page-sql.ts';
import type { InputReader } from './input-reader.ts';

export interface ListPageRequest {
  /** Names of times with commas between them, `-` before one for latest first: `-started_at,created_at`. */
  readonly sort?: string | undefined;
  readonly page?:
    | {
        /** From 1. */
        readonly number?: number | undefined;
        /** 1 to 100; 20 unless given. */
        readonly size?: number | undefined;
        /** The `nextCursor` of the page before; counts more than `number`. */
        readonly after?: string | undefined;
      }
    | undefined;
}

export interface ListPage<Item> {
  readonly items: readonly Item[];
  /** Of all pages together. */
  readonly total: number;
  readonly size: number;
  /** Null for a page that was asked for by cursor. */
  readonly number: number | null;
  /** Null on the last page. */
  readonly nextCursor: string | null;
}

const MAX_SIZE = 100;
const DEFAULT_SIZE = 20;
const MAX_CURSOR_CHARACTERS = 1000;
/** A page by its number costs as much as all that come before it. */
export const MAX_REACH = 10_000;

export const BEYOND_REACH = `reaches the first ${MAX_REACH} entries only; go on with page[after] and the cursor of the page before`;

interface ListOrder<Column extends string> extends PageOrder<Column> {
  readonly number: number | null;
  readonly size: number;
}

/**
 * Which page is asked for, in which order. `columns`: what the names of a sort mean. A page by number that lies too
 * far is refused as `page.offset`.
 */
export function readListOrder<Column extends string>(
  { sort, page = {} }: ListPageRequest,
  columns: Readonly<Record<string, Column>>,
  usual: readonly SortKey<Column>[],
  reader: InputReader,
): ListOrder<Column> {
  const keys = readSort(sort ?? '', columns, reader);
  const sorted = { keys: keys.length > 0 ? keys : usual };
  const size = readWhole('page.size', page.size ?? DEFAULT_SIZE, MAX_SIZE, reader);
  // One more than shown tells whether there is another page.
  const limit = size + 1;
  if (page.after) {
    const after = decode(page.after, sorted.keys);
    if (after) return { ...sorted, start: { after }, limit, number: null, size };
    reader.refuse('page.after', 'is no cursor that this server gave out for this order');
  }
  const number = readWhole('page.number', page.number ?? 1, Number.MAX_SAFE_INTEGER, reader);
  if (number * size > MAX_REACH) reader.refuse('page.offset', BEYOND_REACH);
  return { ...sorted, start: { offset: (number - 1) * size }, limit, number, size };
}

export function toListPage<Stored, Item>(
  { rows, total }: StoredPage<Stored>,
  { keys, size, number }: ListOrder<string>,
  show: (stored: Stored) => Item,
): ListPage<Item> {
  const shown = rows.slice(0, size);
  const last = rows.length > size ? shown.at(-1) : undefined;
  return {
    items: shown.map(({ item }) => show(item)),
    total,
    size,
    number,
    nextCursor: last ? encode(last.position, keys) : null,
  };
}

function readSort<Column extends string>(
  sort: string,
  columns: Readonly<Record<string, Column>>,
  reader: InputReader,
): SortKey<Column>[] {
  const keys = new Map<Column, SortKey<Column>>();
  const names = (reader.text('sort', sort, 500) ?? '').split(',').map((name) => name.trim());
  for (const name of names.filter((each) => each !== '')) {
    const descending = name.startsWith('-');
    const wanted = descending ? name.slice(1) : name;
    const column = Object.hasOwn(columns, wanted) ? columns[wanted] : undefined;
    if (column === undefined) {
      reader.refuse('sort', `must be of ${Object.keys(columns).join(', ')}, each with - for latest first`);
      return [];
    }
    if (!keys.has(column)) keys.set(column, { column, descending });
  }
  return [...keys.values()];
}

function readWhole(path: string, value: number, most: number, reader: InputReader): number {
  if (Number.isSafeInteger(value) && value >= 1 && value <= most) return value;
  const range = most === Number.MAX_SAFE_INTEGER ? 'from 1 on' : `from 1 to ${most}`;
  reader.refuse(path, `must be a whole number ${range}`);
  return 1;
}

const orderText = (keys: readonly SortKey[]): string =>
  keys.map(({ column, descending }) => `${descending ? '-' : ''}${column}`).join(',');

/** It names a place in an order, not a row, so it can show nobody else's. */
const encode = ({ times, id }: Position, keys: readonly SortKey[]): string =>
  Buffer.from(JSON.stringify([orderText(keys), id, ...times])).toString('base64url');

function decode(cursor: string, keys: readonly SortKey[]): Position | undefined {
  if (cursor.length > MAX_CURSOR_CHARACTERS) return undefined;
  const parts = parseJson(Buffer.from(cursor, 'base64url').toString());
  if (!Array.isArray(parts)) return undefined;
  const [order, reference, ...times] = parts;
  const id = typeof reference === 'string' ? parseId('inc', reference) : undefined;
  const fits = order === orderText(keys) && times.length === keys.length && times.every(isTime);
  return fits && id !== undefined ? { id, times } : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isTime(value: unknown): value is string | null {
  if (value === null) return true;
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/.test(value)) return false;
  const at = new Date(value);
  // A day that the calendar does not have would be read as one of the next month.
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 23) === value.slice(0, 23);
}
