import type { DocumentKind } from '../retrieval/found-passage.ts';
import type { ParsedDocument } from './parsed-document.ts';
import { splitDocument } from './passages/split-document.ts';
import type { ReadDocument } from './read-document.ts';
import { readRunbook } from './runbooks/read-runbook.ts';

interface Reading {
  readonly format: string;
  /** What the document is called, by which a runbook may name its alert. */
  readonly name: string;
  readonly kind: DocumentKind;
  readonly countTokens: (text: string) => number;
}

/** Cuts a parsed document into passages, and finds what a runbook is for. Throws `too_large`. */
export function readParsed(
  parsed: ParsedDocument,
  { format, name, kind, countTokens }: Reading,
): ReadDocument {
  return {
    ...parsed,
    format,
    passages: splitDocument(parsed, { countTokens }),
    runbook: kind === 'runbook' ? readRunbook(parsed, name) : null,
  };
}
