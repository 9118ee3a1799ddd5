import type { ModelCall } from '../core/model-call.ts';
import { markupNeutraliser } from '../lib/neutralise-markup.ts';
import type { AnswerEvent } from '../models/answerer.ts';
import type { NewReply } from '../store/chat-messages.ts';

type Finish = Extract<AnswerEvent, { type: 'finish' }>;

/** What an answerer has said in a turn so far. */
export interface Heard {
  /** Who speaks. */
  answerer: string;
  reply: string;
  finish: Finish | undefined;
  readonly calls: ModelCall[];
}

type Told = Extract<AnswerEvent, { type: 'text' | 'progress' }>;

/**
 * What readers are told of an answer, while `heard` keeps all of it. No text of it, whoever wrote it, makes a client
 * load or follow anything unseen. Once the turn is aborted nothing more is told; an answerer can still say with its
 * finish what the words until then rest on.
 */
export async function* hear(
  answer: AsyncIterable<AnswerEvent>,
  heard: Heard,
  signal: AbortSignal | undefined,
): AsyncGenerator<Told> {
  const markup = markupNeutraliser();
  for await (const event of answer) {
    if (event.type === 'finish') heard.finish = event;
    else if (signal?.aborted) return;
    else if (event.type === 'speaker') heard.answerer = event.name;
    else if (event.type === 'progress') yield event;
    const text = safeText(event, markup);
    heard.reply += text;
    if (text !== '') yield { type: 'text', text };
  }
}

function safeText(event: AnswerEvent, markup: ReturnType<typeof markupNeutraliser>): string {
  if (event.type === 'text') return markup.push(event.text);
  return event.type === 'finish' && !event.isPartial ? markup.end() : '';
}

const NOTHING: Finish = { type: 'finish', sources: [], abstained: false, inputRequired: false, state: null };

/** What was heard, as it is stored. */
export function replyOf({ reply, answerer, finish = NOTHING }: Heard, interrupted: boolean): StoredReply {
  const { sources, citations = [], passages = [], abstained, state, checks } = finish;
  const finishReason = interrupted ? 'error' : (finish.finishReason ?? 'stop');
  const said = { sources, citations, passages, abstained, state, finishReason, checks: checks ?? null };
  return { content: reply, answerer, interrupted, ...said };
}

type StoredReply = Omit<NewReply, 'id' | 'at' | 'template'>;
