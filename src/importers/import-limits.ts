/** Bounds of an import. What goes beyond one is rejected with the reason; nothing is cut silently. */
export interface ImportLimits {
  readonly maxFiles: number;
  readonly maxFolderDepth: number;
  /** Of a Markdown file, a line of JSON Lines, a record of JSON or CSV: what is read whole. */
  readonly maxRecordBytes: number;
  /** Nesting of a JSON record. */
  readonly maxDepth: number;
  /** Values of all labels of one incident together. */
  readonly maxLabels: number;
  /** Rejections, skipped files and warnings that a report names one by one; the rest is only counted. */
  readonly maxReported: number;
}

export const defaultImportLimits: ImportLimits = {
  maxFiles: 100_000,
  maxFolderDepth: 32,
  maxRecordBytes: 2 * 1024 ** 2,
  maxDepth: 64,
  maxLabels: 200,
  maxReported: 1000,
};
