import type { Uuid } from '../core/ids.ts';
import { number } from './query.ts';
import type { Parameters } from './selection-sql.ts';

/** A column that holds a time; where it is empty the row comes last, whichever the direction. */
export interface SortKey<Column extends string = string> {
  readonly column: Column;
  readonly descending: boolean;
}

/** The place of a row in an order: its times to the microsecond, as `2026-11-20T10:00:00.123456Z`, and its id. */
export interface Position {
  readonly times: readonly (string | null)[];
  readonly id: Uuid;
}

/** Rows in the order of `keys`, equal ones by id, so that two pages never share a row. */
export interface PageOrder<Column extends string = string> {
  readonly keys: readonly SortKey<Column>[];
  readonly start: { readonly offset: number } | { readonly after: Position };
  readonly limit: number;
}

export interface StoredPage<Item> {
  readonly rows: readonly { readonly item: Item; readonly position: Position }[];
  /** Rows on all pages together. */
  readonly total: number;
}

interface PageSource {
  /** Of one letter, for the table and for the rows of the page alike. */
  readonly alias: string;
  readonly table: string;
  readonly where: string;
  /** A query for the ids of rows, run once; all rows unless given. */
  readonly among?: string | undefined;
  /** What is read of the rows of the page, and the tables that are joined to them for it. */
  readonly columns: string;
  readonly join?: string;
}

const orderSql = (alias: string, keys: readonly SortKey[]): string =>
  [
    ...keys.map(({ column, descending }) => `${alias}.${column} ${descending ? 'desc' : 'asc'} nulls last`),
    `${alias}.id`,
  ].join(', ');

/** The rows that come behind a position: at the first key that differs they are later, or empty. */
function behindSql(
  alias: string,
  keys: readonly SortKey[],
  position: Position,
  parameters: Parameters,
): string {
  const ways: string[] = [];
  let same = '';
  for (const [index, { column, descending }] of keys.entries()) {
    const time = position.times[index] ?? null;
    const name = `${alias}.${column}`;
    if (time === null) same += `${name} is null and `;
    else {
      const at = `${parameters.add(time)}::timestamptz`;
      ways.push(`${same}(${name} ${descending ? '<' : '>'} ${at} or ${name} is null)`);
      same += `${name} = ${at} and `;
    }
  }
  ways.push(`${same}${alias}.id > ${parameters.add(position.id)}::uuid`);
  return `(${ways.join(' or ')})`;
}

/** One statement for the rows of a page and the number of all; the rows are read with `readPage`. */
export function pageSql(source: PageSource, order: PageOrder, parameters: Parameters): string {
  const { alias, table, among, columns, join = '' } = source;
  const { keys, start, limit } = order;
  const where = among ? `${source.where} and ${alias}.id in (select f.id from found f)` : source.where;
  const behind = 'after' in start ? ` and ${behindSql(alias, keys, start.after, parameters)}` : '';
  const offset = 'offset' in start ? ` offset ${parameters.add(start.offset)}` : '';
  const times = keys.map(
    ({ column }) => `to_char(${alias}.${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`,
  );
  return `${among ? `with found (id) as materialized (${among}) ` : ''}select totals.total, page.*
    from (select count(*)::int as total from ${table} ${alias} where ${where}) totals
    left join (
      select ${columns}, array[${times.join(', ')}]::text[] as times
      from (select * from ${table} ${alias} where ${where}${behind}
        order by ${orderSql(alias, keys)} limit ${parameters.add(limit)}${offset}) ${alias} ${join}
    ) page on true
    order by ${orderSql('page', keys)}`;
}

/** Reads the rows of `pageSql`; a page without rows is one row that holds only the total. */
export const readPage =
  <Item>(read: (row: Record<string, unknown>) => Item) =>
  (rows: Record<string, unknown>[]): StoredPage<Item> => ({
    rows: rows
      .filter(({ id }) => id !== null)
      .map((row) => ({
        item: read(row),
        position: { times: row.times as (string | null)[], id: String(row.id) },
      })),
    total: number(rows[0]?.total) ?? 0,
  });
