import { newId, type Uuid } from '../../core/ids.ts';
import { codePoints } from '../../lib/code-points.ts';
import { shorten } from '../../lib/shorten.ts';
import { wellFormed } from '../../lib/well-formed.ts';
import type { DocumentKind } from '../../retrieval/found-passage.ts';
import { searchText } from '../../retrieval/lexical/search-text.ts';
import type { DocumentWrite, PassageWrite } from '../../store/document-writes.ts';
import type { DocumentPassage } from '../document-passage.ts';
import type { ReadDocument } from '../read-document.ts';

const MAX_TITLE_CHARACTERS = 500;
const MAX_ALERTS = 100;
const MAX_STEPS = 500;

/** A document ready to be stored, with its passages. */
export interface ComposedDocument {
  readonly document: DocumentWrite;
  readonly passages: readonly PassageWrite[];
}

interface Origin {
  readonly id: Uuid;
  readonly externalId: string;
  readonly kind: DocumentKind;
  readonly contentHash: Buffer;
  readonly sizeBytes: number;
}

/** What is written for a document that has been read; its passages under a revision of their own. */
export function composeDocument(read: ReadDocument, origin: Origin): ComposedDocument {
  const externalId = wellFormed(origin.externalId);
  const title = titleOf(read, externalId);
  const alerts = read.runbook?.alerts.slice(0, MAX_ALERTS) ?? [];
  return {
    document: {
      ...origin,
      externalId,
      title,
      format: read.format,
      syntax: read.syntax,
      revisionId: newId(),
      text: read.text,
      characters: codePoints(read.text),
      pages: read.pages,
      passages: read.passages.length,
      alerts,
      steps: read.runbook?.steps.slice(0, MAX_STEPS) ?? [],
    },
    passages: read.passages.map((passage) =>
      composePassage(passage, { title, alerts, identifiers: [nameOf(externalId)] }),
    ),
  };
}

/** As the document says, else what its file is called. */
function titleOf({ title, runbook }: ReadDocument, externalId: string): string {
  const own = (runbook?.name ?? title ?? '').trim();
  return shorten(own === '' ? nameOf(externalId) : own, MAX_TITLE_CHARACTERS);
}

/** What a file is called, without its folders and its ending. */
const nameOf = (externalId: string): string =>
  externalId.slice(externalId.lastIndexOf('/') + 1).replace(/\.[A-Za-z0-9]{1,5}$/, '') || externalId;

function composePassage(
  { ordinal, start, end, headings, content }: DocumentPassage,
  document: {
    readonly title: string;
    readonly alerts: readonly string[];
    readonly identifiers: readonly string[];
  },
): PassageWrite {
  const text = searchText({ ...document, headings, content });
  return { id: newId(), ordinal, start, end, headings, content, searchText: text };
}
