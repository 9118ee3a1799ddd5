import type { LanguageModelV4FinishReason, LanguageModelV4StreamPart } from '@ai-sdk/provider';
import type { CallRequest, CallSettings, ModelPart } from './call.ts';
import type { CallWatch } from './call-watch.ts';
import { inBursts } from './in-bursts.ts';
import { ModelFailure } from './model-failure.ts';
import { type CallUsage, estimatedUsage, reportedUsage } from './model-usage.ts';
import type { ConnectedModel } from './providers.ts';

const OPENING: ReadonlySet<LanguageModelV4StreamPart['type']> = new Set([
  ...(['stream-start', 'response-metadata', 'ping', 'raw'] as const),
  ...(['text-start', 'reasoning-start'] as const),
]);

/** The stream of one call in our own words. Throws what goes wrong, and where it ends without saying so. */
export async function* streamParts(
  model: ConnectedModel,
  request: CallRequest,
  settings: CallSettings,
  watch: CallWatch,
): AsyncGenerator<ModelPart> {
  const options = { ...request.options, abortSignal: watch.signal };
  const { stream } = await watch.orEnd(model.language.doStream(options));
  const mostCharacters = options.maxOutputTokens * MOST_TOKEN_CHARACTERS;
  let reply = '';
  let toolCalls = 0;
  for await (const parts of inBursts(stream, watch)) {
    // What a provider says before the first token is no token.
    if (parts.some(({ type }) => !OPENING.has(type))) watch.heard(settings.idleMs);
    for (const part of joined(parts)) {
      if (part.type === 'error') throw part.error;
      if (part.type === 'text-delta' && part.delta !== '') {
        reply += part.delta;
        yield { type: 'text', text: part.delta };
      }
      if (part.type === 'tool-call') {
        toolCalls++;
        yield { type: 'tool call', id: part.toolCallId, name: part.toolName, input: part.input };
      }
      if (reply.length > mostCharacters) return yield* cutOff(request, reply);
      if (part.type !== 'finish') continue;
      const reason = endOf(part);
      // A filter may leave nothing, and says so; any other end without a word is no answer.
      if (reply.trim() === '' && toolCalls === 0 && reason !== 'content-filter')
        throw new ModelFailure('malformed');
      return yield { type: 'finish', reason, usage: await usageOfFinish(part, request, reply) };
    }
  }
  throw new ModelFailure('malformed');
}

/** The longest tokens of real texts have some ten characters; a model that says more does not keep to its limit. */
const MOST_TOKEN_CHARACTERS = 32;

async function* cutOff({ promptText }: CallRequest, reply: string): AsyncGenerator<ModelPart> {
  yield { type: 'finish', reason: 'length', usage: await estimatedUsage({ prompt: promptText, reply }) };
}

/** The same parts, with pieces of text that follow each other in one. */
function joined(parts: readonly LanguageModelV4StreamPart[]): LanguageModelV4StreamPart[] {
  const all: LanguageModelV4StreamPart[] = [];
  for (const part of parts) {
    const last = all.at(-1);
    if (part.type === 'text-delta' && last?.type === 'text-delta')
      all[all.length - 1] = { ...last, delta: last.delta + part.delta };
    else all.push(part);
  }
  return all;
}

type Finish = Extract<LanguageModelV4StreamPart, { type: 'finish' }>;

/** Some packages end a stream that broke with a finish of their own. */
function endOf({ finishReason: { unified } }: Finish): LanguageModelV4FinishReason['unified'] {
  if (unified === 'error' || unified === 'interrupted') throw new ModelFailure('malformed');
  return unified;
}

async function usageOfFinish({ usage }: Finish, request: CallRequest, reply: string): Promise<CallUsage> {
  const said = { prompt: request.promptText, reply };
  return reportedUsage(usage, said, request.options.maxOutputTokens) ?? (await estimatedUsage(said));
}
