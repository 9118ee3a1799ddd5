import type { TopologyReading } from '../topology-file.ts';

/** A file of an import, by its name relative to the import's folder. */
export interface FileOnDisk {
  readonly name: string;
  readonly path: string;
  readonly sizeBytes: number;
}

/** What the thread is started with; then it is told one name after the other. */
export interface ThreadStart {
  readonly files: readonly FileOnDisk[];
}

/** What the thread says of a file; `refused` is a sentence that begins with a file's name. */
export type ThreadReply = { readonly reading: TopologyReading } | { readonly refused: string };
