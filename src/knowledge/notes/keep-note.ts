import { requireRole } from '../../auth/roles.ts';
import { requireScope } from '../../auth/scopes.ts';
import type { Context } from '../../core/context.ts';
import { ParleyError } from '../../core/errors.ts';
import { newId } from '../../core/ids.ts';
import type { Note } from '../../core/note.ts';
import type { Db } from '../../db/db.ts';
import { insertNote, lockNotes } from '../../store/notes.ts';
import { runQueries } from '../../store/query.ts';
import { noteKey, noteText } from './note-text.ts';

/** A note, and whether it was not known before. */
export interface KeptNote {
  readonly note: Note;
  readonly isNew: boolean;
}

/**
 * Keeps what somebody told, once however often it is told. `most`: how many notes the tenant may have. Throws
 * `forbidden`, `invalid_input` (`text`) for a text that is no note or holds a secret, `conflict` (`notes`) where there is
 * no room.
 */
export async function keepNote(db: Db, context: Context, written: string, most: number): Promise<KeptNote> {
  requireScope(context, 'ai.chat:write');
  requireRole(context, 'admin', 'member');
  const text = noteText(written);
  const { tenantId, actor } = context;
  const note = { id: newId(), text, key: noteKey(text), author: actor };
  const [, kept] = await runQueries(db, { tenantId }, [
    lockNotes(tenantId),
    insertNote(tenantId, note, most),
  ]);
  if (kept) return kept;
  throw new ParleyError(
    'conflict',
    `Your organisation has ${most} notes, which is the most that it may have. Forget one first.`,
    { subject: 'notes' },
  );
}
