import { randomBytes } from 'node:crypto';
import type { LanguageModelV4FunctionTool, LanguageModelV4Message } from '@ai-sdk/provider';
import { z } from 'zod';
import type { AnswerRequest } from '../answerer.ts';
import type { Evidence, Tool } from '../evidence.ts';
import { type Fence, fenceEvidence, fenceNamed, frameRules } from './frame.ts';
import { fitHistory } from './history-window.ts';

export interface Prompt {
  /** Grows with every step of the turn. */
  readonly messages: LanguageModelV4Message[];
  readonly fence: Fence;
  readonly droppedTurns: number;
}

interface PromptParts {
  readonly evidence: readonly Evidence[];
  readonly tools: readonly Tool[];
  /** Whether replies about this ground cite by number. */
  readonly cites: boolean;
  /** Most tokens of the prompt. */
  readonly budgetTokens: number;
  /** What the provider gets to see of a text. */
  readonly hide: (text: string) => string;
}

/**
 * The prompt of a turn. The server's rules and the template are its only system text; whatever callers, documents or
 * records say stands in messages of the user, between marks that are made anew for each request.
 */
export async function makePrompt(
  request: AnswerRequest,
  { evidence, tools, cites, budgetTokens, hide }: PromptParts,
): Promise<Prompt> {
  const secret = randomBytes(6).toString('hex');
  const fence = fenceNamed('data', secret);
  const wishes = fenceNamed('wishes', secret);
  const system = `${frameRules(fence, wishes, cites)}\n\n${request.template.body}`;
  const asked = [
    ...(request.instructions.length > 0
      ? [wishes.open, ...request.instructions.map(hide), wishes.close]
      : []),
    hide(fenceEvidence(evidence, 1, fence)),
    `Question: ${hide(request.question)}`,
  ].join('\n');
  const fixed = [system, asked, ...tools.map(describeTool)];
  const { kept, dropped } = await fitHistory(request.history, fixed, budgetTokens);
  return {
    messages: [
      { role: 'system', content: system },
      ...kept.flatMap(({ question, reply }) => exchange(hide(question), hide(reply))),
      { role: 'user', content: [{ type: 'text', text: asked }] },
    ],
    fence,
    droppedTurns: dropped,
  };
}

/** Providers refuse empty messages, which a conversation that a caller keeps may hold. */
function exchange(question: string, reply: string): LanguageModelV4Message[] {
  const text = (said: string) => [{ type: 'text' as const, text: said }];
  return [
    ...(question === '' ? [] : [{ role: 'user' as const, content: text(question) }]),
    ...(reply === '' ? [] : [{ role: 'assistant' as const, content: text(reply) }]),
  ];
}

const described = new WeakMap<Tool, LanguageModelV4FunctionTool>();

/** The tool as providers take it. */
export function functionTool(tool: Tool): LanguageModelV4FunctionTool {
  const known = described.get(tool);
  if (known) return known;
  const { $schema: _, ...inputSchema } = z.toJSONSchema(tool.input, { io: 'input' });
  const { name, description } = tool;
  const made = {
    type: 'function' as const,
    name,
    description,
    inputSchema: inputSchema as LanguageModelV4FunctionTool['inputSchema'],
  };
  described.set(tool, made);
  return made;
}

const describeTool = (tool: Tool): string => JSON.stringify(functionTool(tool));
