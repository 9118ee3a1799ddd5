import { z } from 'zod';
import { timeText } from '../ids.ts';
import { limitedText } from '../texts.ts';

const MAX_BODY_CHARACTERS = 20_000;
const LARGEST_NUMBER = 999_999_999;

export const templateId = z.string().min(1).max(60).meta({ example: 'house-style' });

export const templateParams = z.object({ template_id: templateId });

export const versionParams = z.object({
  template_id: templateId,
  version: z
    .string()
    .regex(/^[1-9]\d{0,8}$/, 'must be a whole number from 1 on')
    .transform(Number)
    .meta({ type: 'integer', minimum: 1, maximum: LARGEST_NUMBER }),
});

const body = limitedText(MAX_BODY_CHARACTERS)
  .refine((text) => text.trim() !== '', 'must not be empty')
  .meta({
    minLength: 1,
    description:
      'Variables: `{{organisation}}`, `{{today}}`, `{{project}}`, `{{brand}}`. Each stands for nothing where a question has no value for it.',
  });

/** An id that is a built-in template's takes that one's place. */
export const newTemplate = z.object({
  template_id: templateId,
  name: limitedText(100).optional(),
  body,
});

export const newVersion = z.object({ body });

const origin = z.enum(['builtin', 'own']).meta({
  description: '`builtin`: comes with the server; `own`: of your organisation.',
});

const templateBody = z.object({
  template_id: templateId,
  name: z.string(),
  origin,
  latest_version: z.int(),
  created_at: timeText().nullable(),
});

const made = {
  version: z.int(),
  created_by: z.string().nullable(),
  created_at: timeText().nullable(),
};

/** Versions newest first. */
export const templateWithVersions = templateBody.extend({ versions: z.array(z.object(made)) });

export const versionBody = z.object({ template_id: templateId, origin, ...made, body: z.string() });

export const templateList = z.object({
  items: z.array(templateBody),
  next_cursor: z.string().nullable(),
});
