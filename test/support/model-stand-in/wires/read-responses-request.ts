import { z } from 'zod';
import { type PromptPart, type StandInRequest, standInRequest } from '../stand-in-request.ts';
import { contentSchema, contentText } from './content-text.ts';

const itemSchema = z.union([
  z.object({
    type: z.literal('function_call'),
    call_id: z.string(),
    name: z.string(),
    arguments: z.string(),
  }),
  z.object({ type: z.literal('function_call_output'), call_id: z.string(), output: contentSchema }),
  z.object({ role: z.enum(['system', 'developer', 'user', 'assistant']), content: contentSchema }),
]);

const bodySchema = z.object({
  model: z.string(),
  instructions: z.string().nullish(),
  input: z.array(itemSchema),
  tools: z.array(z.object({ name: z.string() })).nullish(),
  tool_choice: z.unknown().optional(),
  stream: z.boolean().nullish(),
  temperature: z.number().nullish(),
  max_output_tokens: z.number().nullish(),
});

/** Reads the body of `POST /v1/responses`. Throws `ZodError` for anything else. */
export function readResponsesRequest(body: unknown): StandInRequest {
  const { instructions, input, ...read } = bodySchema.parse(body);
  const told = instructions ? [{ role: 'system' as const, content: instructions }] : [];
  return standInRequest([...told, ...input].map(partOf), {
    wire: 'responses',
    model: read.model,
    tools: (read.tools ?? []).map(({ name }) => name),
    forbidsCalls: read.tool_choice === 'none',
    temperature: read.temperature ?? null,
    maxTokens: read.max_output_tokens ?? null,
    streams: read.stream === true,
    wantsUsage: true,
  });
}

function partOf(item: z.infer<typeof itemSchema>): PromptPart {
  if ('role' in item) {
    const role = item.role === 'developer' ? 'system' : item.role;
    return { kind: 'said', role, text: contentText(item.content) };
  }
  if (item.type === 'function_call')
    return { kind: 'call', id: item.call_id, name: item.name, input: item.arguments };
  return { kind: 'result', id: item.call_id, text: contentText(item.output) };
}
