/** Memory of the embedded engine, in MiB. */
export interface PgliteMemory {
  readonly sharedBuffersMib: number;
  readonly workMib: number;
  /** Write-ahead log that may pile up before a checkpoint is forced: bounds the time of a start after a crash. */
  readonly maxWalMib: number;
}

export const DEFAULT_PGLITE_MEMORY: PgliteMemory = { sharedBuffersMib: 64, workMib: 16, maxWalMib: 192 };
