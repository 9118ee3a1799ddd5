import { z } from 'zod';
import { timeText, uuidText } from '../ids.ts';
import { wholeNumber } from '../query-values.ts';
import { limitedText } from '../texts.ts';

export const MAX_QUESTION_CHARACTERS = 32_000;
export const DEFAULT_TOP_K = 5;
export const MAX_TOP_K = 50;

const name = limitedText(200)
  .refine((text) => text !== '', 'must not be empty')
  .meta({ minLength: 1 });

const message = z.object({ role: z.enum(['system', 'user', 'assistant']), content: z.string() });

/** More passages than `MAX_TOP_K` are never given: a larger `top_k` counts as that. */
export const chatBody = z.object({
  messages: z
    .array(message)
    .min(1)
    .max(1000)
    .refine((all) => all.some(({ role }) => role === 'user'), 'must hold a message of the user'),
  brand_id: name.meta({ example: 'acme' }),
  user_id: name.meta({ example: 'ada' }),
  model: name.optional().meta({ example: 'gpt-4o-mini' }),
  assistant_id: z.string().optional(),
  rag_scope: limitedText(2000).optional(),
  top_k: z.int().positive().optional(),
  threshold: z.number().min(0).max(1).optional(),
  temperature: z.number().min(0).max(2).optional(),
  max_tokens: z.int().positive().optional(),
});

export const replyBody = z.object({
  content: z.string(),
  model: z.string(),
  usage: z.object({ prompt_tokens: z.int(), completion_tokens: z.int(), total_tokens: z.int() }),
  rag_context: z.array(z.object({ id: z.string(), content: z.string(), score: z.number() })),
  citations: z.array(
    z.object({
      index: z.int(),
      content: z.string(),
      document_id: z.string().nullable(),
      score: z.number(),
    }),
  ),
  finish_reason: z.enum(['stop', 'length', 'content_filter', 'error']),
  template_id: z.string(),
  template_version: z.string(),
});

const brandId = z.string().min(1).max(100).meta({ example: 'acme' });

export const brandParams = z.object({ brand_id: brandId });

export const newBrand = z.object({
  brand_id: brandId,
  name: limitedText(100).optional(),
  scopes: z.array(z.string()).max(1000).optional(),
});

export const newScope = z.object({ name: limitedText(100) });

export const brandBody = z.object({
  id: uuidText(),
  brand_id: brandId,
  name: z.string(),
  scopes: z.array(z.string()),
  created_at: timeText(),
});

export const listQuery = z.object({ limit: wholeNumber(1, 100, 100), cursor: z.string().optional() });

export const brandList = z.object({ items: z.array(brandBody), next_cursor: z.string().nullable() });
