const MOST_ROWS = 1_000;

/** Rows as JSON lists of bounded length, for `json_to_recordset`. */
export function* jsonPages(rows: readonly unknown[]): Generator<string> {
  for (let from = 0; from < rows.length; from += MOST_ROWS)
    yield JSON.stringify(rows.slice(from, from + MOST_ROWS));
}
