import { ParleyError } from '../../core/errors.ts';
import { shorten } from '../../lib/shorten.ts';
import { spanNames, toolCallAttributes } from '../../telemetry/genai-attributes.ts';
import type { AnswerRequest, ToolCallRecord } from '../answerer.ts';
import type { ModelPart } from '../calls/call.ts';
import type { Evidence, Tool } from '../evidence.ts';

const RECORDED_CHARACTERS = 1000;
const MOST_INPUT_CHARACTERS = 20_000;

export interface ToolOutcome {
  readonly record: ToolCallRecord;
  readonly evidence: readonly Evidence[];
  /** What the model is told where there is no evidence. */
  readonly complaint: string | null;
}

type ToolCall = Extract<ModelPart, { type: 'tool call' }>;

/**
 * Runs what the model asked for. What it did wrong is told to it, so that it can do better; what went wrong inside is
 * not. `restore` puts hidden text back into what it wrote.
 */
export async function runTool(
  call: ToolCall,
  tools: readonly Tool[],
  request: AnswerRequest,
  restore: (text: string) => string,
): Promise<ToolOutcome> {
  const begun = performance.now();
  const tool = tools.find(({ name }) => name === call.name);
  const { span: parent } = request;
  const span = parent.child(spanNames.toolCall(tool?.name ?? 'unknown'), 'internal');
  const ended = (
    outcome: ToolCallRecord['outcome'],
    evidence: readonly Evidence[],
    complaint: string | null,
  ): ToolOutcome => {
    const found = evidence.length;
    span.set(toolCallAttributes({ name: tool?.name ?? 'unknown', callId: call.id, found }));
    if (outcome !== 'done') span.fail(undefined, outcome);
    span.end();
    const input = shorten(call.input, RECORDED_CHARACTERS);
    const ms = performance.now() - begun;
    return { record: { name: shorten(call.name, 100), input, outcome, found, ms }, evidence, complaint };
  };
  if (tool === undefined)
    return ended(
      'refused',
      [],
      `There is no such tool; there are: ${tools.map(({ name }) => name).join(', ')}.`,
    );
  const input = tool.input.safeParse(readInput(call.input, restore));
  if (!input.success) {
    const [issue] = input.error.issues;
    const field = issue?.path.join('.') ?? '';
    return ended(
      'refused',
      [],
      `The input is wrong${field ? ` at ${field}` : ''}: ${issue?.message ?? 'no JSON'}.`,
    );
  }
  try {
    return ended('done', await tool.run(input.data, request), null);
  } catch (error) {
    const isTold = error instanceof ParleyError && error.code !== 'internal';
    if (isTold) return ended('refused', [], error.message);
    return ended('failed', [], 'The look-up failed.');
  }
}

/** Undefined where it is no JSON, which no schema takes. */
function readInput(written: string, restore: (text: string) => string): unknown {
  if (written.length > MOST_INPUT_CHARACTERS) return undefined;
  try {
    return JSON.parse(written === '' ? '{}' : written, (_, value: unknown) =>
      typeof value === 'string' ? restore(value) : value,
    );
  } catch {
    return undefined;
  }
}
