import { z } from 'zod';
import { prefixedId } from '../../core/ids.ts';
import { EXAMPLE_ID, idText, prefixedIdText, timeText } from '../ids.ts';
import { wholeNumber } from '../query-values.ts';

const MAX_TEXT_CHARACTERS = 2000;
const MAX_WORD_CHARACTERS = 500;

export const noteParams = z.object({ noteId: idText('nte') });

/** `q`: words that a note has to hold, every one of them. */
export const noteQuery = z.object({
  q: z.string().meta({ minLength: 1, maxLength: MAX_WORD_CHARACTERS }).optional(),
  limit: wholeNumber(1, 100, 20),
  cursor: z.string().optional(),
});

export const newNote = z.object({
  text: z.string().meta({ minLength: 1, maxLength: MAX_TEXT_CHARACTERS }),
});

export const noteBody = z.object({
  noteId: prefixedIdText('nte'),
  text: z.string(),
  author: z.string().meta({ description: 'Who told it, as answers name them.' }),
  createdAt: timeText(),
});

export const noteList = z.object({ notes: z.array(noteBody), nextCursor: z.string().nullable() });

export const exampleNote: z.input<typeof noteBody> = {
  noteId: prefixedId('nte', EXAMPLE_ID),
  text: 'Checkout runs on ECS with PgBouncer in front of Postgres.',
  author: 'ada',
  createdAt: '2026-01-15T08:30:00.000Z',
};
