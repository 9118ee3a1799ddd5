import type { Source } from '../../core/conversation.ts';
import type { Note } from '../../core/note.ts';
import { plainText } from '../../lib/plain-text.ts';
import { shorten } from '../../lib/shorten.ts';
import type { QuotedNote } from './find-notes.ts';

const TITLE_CHARACTERS = 100;
const AUTHOR_CHARACTERS = 80;

/** `[1]` of a note would be read as a citation of the reply. */
const apart = (text: string): string => text.replace(/\[(\d{1,6})\]/g, '[ $1 ]');

/** `ada, 2026-03-01`: who told it, and on which day in UTC. */
export const sayTeller = ({ authorName, createdAt }: Note): string =>
  `${shorten(plainText(authorName).replace(/[[\]]/g, ''), AUTHOR_CHARACTERS)}, ${createdAt.toISOString().slice(0, 10)}`;

/** A note in quotation marks, at most `maxCharacters` of it. */
export const quoteNote = (text: string, maxCharacters: number): string =>
  `“${apart(shorten(text, maxCharacters))}”`;

const MOST_CHARACTERS = 600;

/** What the note says to a question, as what somebody told: `Told by ada, 2026-03-01: “…”`. */
export const sayQuotedNote = ({ note, sentences }: QuotedNote): string =>
  `Told by ${sayTeller(note)}: ${quoteNote(sentences.join(' '), MOST_CHARACTERS)}`;

export const noteSource = ({ id, text }: Note): Source => ({
  type: 'note',
  id,
  externalId: null,
  title: shorten(text, TITLE_CHARACTERS),
});
