import type { AnswerRequest } from '../../models/answerer.ts';
import { forgetAbout, forgetId, forgetLast, forgetNumber, listNotesInChat } from './forget.ts';
import { type NoteMemory, recallNotes } from './note-memory.ts';
import { type NoteReply, noteReply } from './note-reply.ts';
import type { NoteWish } from './note-wish.ts';
import { ordinals } from './ordinals.ts';
import { isPassing } from './passing-words.ts';
import { readTold } from './read-told.ts';
import { readWish } from './read-wish.ts';
import { type NoteParts, offer, remember } from './remember.ts';
import { sayDropped, sayNothingForgotten, sayNothingSaid, sayOneByOne } from './say-notes.ts';

const YES =
  /^(?:(?:yes|yep|yeah|yup|y|sure|ok|okay|of course|certainly|absolutely|definitely|please|please do|do(?: it| that| so)?|go ahead|(?:remember|save|keep|store|note)(?: it| that| this)?)[\s,.!]*(?:please|thanks|thank you)?[\s,.!]*){1,3}$/i;
const NO =
  /^(?:(?:no|nope|nah|n|don['’]t|do not|please don['’]t|not now|never ?mind|cancel|stop|none(?: of them)?|forget it|forget that|skip it|leave it)[\s,.!]*(?:thanks|thank you|please|remember it|do that)?[\s,.!]*){1,2}$/i;
const CHOSEN = /^(?:(?:the )?(?:note |number |no\.? |nr\.? |#)?(\d{1,3})|the (\w+)(?: one| note)?)[\s.!]*$/i;

/** A longer message is more than an answer to an offer. */
const LONGEST_ANSWER = 80;

/** The answer to what the last reply asked, where it asked something and this is an answer. */
function answerToAsked(
  { context, question }: AnswerRequest,
  memory: NoteMemory,
  parts: NoteParts,
): Promise<NoteReply> | NoteReply | null {
  const said = question.trim();
  if (said.length > LONGEST_ANSWER) return null;
  if (memory.offered !== null) {
    if (YES.test(said)) return remember(parts, context, memory.offered, null);
    if (NO.test(said)) return noteReply(sayDropped());
  }
  if (!memory.isForgetting) return null;
  if (NO.test(said)) return noteReply(sayNothingForgotten);
  const [, digits, word = ''] = CHOSEN.exec(said) ?? [];
  const number = digits === undefined ? ordinals[word.toLowerCase()] : Number(digits);
  return number === undefined ? null : forgetNumber(parts.db, context, memory, number);
}

function grant(
  wish: NoteWish,
  { context }: AnswerRequest,
  memory: NoteMemory,
  parts: NoteParts,
): Promise<NoteReply> | NoteReply {
  const { db } = parts;
  switch (wish.kind) {
    case 'remember':
      return wish.isCertain || !isPassing(wish.text)
        ? remember(parts, context, wish.text, wish.asked)
        : offer(parts, context, wish.text, wish.asked);
    case 'remember this':
      return noteReply(sayNothingSaid, { asksBack: true });
    case 'list':
      return listNotesInChat(db, context, wish.about);
    case 'forget last':
      return forgetLast(db, context, memory);
    case 'forget number':
      return forgetNumber(db, context, memory, wish.number);
    case 'forget id':
      return forgetId(db, context, wish.id);
    case 'forget about':
      return forgetAbout(db, context, wish.about);
    case 'forget all':
      return noteReply(sayOneByOne);
  }
}

/** Whether the last reply asked something: then this message is an answer to it, and tells nothing new. */
const isAnswering = ({ history }: AnswerRequest): boolean => {
  const last = history.at(-1);
  const pending = last?.state;
  const isPending = typeof pending === 'object' && pending !== null && 'options' in pending;
  return isPending || last?.reply.trim().endsWith('?') === true;
};

/**
 * What a turn says of notes, decided by stated rules and no model: answers to an offer, wishes in so many words, and an
 * offer for a fact that was told by the way. Null where the message is about something else.
 */
export async function answerAboutNotes(request: AnswerRequest, parts: NoteParts): Promise<NoteReply | null> {
  const memory = recallNotes(request.history.at(-1));
  const answered = await answerToAsked(request, memory, parts);
  if (answered) return answered;
  const wish = readWish(request.question);
  if (wish) return grant(wish, request, memory, parts);
  const { context } = request;
  if (context.role === 'viewer' || parts.maxNotes === 0 || isAnswering(request)) return null;
  const { told, asked } = readTold(request.question);
  return told === null ? null : offer(parts, context, told, asked);
}
