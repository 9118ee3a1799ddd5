import { z } from 'zod';
import { type PromptPart, type StandInRequest, standInRequest } from '../stand-in-request.ts';
import { contentSchema, contentText } from './content-text.ts';

const messageSchema = z.object({
  role: z.enum(['system', 'developer', 'user', 'assistant', 'tool']),
  content: contentSchema,
  tool_calls: z
    .array(z.object({ id: z.string(), function: z.object({ name: z.string(), arguments: z.string() }) }))
    .nullish(),
  tool_call_id: z.string().nullish(),
});

const bodySchema = z.object({
  model: z.string(),
  messages: z.array(messageSchema),
  tools: z.array(z.object({ function: z.object({ name: z.string() }) })).nullish(),
  tool_choice: z.unknown().optional(),
  stream: z.boolean().nullish(),
  stream_options: z.object({ include_usage: z.boolean().nullish() }).nullish(),
  temperature: z.number().nullish(),
  max_tokens: z.number().nullish(),
  max_completion_tokens: z.number().nullish(),
});

/** Reads the body of `POST /v1/chat/completions`. Throws `ZodError` for anything else. */
export function readChatRequest(body: unknown): StandInRequest {
  const read = bodySchema.parse(body);
  return standInRequest(read.messages.flatMap(partsOf), {
    wire: 'chat',
    model: read.model,
    tools: (read.tools ?? []).map((tool) => tool.function.name),
    forbidsCalls: read.tool_choice === 'none',
    temperature: read.temperature ?? null,
    maxTokens: read.max_completion_tokens ?? read.max_tokens ?? null,
    streams: read.stream === true,
    wantsUsage: read.stream !== true || read.stream_options?.include_usage === true,
  });
}

function partsOf({ role, content, tool_calls, tool_call_id }: z.infer<typeof messageSchema>): PromptPart[] {
  const text = contentText(content);
  if (role === 'tool') return [{ kind: 'result', id: tool_call_id ?? '', text }];
  const speaker = role === 'developer' ? 'system' : role;
  return [
    ...(text === '' ? [] : [{ kind: 'said' as const, role: speaker, text }]),
    ...(tool_calls ?? []).map((call) => ({
      kind: 'call' as const,
      id: call.id,
      name: call.function.name,
      input: call.function.arguments,
    })),
  ];
}
