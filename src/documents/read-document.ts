import type { DocumentKind } from '../retrieval/found-passage.ts';
import type { DocumentPassage } from './document-passage.ts';
import type { ParsedDocument } from './parsed-document.ts';
import type { Runbook } from './runbooks/read-runbook.ts';

/** A file that has been parsed and cut into passages. */
export interface ReadDocument extends ParsedDocument {
  /** `markdown`, `pdf` …: what the file really was. */
  readonly format: string;
  readonly passages: readonly DocumentPassage[];
  /** Null for a document of another kind. */
  readonly runbook: Runbook | null;
}

/** Reads files that nobody vouches for, away from the serving process. */
export interface DocumentReader {
  /** Throws `invalid_input` or `too_large` with a sentence for whoever sent the file. */
  read(path: string, name: string, kind: DocumentKind): Promise<ReadDocument>;
  close(): Promise<void>;
}
