import type { Context } from '../../core/context.ts';
import { ParleyError } from '../../core/errors.ts';
import { parseId } from '../../core/ids.ts';
import type { Note } from '../../core/note.ts';
import type { Db } from '../../db/db.ts';
import { noteSource } from '../../evidence/notes/say-note.ts';
import { forgetNote } from '../../knowledge/notes/forget-note.ts';
import { countNotes, selectNotes, selectNotesBeginning, selectNotesOfIds } from '../../store/notes.ts';
import { runQueries, runQuery } from '../../store/query.ts';
import { NO_MEMORY, type NoteMemory } from './note-memory.ts';
import { type NoteReply, noteReply } from './note-reply.ts';
import { orRefusal } from './remember.ts';
import {
  sayChoice,
  sayForgotten,
  sayList,
  sayNone,
  sayNothingForgotten,
  sayNothingShown,
} from './say-notes.ts';

/** More are read over HTTP, page by page. */
const MOST_LISTED = 20;

const shownOf = (notes: readonly Note[]): NoteMemory => ({ ...NO_MEMORY, shown: notes.map(({ id }) => id) });

async function readNotes(db: Db, { tenantId }: Context, about: string | null) {
  return runQueries(db, { tenantId }, [
    selectNotes(tenantId, about, null, MOST_LISTED),
    countNotes(tenantId, about),
  ]);
}

/** The notes, the newest first; those that hold every word of `about`, where given. */
export async function listNotesInChat(db: Db, context: Context, about: string | null): Promise<NoteReply> {
  const [notes, total] = await readNotes(db, context, about);
  return noteReply(sayList(notes, total, about), {
    sources: notes.map(noteSource),
    memory: shownOf(notes),
    abstained: total === 0,
  });
}

const choose = (notes: readonly Note[]): NoteReply =>
  noteReply(sayChoice(notes), {
    sources: notes.map(noteSource),
    memory: { ...shownOf(notes), isForgetting: true },
    asksBack: true,
  });

const forgetOne = (db: Db, context: Context, note: Note): Promise<NoteReply> =>
  orRefusal(
    async () => {
      try {
        await forgetNote(db, context, note.id);
      } catch (error) {
        // Somebody else was faster.
        if (!(error instanceof ParleyError) || error.code !== 'not_found') throw error;
      }
      return noteReply(sayForgotten(note));
    },
    (why) => `${sayNothingForgotten} ${why}`,
  );

/** Forgets the one note that holds every word; asks which where several do. */
export async function forgetAbout(db: Db, context: Context, about: string): Promise<NoteReply> {
  const [notes] = await readNotes(db, context, about);
  const [only] = notes;
  if (only === undefined) return noteReply(sayNone(about), { abstained: true });
  return notes.length === 1 ? forgetOne(db, context, only) : choose(notes);
}

const namedIn = ({ tenantId }: Context, { shown, shownTexts }: NoteMemory) =>
  shown.length > 0 ? selectNotesOfIds(tenantId, shown) : selectNotesBeginning(tenantId, shownTexts);

/** Forgets the note that the last reply named; where it named none or several, asks which. */
export async function forgetLast(db: Db, context: Context, memory: NoteMemory): Promise<NoteReply> {
  const { tenantId } = context;
  const named = await runQuery(db, { tenantId }, namedIn(context, memory));
  const [only] = named;
  if (only === undefined) return noteReply(sayNothingShown, { asksBack: true });
  return named.length === 1 ? forgetOne(db, context, only) : choose(named);
}

/** Forgets the note with that number in the list that the last reply showed; without one, shows the list first. */
export async function forgetNumber(
  db: Db,
  context: Context,
  memory: NoteMemory,
  number: number,
): Promise<NoteReply> {
  const { tenantId } = context;
  const id = memory.shown[number - 1];
  const beginning = memory.shownTexts[number - 1];
  const [note] = await runQuery(
    db,
    { tenantId },
    id === undefined
      ? selectNotesBeginning(tenantId, beginning === undefined ? [] : [beginning])
      : selectNotesOfIds(tenantId, [id]),
  );
  if (note) return forgetOne(db, context, note);
  const [notes, total] = await readNotes(db, context, null);
  return total === 0 ? noteReply(sayNone(null), { abstained: true }) : choose(notes);
}

/** Forgets the note of an id in either form. */
export async function forgetId(db: Db, context: Context, reference: string): Promise<NoteReply> {
  const { tenantId } = context;
  const id = parseId('nte', reference.replace(/^nte/i, 'nte'));
  const [note] = id ? await runQuery(db, { tenantId }, selectNotesOfIds(tenantId, [id])) : [];
  return note
    ? forgetOne(db, context, note)
    : noteReply('There is no note with that id.', { abstained: true });
}
