import { splitSentences } from '../../lib/split-sentences.ts';

export interface QuestionablePassage {
  readonly id: string;
  readonly documentId: string;
  readonly title: string;
  readonly headings: readonly string[];
  readonly content: string;
}

/** A question that a passage answers by its making: nobody has to say so. */
export interface PseudoQuestion<Passage extends QuestionablePassage> {
  readonly question: string;
  /** The passage without what the question was made from: so it has to be searched, and finding it is no copying. */
  readonly rest: Passage;
}

const FEWEST_QUESTION_WORDS = 6;
const MOST_QUESTION_WORDS = 40;
/** Of a window that stands for a sentence where a text has none. */
const WINDOW_WORDS = 15;
const FEWEST_NAME_WORDS = 2;
/** What is left has to say something. */
const FEWEST_REST_WORDS = 20;
const MOST_CHARACTERS = 8000;

/**
 * At most `most` questions, always the same ones for the same passages. By turns a question is what a passage is headed
 * by (short, as people search) and a sentence taken out of it (long, as they ask); real questions lie between.
 */
export function pseudoQuestions<Passage extends QuestionablePassage>(
  passages: readonly Passage[],
  most: number,
): PseudoQuestion<Passage>[] {
  const inOrder = passages.map((passage) => ({ passage, hash: hashOf(passage.id) }));
  inOrder.sort((one, other) => one.hash - other.hash || (one.passage.id < other.passage.id ? -1 : 1));
  const names = countNames(passages);
  const made: PseudoQuestion<Passage>[] = [];
  for (const { passage, hash } of inOrder) {
    if (made.length >= most) break;
    const byName = () => fromName(passage, names);
    const bySentence = () => fromSentence(passage, hash);
    const question = made.length % 2 === 0 ? (byName() ?? bySentence()) : (bySentence() ?? byName());
    if (question !== undefined) made.push(question);
  }
  return made;
}

/** What the passage alone is called: its own heading, or the title of a text that is one passage. */
const nameOf = ({ title, headings }: QuestionablePassage): string => (headings.at(-1) ?? title).trim();

/** How often each name occurs: one that many share asks for none of them. */
function countNames(passages: readonly QuestionablePassage[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const passage of passages) {
    const name = nameOf(passage).toLowerCase();
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

function fromName<Passage extends QuestionablePassage>(
  passage: Passage,
  names: ReadonlyMap<string, number>,
): PseudoQuestion<Passage> | undefined {
  const name = nameOf(passage);
  const words = countWords(name);
  if (words < FEWEST_NAME_WORDS || words > MOST_QUESTION_WORDS || names.get(name.toLowerCase()) !== 1) return;
  const content = passage.content.slice(0, MOST_CHARACTERS).split(name).join(' ');
  if (countWords(content) < FEWEST_REST_WORDS) return;
  const title = passage.headings.length > 0 ? passage.title : '';
  return { question: name, rest: { ...passage, title, headings: passage.headings.slice(0, -1), content } };
}

function fromSentence<Passage extends QuestionablePassage>(
  passage: Passage,
  hash: number,
): PseudoQuestion<Passage> | undefined {
  const content = passage.content.slice(0, MOST_CHARACTERS);
  const sentences = splitSentences(content).filter((sentence) => {
    const words = countWords(sentence);
    return words >= FEWEST_QUESTION_WORDS && words <= MOST_QUESTION_WORDS;
  });
  const question = sentences[hash % Math.max(1, sentences.length)] ?? middleOf(content);
  const at = content.indexOf(question);
  if (at < 0) return;
  const rest = `${content.slice(0, at)} ${content.slice(at + question.length)}`;
  if (question === '' || countWords(rest) < FEWEST_REST_WORDS) return;
  return { question, rest: { ...passage, content: rest } };
}

/** Some words out of the middle, as they stand there. */
function middleOf(content: string): string {
  const words = [...content.matchAll(/\S+/g)];
  const first = Math.max(0, Math.floor((words.length - WINDOW_WORDS) / 2));
  const [from, last] = [words[first], words[Math.min(words.length, first + WINDOW_WORDS) - 1]];
  return from && last ? content.slice(from.index, last.index + last[0].length) : '';
}

const countWords = (text: string): number => text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;

/** FNV-1a, 32 bits: an order that has nothing to do with how ids were given. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
  return hash;
}
