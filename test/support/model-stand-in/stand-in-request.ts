/** The three wire formats that the stand-in speaks: OpenAI chat completions, OpenAI responses, Anthropic messages. */
export type WireName = 'chat' | 'responses' | 'anthropic';

/** What a server asked of the model, the same for every wire format. */
export interface StandInRequest {
  readonly wire: WireName;
  readonly model: string;
  /** Everything that was said as system or developer, joined by empty lines. */
  readonly system: string;
  readonly messages: readonly { readonly role: 'user' | 'assistant'; readonly text: string }[];
  /** Names of the offered tools. */
  readonly tools: readonly string[];
  /** False where no tool is offered, or the server forbids to call one. */
  readonly mayCall: boolean;
  /** Calls that the model made earlier in the conversation, oldest first; `input` as it was sent. */
  readonly toolCalls: readonly { readonly name: string; readonly input: string }[];
  readonly toolResults: readonly { readonly name?: string; readonly text: string }[];
  /** All text of the prompt in order of appearance, a part a line. */
  readonly prompt: string;
  readonly temperature: number | null;
  readonly maxTokens: number | null;
  readonly streams: boolean;
  /** False only for streamed chat completions without `stream_options.include_usage`. */
  readonly wantsUsage: boolean;
}

/** One part of a prompt. */
export type PromptPart =
  | { readonly kind: 'said'; readonly role: 'system' | 'user' | 'assistant'; readonly text: string }
  | { readonly kind: 'call'; readonly id: string; readonly name: string; readonly input: string }
  | { readonly kind: 'result'; readonly id: string; readonly text: string };

type FromParts = 'system' | 'messages' | 'toolCalls' | 'toolResults' | 'prompt' | 'mayCall';

/** The request of a prompt's parts. `forbidsCalls`: the server wants no call this time. */
export function standInRequest(
  parts: readonly PromptPart[],
  rest: Omit<StandInRequest, FromParts> & { readonly forbidsCalls: boolean },
): StandInRequest {
  const { forbidsCalls, ...kept } = rest;
  const calls = parts.filter((part) => part.kind === 'call');
  const said = parts.filter((part) => part.kind === 'said');
  return {
    ...kept,
    mayCall: kept.tools.length > 0 && !forbidsCalls,
    system: said
      .filter(({ role }) => role === 'system')
      .map(({ text }) => text)
      .join('\n\n'),
    messages: said.flatMap(({ role, text }) => (role === 'system' ? [] : [{ role, text }])),
    toolCalls: calls.map(({ name, input }) => ({ name, input })),
    toolResults: parts
      .filter((part) => part.kind === 'result')
      .map(({ id, text }) => {
        const name = calls.find((call) => call.id === id)?.name;
        return name === undefined ? { text } : { name, text };
      }),
    prompt: parts.flatMap((part) => (part.kind === 'call' ? [] : [part.text])).join('\n'),
  };
}
