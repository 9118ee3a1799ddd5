import type { PastTurn } from '../../models/answerer.ts';
import { findPoints, type Point } from '../find/points.ts';
import { subjectKeys, termsOf } from '../find/subject-terms.ts';
import { isEnglish } from '../read/is-english.ts';
import { type Judged, judgeStatements } from '../read/judge-statements.ts';
import { quantitiesOf } from '../read/quantities-of.ts';
import type { Statement } from '../read/statement.ts';
import { modalWords } from '../vocabulary/modal-words.ts';
import { type Choice, choiceByNumber, choiceOf } from './choice.ts';
import { type ReadMessage, readMessage } from './read-message.ts';
import { asksAbout, isToldIn, OVERVIEW, type ReadReply, readReply } from './recognise.ts';

/** What the user said, and which question it answers. */
export interface Said {
  readonly statement: Judged;
  /** Null where it answers no question that is known. */
  readonly point: Point | null;
  /** Said right after a question. */
  readonly answers: boolean;
  /** The user does not know, or leaves it for later. */
  readonly isUnknown: boolean;
  readonly choice: Choice | null;
  readonly message: number;
}

/** The conversation as far as its texts tell it. */
export interface Conversation {
  readonly current: ReadMessage;
  /** Number of the current message of the user, from 1. */
  readonly message: number;
  /** Whether anything was replied before. */
  readonly hasReplies: boolean;
  /** Whether an earlier reply told of the whole text. */
  readonly hadOverview: boolean;
  readonly said: readonly Said[];
  /** Open points of text and conversation, most valuable first; what was answered is not among them. */
  readonly points: readonly Point[];
  isAsked(point: Point): boolean;
  isTold(point: Point): boolean;
  /** Whether an earlier reply holds the words. */
  wasSaid(words: string): boolean;
}

