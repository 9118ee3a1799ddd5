import type { SaidMessage } from '../core/conversation.ts';
import { wellFormed } from '../lib/well-formed.ts';
import { maskSecrets } from './mask-secrets.ts';
import type { Attributes } from './tracing.ts';

const INSTRUCTIONS = 'gen_ai.system_instructions';
const INPUT = 'gen_ai.input.messages';
const OUTPUT = 'gen_ai.output.messages';
const TOOL_INPUT = 'gen_ai.tool.call.arguments';
const TOOL_RESULT = 'gen_ai.tool.call.result';
const QUERY = 'gen_ai.retrieval.query.text';

/** Attributes that hold what people, documents or models said. A `Tracing` without content drops them. */
export const CONTENT_ATTRIBUTES: ReadonlySet<string> = new Set([
  ...[INSTRUCTIONS, INPUT, OUTPUT],
  ...[TOOL_INPUT, TOOL_RESULT, QUERY],
]);

/** Of one attribute: spans wait in memory, and prompts are long. */
const MAX_CHARACTERS = 8000;

interface Exchange {
  readonly instructions?: string | undefined;
  /** Oldest first; what does not fit is left out from the beginning. */
  readonly messages?: readonly SaidMessage[] | undefined;
  readonly reply?: string | undefined;
}

/** What a model was told and what it said, in the conventions' JSON; for a turn or a model call. */
export const exchangeContent = ({ instructions, messages, reply }: Exchange): Attributes => ({
  [INSTRUCTIONS]: instructions === undefined ? undefined : JSON.stringify([part(instructions)]),
  [INPUT]: messages === undefined ? undefined : JSON.stringify(newest(messages).map(asSaid)),
  [OUTPUT]: reply === undefined ? undefined : JSON.stringify([asSaid({ role: 'assistant', content: reply })]),
});

/** What a tool was asked, as the model sent it, and what it gave. */
export const toolContent = (call: {
  readonly input?: string | undefined;
  readonly result?: string | undefined;
}): Attributes => ({
  [TOOL_INPUT]: call.input === undefined ? undefined : clean(call.input),
  [TOOL_RESULT]: call.result === undefined ? undefined : clean(call.result),
});

/** What was searched for. */
export const queryContent = (text: string): Attributes => ({ [QUERY]: clean(text) });

const clean = (text: string) => maskSecrets(wellFormed(text.slice(0, MAX_CHARACTERS)));

const part = (text: string) => ({ type: 'text', content: clean(text) });

const asSaid = ({ role, content }: SaidMessage) => ({ role, parts: [part(content)] });

function newest(messages: readonly SaidMessage[]): SaidMessage[] {
  let left = MAX_CHARACTERS;
  const kept: SaidMessage[] = [];
  for (const { role, content } of messages.toReversed()) {
    if (left <= 0) break;
    kept.unshift({ role, content: content.slice(0, left) });
    left -= content.length;
  }
  return kept;
}
