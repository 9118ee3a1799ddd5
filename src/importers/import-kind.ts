import { ParleyError } from '../core/errors.ts';
import { shorten } from '../lib/shorten.ts';
import type { DocumentKind } from '../retrieval/found-passage.ts';

/** What an operator may say that files hold. */
export type ImportKind = 'incidents' | 'documents' | 'runbooks' | 'services';

const KINDS: readonly string[] = ['incidents', 'documents', 'runbooks', 'services'] satisfies ImportKind[];

/** The kind as it was written in a command or a request. Throws `invalid_input` for one that this version cannot import. */
export function parseImportKind(written: string): ImportKind {
  if (KINDS.includes(written)) return written as ImportKind;
  const named = JSON.stringify(shorten(written, 40));
  const message = `This version imports incidents, documents or runbooks, not ${named}.`;
  throw new ParleyError('invalid_input', message, { subject: 'as' });
}

/** What documents of an import are; null where they are incidents. */
export const documentKindOf = (kind: ImportKind | undefined): DocumentKind | null =>
  kind === 'documents' ? 'document' : kind === 'runbooks' ? 'runbook' : null;
