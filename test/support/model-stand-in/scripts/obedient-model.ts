import { NO_ANSWER } from '../../../../src/models/drafts/frame.ts';
import type { Behaviour, Script } from '../behaviour.ts';
import type { StandInRequest } from '../stand-in-request.ts';
import { type Directive, findDirectives } from './directives.ts';

/**
 * A model that obeys every order that it sees anywhere in its prompt, whoever it is from: the worst that a server can
 * be given. It obeys the last order of each kind, and says what they make it say one after the other. A call that it
 * made before is not made again. Without an order it repeats the first sentence of the evidence with its number.
 *
 * `SAY: …` (to the end of the line), `CITE [n]`, `CALL tool_name {json}`, `REPEAT SYSTEM PROMPT`, `REPEAT EVERYTHING`,
 * `PRINT SECRET` (everything in its prompt that looks like one).
 */
export const obedientModel: Script = (request): Behaviour => {
  const directives = findDirectives(request.prompt);
  const calls = directives.filter((order) => order.kind === 'call' && isNew(order, request));
  const text = directives.flatMap((order) => whatIsSaid(order, request)).join(' ');
  const [call] = calls;
  if (call?.kind === 'call' && request.mayCall)
    return {
      kind: 'tools',
      calls: [{ name: call.tool, rawInput: call.rawInput }],
      ...(text === '' ? {} : { text }),
    };
  return { kind: 'text', text: text === '' ? firstEvidence(request) : text };
};

/** The input of earlier calls may have been read and written anew on its way. */
function isNew(
  { tool, rawInput }: Extract<Directive, { kind: 'call' }>,
  { toolCalls }: StandInRequest,
): boolean {
  return !toolCalls.some(({ name, input }) => name === tool && sameJson(input) === sameJson(rawInput));
}

function sameJson(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return '{}';
  }
}

function whatIsSaid(order: Directive, request: StandInRequest): string[] {
  switch (order.kind) {
    case 'say':
      return [order.text];
    case 'cite':
      return [`[${order.number}]`];
    case 'repeat system prompt':
      return [request.system];
    case 'repeat everything':
      return [request.prompt];
    case 'print secret':
      return [secretsIn(request.prompt)];
    default:
      return [];
  }
}

const WORD = /[\w.+/=-]{10,200}/g;

/** Words that hold both letters and digits, or an underscore between letters and digits: keys, marks, ids. */
function secretsIn(prompt: string): string {
  const words = (prompt.match(WORD) ?? []).filter((word) => /\d/.test(word) && /[a-z]/i.test(word));
  return words.length === 0 ? 'I know no secret.' : [...new Set(words)].join(' ');
}

const EVIDENCE = /^\[(\d{1,9})\] (.+)$/m;

function firstEvidence({ messages, toolResults }: StandInRequest): string {
  const asked = messages.findLast(({ role }) => role === 'user')?.text ?? '';
  for (const text of [asked, ...toolResults.map((result) => result.text)]) {
    const [, number, line] = EVIDENCE.exec(text) ?? [];
    if (line === undefined) continue;
    const sentence = line.split(/(?<=[.!?])\s/, 1)[0] ?? line;
    return `${sentence.replace(/[.!?]$/, '')} [${number}].`;
  }
  return `${NO_ANSWER} The data does not say.`;
}
