/** Cells of a wide or tall cell beyond these are left out. */
const MAX_SPAN = 50;
/** A cell over several rows is said again in each of them if it is short, so that each row can be understood alone. */
const MAX_REPEATED_CHARACTERS = 200;
const MAX_COLUMNS = 2_000;

interface Held {
  readonly text: string;
  left: number;
}

/** Gathers the cells of one table of HTML row by row. */
export class TableCells {
  readonly rows: string[][] = [];
  #row: string[] | null = null;
  readonly #held = new Map<number, Held>();

  openRow(): void {
    this.closeRow();
    this.#row = [];
    this.#fillHeld();
  }

  addCell(text: string, columns: number, rows: number): void {
    if (this.#row === null) this.openRow();
    const row = this.#row ?? [];
    const span = (wanted: number) => Math.min(Math.max(1, Math.trunc(wanted) || 1), MAX_SPAN);
    for (let column = 0; column < span(columns) && row.length < MAX_COLUMNS; column++) {
      if (span(rows) > 1)
        this.#held.set(row.length, {
          text: column === 0 && text.length <= MAX_REPEATED_CHARACTERS ? text : '',
          left: span(rows) - 1,
        });
      row.push(column === 0 ? text : '');
    }
    this.#fillHeld();
  }

  closeRow(): void {
    const row = this.#row;
    this.#row = null;
    if (row?.some((cell) => cell !== '')) this.rows.push(row);
  }

  /** Adds the cells of rows above that reach into this one. */
  #fillHeld(): void {
    for (let held = this.#next(); held !== undefined; held = this.#next()) this.#row?.push(held.text);
  }

  #next(): Held | undefined {
    const column = this.#row?.length ?? 0;
    const held = this.#held.get(column);
    if (held === undefined) return undefined;
    held.left--;
    if (held.left <= 0) this.#held.delete(column);
    return held;
  }
}
