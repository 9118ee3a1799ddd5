import type { LanguageModelV4ToolResultPart } from '@ai-sdk/provider';
import type { DraftEvent, Drafting, ToolCall } from './draft.ts';
import { fenceEvidence } from './frame.ts';
import { runTool } from './run-tool.ts';

/** A model that is overwhelmed asks for everything at once. */
const MOST_AT_A_TIME = 8;

/** Runs the look-ups that a model asks for, and hands it their results as data with the next numbers. */
export async function* lookUp(
  { input: { request, tools }, prompt, redaction, evidence, toolCalls }: Drafting,
  calls: readonly ToolCall[],
): AsyncGenerator<DraftEvent> {
  const content: LanguageModelV4ToolResultPart[] = [];
  for (const [place, call] of calls.entries()) {
    const tell = (value: string) =>
      content.push({
        type: 'tool-result',
        toolCallId: call.id,
        toolName: call.name,
        output: { type: 'text', value: redaction.hide(value) },
      });
    if (place >= MOST_AT_A_TIME) {
      tell(`Not done: at most ${MOST_AT_A_TIME} look-ups at a time.`);
      continue;
    }
    const tool = tools.find(({ name }) => name === call.name);
    yield { type: 'progress', step: tool?.step ?? 'Looked something up' };
    const outcome = await runTool(call, tools, request, redaction.restoreAll);
    toolCalls.push(outcome.record);
    const first = evidence.length + 1;
    evidence.push(...outcome.evidence);
    tell(outcome.complaint ?? fenceEvidence(outcome.evidence, first, prompt.fence));
  }
  prompt.messages.push({ role: 'tool', content });
}
