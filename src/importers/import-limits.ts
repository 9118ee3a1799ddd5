/** Bounds of an import. What goes beyond one is rejected with the reason; nothing is cut silently. */
export interface ImportLimits {
  readonly maxFiles: number;
  readonly maxFolderDepth: number;
  /** Of formats that are read whole: Markdown and YAML. */
  readonly maxDocumentBytes: number;
  /** Of one line of JSON Lines. */
  readonly maxLineBytes: number;
  /** Of one record of JSON or CSV. */
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
  maxDocumentBytes: 2 * 1024 ** 2,
  maxLineBytes: 1024 ** 2,
  maxRecordBytes: 2 * 1024 ** 2,
  maxDepth: 64,
  maxLabels: 200,
  maxReported: 1000,
};
