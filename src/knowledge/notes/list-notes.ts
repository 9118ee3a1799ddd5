import { requireScope } from '../../auth/scopes.ts';
import type { Context } from '../../core/context.ts';
import type { Note } from '../../core/note.ts';
import type { Db } from '../../db/db.ts';
import { selectNotes } from '../../store/notes.ts';
import { runQuery } from '../../store/query.ts';
import { checkText } from '../check-text.ts';
import { readIdPage } from '../id-pages.ts';
import type { Page, PageRequest } from '../name-pages.ts';

const MOST_WORD_CHARACTERS = 500;

export interface NoteListRequest extends PageRequest {
  /** Words that a note has to hold, every one of them; at most 500 characters. */
  readonly q?: string;
}

/** The tenant's notes, the newest first. Throws `forbidden`, or `invalid_input` for a page or words that cannot be. */
export async function listNotes(
  db: Db,
  context: Context,
  request: NoteListRequest = {},
): Promise<Page<Note>> {
  requireScope(context, 'ai.chat:read', 'ai.chat:write');
  const words =
    request.q === undefined
      ? null
      : checkText(request.q, { subject: 'q', least: 1, most: MOST_WORD_CHARACTERS });
  const { tenantId } = context;
  return readIdPage(
    request,
    ({ id }) => id,
    (before, limit) => runQuery(db, { tenantId }, selectNotes(tenantId, words, before, limit)),
  );
}
