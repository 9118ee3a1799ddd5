import type { Note } from '../../core/note.ts';
import { quoteNote, sayTeller } from '../../evidence/notes/say-note.ts';

/** Of a note in a list. */
const LISTED_CHARACTERS = 300;
/** More than a note may have: it is shown whole. */
const WHOLE = 2001;

const whole = (text: string): string => quoteNote(text, WHOLE);

export const sayOffer = (text: string): string => `Shall I remember: ${whole(text)}? Say yes.`;

export const sayKept = ({ text }: Note): string =>
  `Remembered: ${whole(text)}. To undo it, say: forget that.`;

export const sayKnown = (note: Note): string =>
  `I know that already, since ${note.createdAt.toISOString().slice(0, 10)}, told by ${note.authorName}: ${whole(note.text)}.`;

export const sayRefused = (why: string): string => `I have not remembered it. ${why}`;

export const sayDropped = (): string => 'I have not remembered it.';

export const sayForgotten = ({ text }: Note): string =>
  `Forgotten: ${whole(text)}. To have it back, tell it again.`;

export const sayNothingSaid =
  'Say what is to be remembered, such as: remember that checkout runs in two regions.';
export const sayNothingShown =
  'Which note? Say it as in: forget the note about checkout; or ask: list the notes.';
export const sayOneByOne =
  'Notes are forgotten one by one, so that none goes by mistake: ask for the list, then say, for example, forget note 2.';
export const sayNothingForgotten = 'No note was forgotten.';

/** Numbered from 1. */
const sayLines = (notes: readonly Note[]): string =>
  notes
    .map((note, place) => `${place + 1}. ${quoteNote(note.text, LISTED_CHARACTERS)} — ${sayTeller(note)}`)
    .join('\n');

const sayAbout = (about: string | null): string => (about === null ? '' : ` about “${about}”`);

export function sayList(notes: readonly Note[], total: number, about: string | null): string {
  if (total === 0) return sayNone(about);
  const many = total === 1 ? 'One note' : `${total} notes`;
  const head =
    notes.length < total
      ? `${many}${sayAbout(about)}, the newest ${notes.length} of them`
      : `${many}${sayAbout(about)}`;
  return `${head}:\n${sayLines(notes)}`;
}

export const sayNone = (about: string | null): string =>
  about === null
    ? 'Nothing has been told to be remembered yet. Tell it with: remember that …'
    : `No note speaks of “${about}”.`;

const CHOICE = 'Which of them is to be forgotten? Say its number.';

export const sayChoice = (notes: readonly Note[]): string => `${CHOICE}\n${sayLines(notes)}`;

const OFFERED = /Shall I remember: “([\s\S]{1,2000})”\? Say yes\.$/;
const KEPT = /(?:^|\n)Remembered: “([\s\S]{1,2000})”\. To undo it, say: forget that\.$/;
const KNOWN = /(?:^|\n)I know that already, since [^“\n]{1,300}“([\s\S]{1,2000})”\.$/;
const LINE = /^\d{1,3}\. “(.{1,400})” — /gm;

/** The beginning of a note as it was before it was quoted. */
const unquoted = (text: string): string => text.replace(/…$/, '').replace(/\[ (\d{1,6}) \]/g, '[$1]');

/** What a reply in the words of this file said of notes: for callers who keep the conversation themselves. */
export function readSaid(reply: string): {
  offered: string | null;
  shownTexts: readonly string[];
  isForgetting: boolean;
} {
  const said = reply.trim();
  const offered = OFFERED.exec(said)?.[1];
  const one = KEPT.exec(said)?.[1] ?? KNOWN.exec(said)?.[1];
  const lines = [...said.matchAll(LINE)].map(([, text = '']) => text);
  return {
    offered: offered === undefined ? null : unquoted(offered),
    shownTexts: (one === undefined ? lines : [one]).map(unquoted),
    isForgetting: said.startsWith(CHOICE),
  };
}