const UNKNOWN =
  /\b(?:don'?t know|do not know|not sure|no idea|no clue|not (?:yet )?(?:been )?(?:decided|defined|clear)|undecided|can'?t (?:say|tell)|cannot (?:say|tell)|(?:have|need) to (?:check|ask)|i(?:'ll| will) (?:check|ask|find out))\b|^\W*(?:later|skip|tbd|unknown|not yet|up to you|no opinion|nobody knows|you decide|you choose|your call|(?:it )?does(?:n't| not) matter|i don't care)\b[\s\w]{0,20}\W*$/i;
const PROSE_KINDS = /^(?:requirement|constraint|goal|excluded)$/;
const MOST_UNKNOWN_CHARACTERS = 120;
/** Somebody else's reply of this length has told what there is. */
const LONG_REPLY = 400;

const YES_OR_NO =
  /^\W*(?:yes|no|yep|nope|yeah|sure|correct|right|true|exactly|of course|agreed|maybe|both)\W*$/i;

const OBJECTION =
  /\bnot what i (?:meant|mean|asked|said)\b|\bmisunder\w+|^\W*(?:that(?:'s| is) )?(?:wrong|incorrect|not right|nonsense)\b|\bi don't understand\b/i;

/** “Yes” decides a question that the text asks, and answers none of how much, who or which. */
function choiceFor(point: Point, { text, words }: Statement): Choice | null {
  if (OBJECTION.test(text)) return 'unclear';
  if (point.kind === 'contradiction') return choiceOf(point, { text, words });
  const isOpenQuestion = point.kind === 'undecided' && point.terms.length === 0;
  return !isOpenQuestion && YES_OR_NO.test(text) ? 'unclear' : null;
}

/** Whether a statement gives the figure that a vague word lacks, for the same subject. */
function givesFigure({ terms, statements: [vague] }: Point, statement: Statement): boolean {
  const wanted = new Set(terms.flatMap(({ kind }) => kind.measuredBy));
  if (!vague || wanted.size === 0) return false;
  const fits = quantitiesOf(statement).some(({ dimension }) => wanted.has(dimension.split(' ')[0] ?? ''));
  const keys = fits ? subjectKeys(statement.words) : new Set<string>();
  return keys.size > 0 && [...subjectKeys(vague.words)].some((key) => keys.has(key));
}

/** Whether what was said answers or adds anything. */
export const isTelling = ({ isUnknown, choice }: Said): boolean => !isUnknown && choice !== 'unclear';

/** Whether what was said is a statement of its own: a choice between two lines, or a yes, is none. */
export const isStatement = (said: Said): boolean =>
  isTelling(said) &&
  !/^(?:first|second|both)$/.test(said.choice ?? '') &&
  !YES_OR_NO.test(said.statement.text);

/** A whole sentence on another subject adds something and answers nothing. */
function adds({ statements }: Point, said: Statement): boolean {
  if (/^\W*(?:let'?s )?(?:also|add|new|another)\b/i.test(said.text)) return true;
  if (statements.length === 0 || !modalWords.has(said.words)) return false;
  const keys = subjectKeys(said.words);
  return !statements.some((statement) => termsOf(statement.words).some(({ key }) => keys.has(key)));
}

/** Builds the conversation message by message: what was said before counts when the next is read. */
class ConversationReader {
  readonly said: Said[] = [];
  private readonly text: readonly Judged[];
  private known: { readonly saidCount: number; readonly points: readonly Point[] } | null = null;
  private fromText: readonly Point[] | null = null;

  constructor(text: readonly Judged[]) {
    this.text = text;
  }

  points(): readonly Point[] {
    const saidCount = this.said.length;
    if (saidCount === 0) return this.textPoints();
    if (this.known?.saidCount !== saidCount) this.known = { saidCount, points: this.findPoints() };
    return this.known.points;
  }

  private textPoints(): readonly Point[] {
    this.fromText ??= findPoints(this.text);
    return this.fromText;
  }

  private findPoints(): readonly Point[] {
    const said = this.said.filter(isTelling);
    const answers = new Map(said.map(({ statement, point }) => [statement, point]));
    const isSettled = (first: Judged, second: Judged): boolean =>
      [first, second].some((one) =>
        answers.get(one)?.statements.some((other) => other === first || other === second),
      ) ||
      said.some(
        ({ point, choice }) =>
          choice !== null &&
          choice !== 'unclear' &&
          point?.statements[0] === first &&
          point.statements[1] === second,
      );
    return findPoints(
      [...this.text, ...said.filter(isStatement).map(({ statement }) => statement)],
      isSettled,
    );
  }

  /** Takes in what a message says; `reply` is what it follows. */
  add({ says }: ReadMessage, message: number, reply: ReadReply | undefined): void {
    const answers = reply?.text.includes('?') ?? false;
    const point = answers && reply && says.length > 0 ? this.askedLast(reply) : null;
    for (const statement of says) {
      const judged = this.judge(statement, answers, point);
      if (judged === null) continue;
      const isUnknown =
        answers && statement.text.length <= MOST_UNKNOWN_CHARACTERS && UNKNOWN.test(statement.text);
      const meant = this.meant(point, statement, answers);
      const choice = meant === null ? null : choiceFor(meant, statement);
      const isAnswer = answers && !(point !== null && meant === null);
      this.said.push({ statement: judged, point: meant, answers: isAnswer, isUnknown, choice, message });
    }
  }

  /**
   * What a statement settles: a number of one side of a contradiction chooses that side, a figure measures a vague word
   * of the same subject, whenever they were asked for; else it answers the last question, unless it adds something.
   */
  private meant(point: Point | null, statement: Statement, answers: boolean): Point | null {
    const choice = point?.kind === 'contradiction' ? choiceOf(point, statement) : 'unclear';
    if (/^(?:first|second|both|neither)$/.test(choice)) return point;
    const points = this.textPoints();
    const isChosen = (other: Point): boolean =>
      /^(?:first|second)$/.test(choiceByNumber(other, statement.text) ?? '');
    const chosen = answers && points.find((other) => other.kind === 'contradiction' && isChosen(other));
    if (chosen) return chosen;
    if (point !== null && !adds(point, statement)) return point;
    return points.find((other) => givesFigure(other, statement)) ?? null;
  }

  /** Most questions are about the text alone: what was said is looked at only where they are not. */
  private askedLast(reply: ReadReply): Point | null {
    const isAsked = ({ ask }: Point): boolean => reply.text.includes(ask);
    const own = this.textPoints().find(isAsked) ?? this.points().find(isAsked);
    if (own || reply.isOwn) return own ?? null;
    const points = this.textPoints();
    return points.find((point) => asksAbout(reply, point, points)) ?? null;
  }

  /** A fragment answers in the place of what was asked; what neither answers nor demands anything is no requirement. */
  private judge(statement: Statement, answers: boolean, point: Point | null): Judged | null {
    const asked = point?.statements[0];
    const isFragment = !modalWords.has(statement.words);
    const placed: Statement =
      answers && asked && isFragment ? { ...statement, form: 'item', lead: asked.text } : statement;
    const judged = judgeStatements([placed])[0];
    if (!judged) return null;
    if (judged.kind === 'instruction') return null;
    if (answers) return PROSE_KINDS.test(judged.kind) ? judged : { ...judged, kind: 'requirement' };
    const demands =
      PROSE_KINDS.test(judged.kind) && (modalWords.has(judged.words) || judged.kind !== 'requirement');
    return demands && isEnglish(judged.words) ? judged : null;
  }
}

/** Reads the whole conversation on a text, oldest message first. */
export function readConversation(
  text: readonly Judged[],
  history: readonly PastTurn[],
  question: string,
): Conversation {
  const reader = new ConversationReader(text);
  const replies = history.map(({ reply }) => readReply(reply));
  for (const [at, turn] of history.entries())
    reader.add(readMessage(turn.question, at + 1), at + 1, replies[at - 1]);
  const message = history.length + 1;
  const current = readMessage(question, message);
  reader.add(current, message, replies.at(-1));
  const taken = reader.said.filter(isTelling);
  const answered = new Set(taken.map(({ point }) => point?.ask));
  const all = reader.points();
  return {
    current,
    message,
    hasReplies: replies.some(({ text: reply }) => reply.trim() !== ''),
    hadOverview: replies.some(
      (reply) => reply.text.includes(OVERVIEW) || (!reply.isOwn && reply.text.length > LONG_REPLY),
    ),
    said: reader.said,
    points: all.filter(({ ask }) => !answered.has(ask)),
    isAsked: (point) => replies.some((reply) => asksAbout(reply, point, all)),
    wasSaid: (words) => replies.some(({ text: reply }) => reply.includes(words)),
    isTold: (point) => replies.some((reply) => isToldIn(reply, point)),
  };
}
