import type { DocumentKind } from '../../retrieval/found-passage.ts';
import type { ReadDocument } from '../read-document.ts';
import type { ParseLimits } from './parse-limits.ts';

/** What the parent asks of the process that parses. The file's bytes come through the pipe beside it. */
export interface ParseRequest {
  readonly name: string;
  readonly kind: DocumentKind;
  readonly bytes: number;
  readonly limits: ParseLimits;
}

/** `residentBytes` is what the process holds when it answers. */
export type ParseReply = { readonly residentBytes: number } & (
  | { readonly document: ReadDocument }
  | { readonly refused: string; readonly trace: string }
);

/** The pipe of the process that parses through which files come. */
export const FILE_PIPE = 3;
