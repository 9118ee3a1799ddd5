import { splitSentences } from '../../lib/split-sentences.ts';
import type { Point } from '../find/points.ts';
import { subjectKeys, termsOf } from '../find/subject-terms.ts';
import { sayPlace } from '../phrase/quote.ts';
import { readWords } from '../read/words.ts';

/** Heads the question at the end of a reply. */
export const NEXT_QUESTION = 'Next question';

/** Stands in the first sentence of an overview, and nowhere else. */
export const OVERVIEW = 'that cannot be tested as written.';

const MOST_REPLY_CHARACTERS = 20_000;

interface Question {
  readonly own: string;
  /** With the sentences around it. */
  readonly near: string;
  /** Keys of its content words. */
  readonly keys: ReadonlySet<string>;
}

/** The last so many questions of a reply are looked at. */
const MOST_QUESTIONS = 30;

/** An earlier reply, the answerer's own or somebody else's. */
export interface ReadReply {
  readonly text: string;
  readonly lower: string;
  /** Given by this answerer: it asks in known words only, and nothing else in it is a question. */
  readonly isOwn: boolean;
  /** In lower case; the sentences around each often name the line. */
  readonly questions: readonly Question[];
}

/** Reads what a reply asks. */
export function readReply(whole: string): ReadReply {
  const text = whole.slice(0, MOST_REPLY_CHARACTERS);
  const lower = text.toLowerCase();
  const isOwn = text.includes(`**${NEXT_QUESTION}**`);
  if (isOwn || !text.includes('?')) return { text, lower, isOwn, questions: [] };
  const sentences = splitSentences(lower);
  const plain = (sentence: string | undefined): string => (sentence?.includes('?') ? '' : (sentence ?? ''));
  const asked = new Map(
    sentences.flatMap((own, at) =>
      own.includes('?')
        ? [[own, `${plain(sentences[at - 1])} ${own} ${plain(sentences[at + 1])}`] as const]
        : [],
    ),
  );
  const questions = [...asked]
    .slice(-MOST_QUESTIONS)
    .map(([own, near]) => ({ own, near, keys: new Set(termsOf(readWords(near)).map(({ key }) => key)) }));
  return { text, lower, isOwn, questions };
}

const isLetter = (character: string | undefined): boolean =>
  character !== undefined && /[\p{L}\p{N}]/u.test(character);

function holdsWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0 && word !== ''; at = text.indexOf(word, at + 1))
    if (!isLetter(text[at - 1]) && !isLetter(text[at + word.length])) return true;
  return false;
}

const namesPlace = (text: string, { statements }: Point): boolean =>
  statements.some(({ place }) => holdsWord(text, sayPlace(place)));

/** Whether a question names something of what a statement speaks of, beside the vague words. */
function sharesSubject({ keys }: Question, { statements, words }: Point): boolean {
  const vague = new Set(words.flatMap((word) => readWords(word).map(({ stem }) => stem)));
  return statements.some((statement) =>
    [...subjectKeys(statement.words)].some((key) => !vague.has(key) && keys.has(key)),
  );
}

/** Whether a reply in anybody's words asks what a point would ask. */
export function asksAbout(reply: ReadReply, point: Point, all: readonly Point[]): boolean {
  if (reply.text.includes(point.ask)) return true;
  if (point.kind === 'no requirement') return false;
  if (point.kind === 'gap') return reply.questions.some(({ own }) => point.row?.askedBy.test(own));
  const words = point.words.map((word) => word.toLowerCase());
  return reply.questions.some((question) => {
    const { near } = question;
    if (point.kind === 'contradiction') return words.every((word) => holdsWord(near, word));
    if (!words.some((word) => holdsWord(near, word))) return false;
    const isOnly =
      all.filter((other) => other.words.some((word) => words.includes(word.toLowerCase()))).length === 1;
    return isOnly || namesPlace(near, point) || sharesSubject(question, point);
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
