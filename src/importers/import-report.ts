export interface Rejection {
  /** Path relative to the import's root. */
  readonly file: string;
  /** Line on which the record begins, from 1; null when the whole file is meant. */
  readonly line: number | null;
  readonly reason: string;
}

/** What an import did. Lists are capped; the counts beside them are whole. */
export interface ImportReport {
  /** Files that were looked at, skipped ones included. */
  readonly files: number;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly rejected: readonly Rejection[];
  readonly rejectedCount: number;
  /** Files that hold no incident, each with the reason. */
  readonly skipped: readonly { readonly file: string; readonly reason: string }[];
  readonly skippedCount: number;
  /** Records that are in, with a field left unknown or a twin in the same import. */
  readonly warnings: readonly Rejection[];
  readonly warningCount: number;
}

/** What became of the rows of one file. */
export interface RowOutcome {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly rejected: number;
  /** Of the rejected, as many as are kept. */
  readonly problems: readonly { readonly line: number | null; readonly reason: string }[];
}

/** Collects a report while an import runs. */
export class ReportBuilder {
  readonly #maxReported: number;
  readonly #rejected: Rejection[] = [];
  readonly #skipped: { file: string; reason: string }[] = [];
  readonly #warnings: Rejection[] = [];
  #counts = {
    files: 0,
    added: 0,
    changed: 0,
    unchanged: 0,
    rejectedCount: 0,
    skippedCount: 0,
    warningCount: 0,
  };

  constructor(maxReported: number) {
    this.#maxReported = maxReported;
  }

  countFile(): void {
    this.#counts.files += 1;
  }

  count(outcome: 'added' | 'changed' | 'unchanged', records: number): void {
    this.#counts[outcome] += records;
  }

  reject(file: string, line: number | null, reason: string): void {
    this.#counts.rejectedCount += 1;
    if (this.#rejected.length < this.#maxReported) this.#rejected.push({ file, line, reason });
  }

  /** Counts what became of the rows of a file of many records; rows beyond the problems that were kept count, too. */
  countRows(file: string, rows: RowOutcome): void {
    for (const what of ['added', 'changed', 'unchanged'] as const) this.count(what, rows[what]);
    for (const { line, reason } of rows.problems) this.reject(file, line, reason);
    for (let more = rows.problems.length; more < rows.rejected; more++)
      this.reject(file, null, 'is a row that could not be read');
  }

  skip(file: string, reason: string): void {
    this.#counts.skippedCount += 1;
    if (this.#skipped.length < this.#maxReported) this.#skipped.push({ file, reason });
  }

  warn(file: string, line: number | null, reason: string): void {
    this.#counts.warningCount += 1;
    if (this.#warnings.length < this.#maxReported) this.#warnings.push({ file, line, reason });
  }

  get records(): number {
    const { added, changed, unchanged, rejectedCount } = this.#counts;
    return added + changed + unchanged + rejectedCount;
  }

  report(): ImportReport {
    return { ...this.#counts, rejected: this.#rejected, skipped: this.#skipped, warnings: this.#warnings };
  }
}
