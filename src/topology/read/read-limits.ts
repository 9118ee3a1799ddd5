/** What one file, and the files that it refers to, may come to. What goes beyond is refused, or cut and said. */
export interface ReadLimits {
  readonly maxFileBytes: number;
  /** Of all files together that an import's files refer to. */
  readonly maxReferencedBytes: number;
  readonly maxNodes: number;
  readonly maxRelations: number;
  readonly maxFieldsPerMessage: number;
  readonly maxFieldDepth: number;
  /** Of all messages of a file together. */
  readonly maxFields: number;
  readonly maxWarnings: number;
}

export const DEFAULT_READ_LIMITS: ReadLimits = {
  maxFileBytes: 10 * 1024 ** 2,
  maxReferencedBytes: 50 * 1024 ** 2,
  maxNodes: 20_000,
  maxRelations: 100_000,
  maxFieldsPerMessage: 2_000,
  maxFieldDepth: 12,
  maxFields: 200_000,
  maxWarnings: 1_000,
};
