import type { z } from 'zod';
import { prefixedId } from '../../core/ids.ts';
import type { Note } from '../../core/note.ts';
import { operation } from '../surface.ts';
import { exampleNote, newNote, noteBody, noteList, noteParams, noteQuery } from './note-schema.ts';

const READ = { roles: ['admin', 'member'], scopes: ['ai.chat:read', 'ai.chat:write'] } as const;
const WRITE = { roles: ['admin', 'member'], scopes: ['ai.chat:write'] } as const;

const encodeNote = ({ id, text, authorName, createdAt }: Note): z.input<typeof noteBody> => ({
  noteId: prefixedId('nte', id),
  text,
  author: authorName,
  createdAt: createdAt.toISOString(),
});

const list = operation({
  method: 'GET',
  path: '/v1/knowledge/notes',
  id: 'listNotes',
  summary: 'What people told and asked to be remembered, the newest first',
  access: READ,
  query: noteQuery,
  refusals: ['invalid_input'],
  answers: {
    200: {
      description: 'A page of notes.',
      schema: noteList,
      example: { notes: [exampleNote], nextCursor: null },
    },
  },
  async handle({ c, services, caller, query: { q, limit, cursor } }) {
    const { items, nextCursor } = await services.notes.list(caller, {
      limit,
      ...(q === undefined ? {} : { q }),
      ...(cursor === undefined ? {} : { cursor }),
    });
    return c.json({ notes: items.map(encodeNote), nextCursor });
  },
});

const add = operation({
  method: 'POST',
  path: '/v1/knowledge/notes',
  id: 'addNote',
  summary: 'Have a fact remembered',
  description:
    'Chat answers quote it as what you told on that day. A text that holds a password, a token, a key or a card number is refused; one that is known already is a 409.',
  access: WRITE,
  body: newNote,
  refusals: ['invalid_input', 'conflict'],
  answers: { 201: { description: 'The note.', schema: noteBody, example: exampleNote } },
  example: { body: { text: exampleNote.text } },
  async handle({ c, services, caller, body }) {
    const note = encodeNote(await services.notes.add(caller, body.text));
    c.header('Location', `/v1/knowledge/notes/${note.noteId}`);
    return c.json(note, 201);
  },
});

const forget = operation({
  method: 'DELETE',
  path: '/v1/knowledge/notes/{noteId}',
  id: 'forgetNote',
  summary: 'Forget a note: yours, or any as an admin',
  access: WRITE,
  params: noteParams,
  refusals: ['not_found'],
  answers: { 204: { description: 'No answer rests on it any longer.' } },
  example: { params: { noteId: exampleNote.noteId } },
  async handle({ c, services, caller, params }) {
    await services.notes.forget(caller, params.noteId);
    return c.body(null, 204);
  },
});

export const noteOperations = [list, add, forget];
