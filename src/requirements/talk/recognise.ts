import { splitSentences } from '../../lib/split-sentences.ts';
import type { Point } from '../find/points.ts';
import { termsOf } from '../find/subject-terms.ts';
import { sayPlace } from '../phrase/quote.ts';
import { readWords } from '../read/words.ts';

/** Heads the question at the end of a reply. */
export const NEXT_QUESTION = 'Next question';

/** Stands in the first sentence of an overview, and nowhere else. */
export const OVERVIEW = 'that cannot be tested as written.';

const MOST_REPLY_CHARACTERS = 20_000;

/** An earlier reply, the answerer's own or somebody else's. */
export interface ReadReply {
  readonly text: string;
  readonly lower: string;
  /** Given by this answerer: it asks in known words only, and nothing else in it is a question. */
  readonly isOwn: boolean;
  /** In lower case; the sentences around each often name the line. */
  readonly questions: readonly { readonly own: string; readonly near: string }[];
}

/** Reads what a reply asks. */
export function readReply(whole: string): ReadReply {
  const text = whole.slice(0, MOST_REPLY_CHARACTERS);
  const lower = text.toLowerCase();
  const isOwn = text.includes(`**${NEXT_QUESTION}**`);
  if (isOwn || !text.includes('?')) return { text, lower, isOwn, questions: [] };
  const sentences = splitSentences(lower);
  const plain = (sentence: string | undefined): string => (sentence?.includes('?') ? '' : (sentence ?? ''));
  const questions = sentences.flatMap((sentence, at) =>
    sentence.includes('?')
      ? [{ own: sentence, near: `${plain(sentences[at - 1])} ${sentence} ${plain(sentences[at + 1])}` }]
      : [],
  );
  return { text, lower, isOwn, questions };
}

const holdsWord = (text: string, word: string): boolean => {
  const at = text.indexOf(word);
  if (at < 0) return false;
  const isLetter = (character: string | undefined): boolean =>
    character !== undefined && /[\p{L}\p{N}]/u.test(character);
  return !isLetter(text[at - 1]) && !isLetter(text[at + word.length]);
};

const namesPlace = (text: string, { statements }: Point): boolean =>
  statements.some(({ place }) => holdsWord(text, sayPlace(place)));

/** Whether a question names enough of what a statement speaks of, beside the vague words. */
function sharesSubject(question: string, { statements, words }: Point): boolean {
  const vague = new Set(words.flatMap((word) => readWords(word).map(({ stem }) => stem)));
  const keys = new Set(termsOf(readWords(question)).map(({ key }) => key));
  return statements.some((statement) =>
    termsOf(statement.words).some(({ key }) => !vague.has(key) && keys.has(key)),
  );
}

/** Whether a reply in anybody's words asks what a point would ask. */
export function asksAbout(reply: ReadReply, point: Point, all: readonly Point[]): boolean {
  if (reply.text.includes(point.ask)) return true;
  return reply.questions.some(({ own, near: question }) => {
    if (point.kind === 'gap') return point.row?.askedBy.test(own) ?? false;
    const words = point.words.map((word) => word.toLowerCase());
    if (point.kind === 'contradiction') return words.every((word) => holdsWord(question, word));
    if (point.kind === 'no requirement' || !words.some((word) => holdsWord(question, word))) return false;
    const isOnly =
      all.filter((other) => other.words.some((word) => words.includes(word.toLowerCase()))).length === 1;
    return isOnly || namesPlace(question, point) || sharesSubject(question, point);
  });
}

/** How much of a quoted statement is enough to know it by. */
const KNOWN_BY_CHARACTERS = 30;

/** Whether a reply has already told a point, in anybody's words. */
export function isToldIn({ text: reply, lower, isOwn }: ReadReply, point: Point): boolean {
  if (reply.includes(point.short) || reply.includes(point.long)) return true;
  if (isOwn) return false;
  if (point.kind === 'gap') return point.row?.askedBy.test(lower) ?? false;
  const words = point.words.map((word) => word.toLowerCase());
  if (point.kind === 'contradiction') return words.every((word) => holdsWord(lower, word));
  const quoted = point.statements.some(({ text }) => reply.includes(text.slice(0, KNOWN_BY_CHARACTERS)));
  return (
    words.length > 0 && words.every((word) => holdsWord(lower, word)) && (quoted || namesPlace(lower, point))
  );
}
