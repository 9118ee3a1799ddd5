import { createRedaction } from '../../telemetry/redact.ts';
import { ModelFailure } from '../calls/model-failure.ts';
import { createReplyText } from '../gates/reply-text.ts';
import type { Draft, DraftEvent, DraftInput, Drafting } from './draft.ts';
import { draftStep } from './draft-step.ts';
import { lookUp } from './look-up.ts';
import { makePrompt } from './prompt.ts';

/**
 * Lets a model write one reply, with as many look-ups as it may make. Text is given as it is released. Throws
 * `ModelFailure` where it failed before it said anything.
 */
export async function* draftReply(input: DraftInput): AsyncGenerator<DraftEvent, Draft> {
  const { settings, request } = input;
  const drafting = await begin(input);
  const { reply } = drafting;
  try {
    for (let step = 0; ; step++) {
      const calls = yield* draftStep(drafting, step < settings.steps);
      if (request.signal?.aborted) return ended(drafting, null);
      if (calls.length === 0) break;
      yield* lookUp(drafting, calls);
    }
  } catch (error) {
    if (error instanceof ModelFailure && reply.text !== '') return ended(drafting, error);
    throw error;
  }
  const rest = reply.end();
  if (rest !== '') yield { type: 'text', text: rest };
  return ended(drafting);
}

async function begin(input: DraftInput): Promise<Drafting> {
  const { settings, request, gathered, tools, complaint } = input;
  const redaction = createRedaction(settings.redact);
  const evidence = [...gathered.evidence];
  const reply = createReplyText({
    evidence: () => evidence,
    known: () => [request.question, ...evidence.map(({ text }) => text)],
    restore: redaction.restore(),
  });
  const prompt = await makePrompt(request, {
    evidence,
    tools,
    cites: request.ground.kind !== 'given text',
    budgetTokens: settings.promptTokens,
    hide: redaction.hide,
  });
  if (complaint !== null)
    prompt.messages.push({ role: 'user', content: [{ type: 'text', text: complaint }] });
  const used = { promptTokens: 0, completionTokens: 0, finishReason: 'stop' as const };
  return { input, prompt, reply, redaction, evidence, toolCalls: [], ...used };
}

/** `brokenBy`: why the reply ends in the middle; null where the caller stopped it. */
const ended = (drafting: Drafting, brokenBy?: ModelFailure | null): Draft => ({
  reply: drafting.reply,
  evidence: drafting.evidence,
  toolCalls: drafting.toolCalls,
  usage: { promptTokens: drafting.promptTokens, completionTokens: drafting.completionTokens },
  finishReason: drafting.finishReason,
  droppedTurns: drafting.prompt.droppedTurns,
  redactions: drafting.redaction.count,
  ...(brokenBy === undefined ? {} : { brokenBy }),
});
