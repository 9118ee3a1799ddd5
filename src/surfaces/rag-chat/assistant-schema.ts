import { z } from 'zod';
import { timeText, uuidText } from '../ids.ts';
import { limitedText } from '../texts.ts';
import { templateId } from './template-schema.ts';

const assistantId = z.string().min(1).max(100).meta({ example: 'acme-guide' });

export const assistantParams = z.object({ assistant_id: assistantId });

const LARGEST_VERSION = 999_999_999;

const version = z.int().min(1).max(LARGEST_VERSION).nullable().meta({
  description: 'The version that it pins; null: it follows the newest.',
});

const settings = {
  name: limitedText(100).optional(),
  template_id: templateId.optional(),
  template_version: version.optional(),
  default_model: limitedText(200).nullish().meta({
    description: 'Answers where a question names no model.',
  }),
  default_scopes: z.array(z.string()).max(1000).optional().meta({
    description: 'Collections in which a question without `rag_scope` is answered.',
  }),
};

/** The template is `documents` unless given. */
export const newAssistant = z.object({ assistant_id: assistantId, ...settings });

/** What is left out stays; but a new template without a version is followed. */
export const assistantChange = z.object(settings);

export const assistantBody = z.object({
  id: uuidText(),
  assistant_id: assistantId,
  name: z.string(),
  template_id: templateId,
  template_version: version,
  default_model: z.string().nullable(),
  default_scopes: z.array(z.string()),
  created_at: timeText(),
});

export const assistantList = z.object({
  items: z.array(assistantBody),
  next_cursor: z.string().nullable(),
});
