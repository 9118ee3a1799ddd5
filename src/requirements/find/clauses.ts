import type { Judged } from '../read/judge-statements.ts';
import { readWords, type Word } from '../read/words.ts';
import { modalWords } from '../vocabulary/modal-words.ts';
import { sectionWords } from '../vocabulary/section-words.ts';

/** A part of a statement that says one thing. */
export interface Clause {
  readonly statement: Judged;
  /** Words before the verb: of this clause, else of the one before it or of the list's lead. */
  readonly subject: readonly Word[];
  /** The words of this clause only. */
  readonly words: readonly Word[];
}

const TOLD =
  /^(?:said|says|asked|asks|requested|insisted|agreed|decided|think|thinks|noted|believe|mean|means|mentioned|told)$/;
/** “Marketing needs the launch …”: who wishes is no part of the subject. */
const WISH = /^(?:needs?|wants?|expects?)$/;

const TURN = /^(?:but|whereas|although|though)$/;

/** Where a new clause begins: after a semicolon, at “but”, at “and” before a modal. */
function beginsClause(text: string, words: readonly Word[], at: number): boolean {
  const [before, word] = [words[at - 1], words[at]];
  if (!before || !word) return false;
  if (/;\s|[.!?]\s/.test(text.slice(before.end, word.start))) return true;
  if (TURN.test(word.lower)) return true;
  if (word.lower === 'while' && /,/.test(text.slice(before.end, word.start))) return true;
  // “Anna said …, Tom mentioned …”
  if (words[at + 1] && TOLD.test(words[at + 1]?.lower ?? '') && /,/.test(text.slice(before.end, word.start)))
    return true;
  return /^(?:and|or)$/.test(word.lower) && modalWords.at(words, at + 1) !== null;
}

/** “Later we said that …”: what comes before tells nothing of the subject. */
function toldPart(words: readonly Word[]): readonly Word[] {
  const isTold = ({ lower }: Word, index: number): boolean =>
    TOLD.test(lower) && (index <= 2 || words[index + 1]?.lower === 'that');
  const at = words.slice(0, MOST_SUBJECT_WORDS).findIndex(isTold);
  if (at >= 0) return words.slice(words[at + 1]?.lower === 'that' ? at + 2 : at + 1);
  const wish = words.findIndex(({ lower }, index) => WISH.test(lower) && words[index + 1]?.lower === 'the');
  return wish < 0 ? words : words.slice(wish + 1);
}

const PURPOSE = /^(?:save|avoid|prevent|reduce)$/;

/** A reason or a purpose is no part of what is asked for. */
function withoutReason(words: readonly Word[]): readonly Word[] {
  const modals = modalWords.find(words);
  const at = words.findIndex(({ lower }, index) => {
    const next = words[index + 1]?.lower ?? '';
    if (lower === 'because') return true;
    if (lower === 'so') return /^(?:that|we|they|i|it|the|users?|customers?)$/.test(next);
    return (
      lower === 'to' && PURPOSE.test(next) && !modals.some(({ from, to }) => index >= from && index < to)
    );
  });
  return at <= 0 ? words : words.slice(0, at);
}

const MOST_LABEL_WORDS = 4;
/** Words before the first modal, at most this many. */
const MOST_SUBJECT_WORDS = 12;

function subjectOf(words: readonly Word[]): readonly Word[] | null {
  const at = words.findIndex((_, index) => modalWords.at(words, index) !== null);
  return at < 0 ? null : words.slice(Math.max(0, at - MOST_SUBJECT_WORDS), at);
}

/** “Performance: …” names a part of the text; “Session timeout: …” is the subject. */
function withoutLabel(text: string, words: readonly Word[]): readonly Word[] {
  const at = words.slice(0, MOST_LABEL_WORDS).findIndex(({ end }) => text[end] === ':');
  const label = words.slice(0, at + 1);
  const named = sectionWords.find(label).reduce((sum, { from, to }) => sum + to - from, 0);
  return at >= 0 && named === label.length ? words.slice(at + 1) : words;
}

/** Splits a statement into clauses. */
export function clausesOf(statement: Judged): Clause[] {
  const { text } = statement;
  const words = withoutLabel(text, statement.words);
  const starts = words.map((_, at) => at).filter((at) => at === 0 || beginsClause(text, words, at));
  const lead = statement.form === 'item' && statement.lead ? subjectOf(readWords(statement.lead)) : null;
  let inherited: readonly Word[] = lead ?? [];
  return starts.map((from, index) => {
    const own = withoutReason(toldPart(words.slice(from, starts[index + 1])));
    const subject = subjectOf(own);
    const bare = own[0] !== undefined && modalWords.at(own, /^(?:and|or|but)$/.test(own[0].lower) ? 1 : 0);
    const used = subject === null || bare ? inherited : subject;
    if (subject !== null && !bare) inherited = subject;
    return { statement, subject: used, words: own };
  });
}
