import type { LanguageModelV4Message, LanguageModelV4ToolResultPart } from '@ai-sdk/provider';
import type { FinishReason, Usage } from '../core/conversation.ts';
import { createRedaction, type SensitiveKind } from '../telemetry/redact.ts';
import type { AnswerEvent, AnswerRequest, ToolCallRecord } from './answerer.ts';
import { type CallSettings, callModel, type ModelPart } from './call-model.ts';
import type { Evidence, Gathered, Tool } from './evidence.ts';
import { fenceEvidence } from './frame.ts';
import { ModelFailure } from './model-failure.ts';
import { functionTool, makePrompt, type Prompt } from './prompt.ts';
import type { ConnectedModel } from './providers.ts';
import { createReplyText, type ReplyText } from './reply-text.ts';
import { runTool } from './run-tool.ts';

export interface DraftSettings {
  /** Most tokens of a prompt. */
  readonly promptTokens: number;
  /** Most tokens of a reply. */
  readonly replyTokens: number;
  /** How often a model may look something up. */
  readonly steps: number;
  /** What a provider does not get to see. */
  readonly redact: readonly SensitiveKind[];
  readonly call: CallSettings;
}

/** A reply as a model wrote it, with all that it could rest on. */
export interface Draft {
  readonly reply: ReplyText;
  readonly evidence: readonly Evidence[];
  readonly toolCalls: readonly ToolCallRecord[];
  readonly usage: Usage;
  readonly finishReason: FinishReason;
  readonly droppedTurns: number;
  readonly redactions: number;
  /** Why it ends in the middle; null where the caller stopped it, undefined where it is whole. */
  readonly brokenBy?: ModelFailure | null;
}

/** A model that is overwhelmed asks for everything at once. */
const MOST_TOOL_CALLS_A_STEP = 8;

const FINISH_REASONS: Partial<Record<string, FinishReason>> = {
  length: 'length',
  'content-filter': 'content_filter',
};

export interface DraftInput {
  readonly model: ConnectedModel;
  readonly settings: DraftSettings;
  readonly request: AnswerRequest;
  readonly gathered: Gathered;
  readonly tools: readonly Tool[];
  readonly deadline: number;
  /** What was wrong with an earlier draft; null for the first one. */
  readonly complaint: string | null;
}

type DraftEvent = Extract<AnswerEvent, { type: 'text' | 'progress' }>;

/**
 * Lets a model write one reply, with as many look-ups as it may make. Text is given as it is released. Throws
 * `ModelFailure` where it failed before it said anything.
 */
export async function* draftReply(input: DraftInput): AsyncGenerator<DraftEvent, Draft> {
  const { settings, request, gathered, tools } = input;
  const redaction = createRedaction(settings.redact);
  const evidence = [...gathered.evidence];
  const reply = createReplyText({
    evidence: () => evidence,
    known: () => [request.question, ...evidence.map(({ text }) => text)],
    restore: redaction.restore(),
  });
  const cites = request.ground.kind !== 'given text';
  const prompt = await makePrompt(request, {
    evidence,
    tools,
    cites,
    budgetTokens: settings.promptTokens,
    hide: redaction.hide,
  });
  if (input.complaint !== null) prompt.messages.push(userMessage(input.complaint));
  const state: Running = { evidence, toolCalls: [], promptTokens: 0, completionTokens: 0, end: 'stop' };
  const ended = (brokenBy?: ModelFailure | null): Draft => ({
    reply,
    evidence,
    toolCalls: state.toolCalls,
    usage: { promptTokens: state.promptTokens, completionTokens: state.completionTokens },
    finishReason: state.end,
    droppedTurns: prompt.droppedTurns,
    redactions: redaction.count,
    ...(brokenBy === undefined ? {} : { brokenBy }),
  });
  try {
    for (let step = 0; ; step++) {
      const calls = yield* oneStep(input, prompt, reply, state, step < settings.steps);
      if (request.signal?.aborted) return ended(null);
      if (calls.length === 0) break;
      yield* lookUp(calls, input, prompt, state, redaction);
    }
  } catch (error) {
    if (error instanceof ModelFailure && reply.text !== '') return ended(error);
    throw error;
  }
  const rest = reply.end();
  if (rest !== '') yield { type: 'text', text: rest };
  return ended();
}

