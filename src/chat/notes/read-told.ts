import { sentenceSpans } from '../../lib/sentence-spans.ts';
import { isFact } from './is-fact.ts';

/** What a message tells, and what it asks beside that. */
export interface Told {
  /** The sentences to be remembered, as they were written; null where the message tells nothing. */
  readonly told: string | null;
  /** The rest of the message that wants an answer; null where there is none. */
  readonly asked: string | null;
}

const NOTHING: Told = { told: null, asked: null };

/** A longer message is a log or a report. */
const MOST_CHARACTERS = 2000;
const MOST_SENTENCES = 12;

/** What is pasted from a document or a log is not told by whoever pastes it. */
const MARKUP = /^\s*(?:[-*+•#>|]|\d+[.)]\s|```|\p{Extended_Pictographic})|\*\*|```|\]\(/mu;

const OPENING =
  /^(?:hi|hello|hey|good (?:morning|afternoon|evening))(?: (?:there|all|team|everyone|everybody|folks|parley))?(?:[\s,.!:–-]+|$)|^(?:fyi|for your information|for the record|for (?:future )?reference|(?:just )?so (?:that )?you know|just to let you know|heads[- ]up|btw|by the way|ps|p\.s\.|actually|also|one more thing|as (?:an )?fyi|good to know|fun fact|context|background)\b(?:[\s,.!:–-]+|$)/i;
const PLEASANTRY =
  /^(?:thanks?(?: (?:a lot|so much|you))?|thank you(?: (?:so|very) much)?|cheers|thx|hi|hello|hey)\W*(?:\w+)?\W*$/i;
const ASKS =
  /\?\s*$|^(?:and |so |now |please |then )*(?:who|whom|whose|what|when|where|why|which|how|is|are|was|were|do|does|did|can|could|has|have|list|show|tell me|give me|count|compare|explain|describe|summari[sz]e|find)\b/i;

/** The sentence without what only leads it in. */
function withoutOpening(sentence: string): string {
  let text = sentence.trim();
  for (let shorter = text.replace(OPENING, ''); shorter !== text; shorter = text.replace(OPENING, ''))
    text = shorter.trim();
  return text;
}

/** Sentences of a message; many people begin them with a small letter. */
export const sentencesOf = (message: string): string[] =>
  message
    .split(/\n+/)
    .flatMap((line) => sentenceSpans(line, 0, line.length).map(({ start, end }) => line.slice(start, end)))
    .flatMap((sentence) => sentence.split(/(?<=[\p{L}\p{N})”"]{2}[.!?])\s+(?=\p{L})/u))
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');

/** Whether a sentence wants an answer. */
export const isAsking = (sentence: string): boolean => ASKS.test(withoutOpening(sentence));

/**
 * Reads which sentences of a message state lasting facts. Where any other sentence is neither a question nor a greeting,
 * nothing is told: a fact in a report or a complaint is part of that.
 */
export function readTold(message: string): Told {
  if (message.length > MOST_CHARACTERS || MARKUP.test(message)) return NOTHING;
  const sentences = sentencesOf(message);
  if (sentences.length > MOST_SENTENCES) return NOTHING;
  const told: string[] = [];
  const asked: string[] = [];
  for (const sentence of sentences) {
    const text = withoutOpening(sentence);
    if (text === '' || PLEASANTRY.test(text)) continue;
    if (ASKS.test(text)) asked.push(text);
    else if (isFact(text, told.length > 0)) told.push(text);
    else return NOTHING;
  }
  if (told.length === 0) return NOTHING;
  return { told: told.join(' '), asked: asked.length === 0 ? null : asked.join(' ') };
}
