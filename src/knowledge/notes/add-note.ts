import type { Context } from '../../core/context.ts';
import { ParleyError } from '../../core/errors.ts';
import type { Note } from '../../core/note.ts';
import type { Db } from '../../db/db.ts';
import { keepNote } from './keep-note.ts';

/** As `keepNote`; throws `conflict` (`note`) for a text that is known already. */
export async function addNote(db: Db, context: Context, text: string, most: number): Promise<Note> {
  const { note, isNew } = await keepNote(db, context, text, most);
  if (isNew) return note;
  throw new ParleyError(
    'conflict',
    `This is already known since ${note.createdAt.toISOString().slice(0, 10)}.`,
    { subject: 'note' },
  );
}
