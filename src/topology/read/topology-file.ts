import type { TopologyDraft } from '../../core/topology.ts';
import type { DraftBuilder } from './draft-builder.ts';
import type { References } from './references.ts';
import type { Tree } from './tree/tree.ts';

/** A file of an import, by its name relative to the import's folder, with `/` between folders. */
export interface TopologyFile {
  readonly name: string;
  readonly text: string;
}

/** The other files of the same import. */
export interface FileSet {
  /** The text of a file by its name relative to the import's folder; null where there is none. */
  read(name: string): Promise<string | null>;
}

export type TopologyReading = TopologyDraft | { readonly skipped: string };

/** What a format's reader works with. */
export interface ReadContext {
  readonly file: TopologyFile;
  readonly references: References;
  readonly draft: DraftBuilder;
}

/** Puts what the documents of one file say into the draft; a reason where that is nothing at all. */
export type FormatReader = (documents: readonly Tree[], context: ReadContext) => Promise<string | undefined>;
