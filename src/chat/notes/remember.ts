import type { Context } from '../../core/context.ts';
import { ParleyError } from '../../core/errors.ts';
import type { Db } from '../../db/db.ts';
import { noteSource } from '../../evidence/notes/say-note.ts';
import { keepNote } from '../../knowledge/notes/keep-note.ts';
import { noteKey, noteText } from '../../knowledge/notes/note-text.ts';
import { selectNoteOfKey } from '../../store/notes.ts';
import { runQuery } from '../../store/query.ts';
import { NO_MEMORY } from './note-memory.ts';
import { type NoteReply, noteReply } from './note-reply.ts';
import { sayKept, sayKnown, sayOffer, sayRefused } from './say-notes.ts';

export interface NoteParts {
  readonly db: Db;
  /** How many notes a tenant may have. */
  readonly maxNotes: number;
}

const REFUSALS: ReadonlySet<string> = new Set(['invalid_input', 'forbidden', 'conflict']);

/** What `doing` says; a refusal that is meant for the caller is said in the conversation. */
export async function orRefusal(
  doing: () => Promise<NoteReply>,
  say: (why: string) => string,
): Promise<NoteReply> {
  try {
    return await doing();
  } catch (error) {
    if (!(error instanceof ParleyError) || !REFUSALS.has(error.code)) throw error;
    return noteReply(say(error.message));
  }
}

/** Keeps a note, once however often it is told. */
export const remember = (
  { db, maxNotes }: NoteParts,
  context: Context,
  text: string,
  asked: string | null,
): Promise<NoteReply> =>
  orRefusal(async () => {
    const { note, isNew } = await keepNote(db, context, text, maxNotes);
    const memory = { ...NO_MEMORY, shown: [note.id] };
    return noteReply(isNew ? sayKept(note) : sayKnown(note), { sources: [noteSource(note)], memory, asked });
  }, sayRefused).then((reply) => ({ ...reply, asked }));

/** Offers to keep a note that is not known yet. */
export const offer = (
  { db }: NoteParts,
  { tenantId }: Context,
  written: string,
  asked: string | null,
): Promise<NoteReply> =>
  orRefusal(async () => {
    const text = noteText(written);
    const known = await runQuery(db, { tenantId }, selectNoteOfKey(tenantId, noteKey(text)));
    if (known) {
      const memory = { ...NO_MEMORY, shown: [known.id] };
      return noteReply(sayKnown(known), { sources: [noteSource(known)], memory });
    }
    return noteReply(sayOffer(text), { memory: { ...NO_MEMORY, offered: text }, asksBack: true });
  }, sayRefused).then((reply) => ({ ...reply, asked }));
