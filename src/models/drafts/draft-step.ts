import type { LanguageModelV4Message } from '@ai-sdk/provider';
import type { FinishReason } from '../../core/conversation.ts';
import type { CallRequest } from '../calls/call.ts';
import { callModel } from '../calls/call-model.ts';
import { ModelFailure } from '../calls/model-failure.ts';
import type { DraftEvent, Drafting, ToolCall } from './draft.ts';
import { functionTool } from './prompt.ts';

const FINISH_REASONS: Partial<Record<string, FinishReason>> = {
  length: 'length',
  'content-filter': 'content_filter',
};

/**
 * One call of the model; gives the look-ups that it asks for, none where it may make no more. Throws `ModelFailure`,
 * also where it will not stop looking things up.
 */
export async function* draftStep(
  drafting: Drafting,
  mayLookUp: boolean,
): AsyncGenerator<DraftEvent, readonly ToolCall[]> {
  const { input, prompt, reply } = drafting;
  const calls: ToolCall[] = [];
  let said = '';
  for await (const part of callModel(input.model, callRequest(drafting, mayLookUp), input.settings.call)) {
    if (part.type === 'tool call') calls.push(part);
    if (part.type === 'text') {
      // What was said before a look-up is a paragraph of its own.
      const released = reply.push(said === '' && reply.text !== '' ? `\n\n${part.text}` : part.text);
      said += part.text;
      if (released !== '') yield { type: 'text', text: released };
    }
    if (part.type !== 'finish') continue;
    drafting.promptTokens += part.usage.promptTokens;
    drafting.completionTokens += part.usage.completionTokens;
    drafting.finishReason = FINISH_REASONS[part.reason] ?? 'stop';
  }
  if (!mayLookUp && calls.length > 0 && said === '') throw new ModelFailure('malformed');
  if (!mayLookUp || calls.length === 0) return [];
  prompt.messages.push(asSaid(said, calls));
  return calls;
}

function callRequest({ input, prompt: { messages }, reply }: Drafting, mayLookUp: boolean): CallRequest {
  const { settings, request, tools, deadline } = input;
  const { temperature, maxTokens } = request.generation;
  const offered = {
    tools: tools.map(functionTool),
    toolChoice: { type: mayLookUp ? ('auto' as const) : ('none' as const) },
  };
  return {
    options: {
      prompt: messages,
      maxOutputTokens: Math.min(maxTokens ?? settings.replyTokens, settings.replyTokens),
      ...(temperature === undefined ? {} : { temperature }),
      ...(tools.length === 0 ? {} : offered),
    },
    promptText: JSON.stringify(messages),
    deadline: reply.text === '' ? deadline : Number.POSITIVE_INFINITY,
    signal: request.signal,
    onCall: request.onModelCall,
    span: request.span,
  };
}

const asSaid = (said: string, calls: readonly ToolCall[]): LanguageModelV4Message => ({
  role: 'assistant',
  content: [
    ...(said === '' ? [] : [{ type: 'text' as const, text: said }]),
    ...calls.map(({ id, name, input }) => ({
      type: 'tool-call' as const,
      toolCallId: id,
      toolName: name,
      input: parsed(input),
    })),
  ],
});

/** What is no JSON cannot be sent back as it was. */
function parsed(input: string): unknown {
  try {
    return JSON.parse(input);
  } catch {
    return {};
  }
}
