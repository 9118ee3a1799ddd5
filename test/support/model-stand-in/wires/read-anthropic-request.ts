import { z } from 'zod';
import { type PromptPart, type StandInRequest, standInRequest } from '../stand-in-request.ts';
import { contentSchema, contentText } from './content-text.ts';

const blockSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text: z.string() }),
  z.object({ type: z.literal('tool_use'), id: z.string(), name: z.string(), input: z.unknown().optional() }),
  z.object({ type: z.literal('tool_result'), tool_use_id: z.string(), content: contentSchema }),
]);

const messageSchema = z.object({
  role: z.enum(['system', 'user', 'assistant']),
  content: z.union([z.string(), z.array(blockSchema)]),
});

const bodySchema = z.object({
  model: z.string(),
  system: contentSchema,
  messages: z.array(messageSchema).min(1),
  tools: z.array(z.object({ name: z.string() })).nullish(),
  tool_choice: z.object({ type: z.string() }).nullish(),
  stream: z.boolean().nullish(),
  temperature: z.number().nullish(),
  max_tokens: z.number(),
});

/** Reads the body of `POST /v1/messages`. Throws `ZodError` for anything else. */
export function readAnthropicRequest(body: unknown): StandInRequest {
  const read = bodySchema.parse(body);
  const system = contentText(read.system);
  const told: PromptPart[] = system === '' ? [] : [{ kind: 'said', role: 'system', text: system }];
  return standInRequest([...told, ...read.messages.flatMap(partsOf)], {
    wire: 'anthropic',
    model: read.model,
    tools: (read.tools ?? []).map(({ name }) => name),
    forbidsCalls: read.tool_choice?.type === 'none',
    temperature: read.temperature ?? null,
    maxTokens: read.max_tokens,
    streams: read.stream === true,
    wantsUsage: true,
  });
}

function partsOf({ role, content }: z.infer<typeof messageSchema>): PromptPart[] {
  if (typeof content === 'string') return [{ kind: 'said', role, text: content }];
  return content.map((block): PromptPart => {
    if (block.type === 'text') return { kind: 'said', role, text: block.text };
    if (block.type === 'tool_result')
      return { kind: 'result', id: block.tool_use_id, text: contentText(block.content) };
    return { kind: 'call', id: block.id, name: block.name, input: JSON.stringify(block.input) };
  });
}