interface Running {
  readonly evidence: Evidence[];
  readonly toolCalls: ToolCallRecord[];
  promptTokens: number;
  completionTokens: number;
  end: FinishReason;
}

type ToolCall = Extract<ModelPart, { type: 'tool call' }>;

/** One call of the model; gives the look-ups that it asks for. */
async function* oneStep(
  { model, settings, request, tools, deadline }: DraftInput,
  prompt: Prompt,
  reply: ReplyText,
  state: Running,
  mayLookUp: boolean,
): AsyncGenerator<DraftEvent, ToolCall[]> {
  const { messages } = prompt;
  const { temperature, maxTokens } = request.generation;
  const calls: ToolCall[] = [];
  let said = '';
  const parts = callModel(
    model,
    {
      options: {
        prompt: messages,
        maxOutputTokens: Math.min(maxTokens ?? settings.replyTokens, settings.replyTokens),
        ...(temperature === undefined ? {} : { temperature }),
        ...(tools.length === 0
          ? {}
          : { tools: tools.map(functionTool), toolChoice: { type: mayLookUp ? 'auto' : 'none' } }),
      },
      promptText: JSON.stringify(messages),
      deadline: reply.text === '' ? deadline : Number.POSITIVE_INFINITY,
      signal: request.signal,
      onCall: request.onModelCall,
      span: request.span,
    },
    settings.call,
  );
  for await (const part of parts) {
    if (part.type === 'tool call') calls.push(part);
    if (part.type === 'text') {
      // What was said before a look-up is a paragraph of its own.
      const released = reply.push(said === '' && reply.text !== '' ? `\n\n${part.text}` : part.text);
      said += part.text;
      if (released !== '') yield { type: 'text', text: released };
    }
    if (part.type !== 'finish') continue;
    state.promptTokens += part.usage.promptTokens;
    state.completionTokens += part.usage.completionTokens;
    state.end = FINISH_REASONS[part.reason] ?? 'stop';
  }
  if (!mayLookUp && calls.length > 0 && said === '') throw new ModelFailure('malformed');
  if (!mayLookUp || calls.length === 0) return [];
  messages.push({
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
  return calls;
}

/** Runs the look-ups, and hands their results to the model as data with the next numbers. */
async function* lookUp(
  calls: readonly ToolCall[],
  { request, tools }: DraftInput,
  { messages, fence }: Prompt,
  { evidence, toolCalls }: Running,
  redaction: ReturnType<typeof createRedaction>,
): AsyncGenerator<DraftEvent> {
  const content: LanguageModelV4ToolResultPart[] = [];
  for (const [place, call] of calls.entries()) {
    const result = (value: string) => ({
      type: 'tool-result' as const,
      toolCallId: call.id,
      toolName: call.name,
      output: { type: 'text' as const, value: redaction.hide(value) },
    });
    if (place >= MOST_TOOL_CALLS_A_STEP) {
      content.push(result(`Not done: at most ${MOST_TOOL_CALLS_A_STEP} look-ups at a time.`));
      continue;
    }
    yield {
      type: 'progress',
      step: tools.find(({ name }) => name === call.name)?.step ?? 'Looked something up',
    };
    const outcome = await runTool(call, tools, request, redaction.restoreAll);
    toolCalls.push(outcome.record);
    const first = evidence.length + 1;
    evidence.push(...outcome.evidence);
    content.push(result(outcome.complaint ?? fenceEvidence(outcome.evidence, first, fence)));
  }
  messages.push({ role: 'tool', content });
}

const userMessage = (text: string): LanguageModelV4Message => ({
  role: 'user',
  content: [{ type: 'text', text }],
});

function parsed(input: string): unknown {
  try {
    return JSON.parse(input);
  } catch {
    return {};
  }
}
