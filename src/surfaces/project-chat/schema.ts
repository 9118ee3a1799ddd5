import { z } from 'zod';
import { MAX_CREDITS } from '../../knowledge/add-project-credits.ts';
import { endsWithUser } from '../given-conversation.ts';
import { timeText, uuidText } from '../ids.ts';
import { wholeNumber } from '../query-values.ts';
import { filledText, limitedText } from '../texts.ts';

export const MAX_CONTENT_CHARACTERS = 8000;

const SLUG = /^[a-z0-9][a-z0-9-]*[a-z0-9]$/;

const slug = z
  .string()
  .min(8)
  .max(60)
  .regex(SLUG, 'must be lower-case letters, digits and dashes, with no dash at either end')
  .meta({ example: 'my-project-a1b2c' });

/** A project's slug or, which has the same form, its UUID. */
export const projectParams = z.object({ projectId: slug });

const message = z.object({
  role: z.enum(['user', 'assistant']),
  content: filledText(MAX_CONTENT_CHARACTERS),
});

export const chatBody = z.object({
  messages: z.array(message).min(1).max(100).refine(endsWithUser, 'must end with a message of the user'),
});

export const replyBody = z.object({
  message: z.object({ role: z.literal('assistant'), content: z.string() }),
  sources: z
    .array(
      z.object({
        type: z.string().meta({
          description: '`service`, `topic` or another kind of node; `relationship`; `incident`, `runbook` …',
        }),
        id: uuidText(),
        name: z.string().meta({
          description: 'Of a relationship, it in words: `checkout publishes to order.created`.',
        }),
      }),
    )
    .meta({
      description:
        'What the answer rests on, each once: nodes of the graph, then relationships between them (at most 200 of each), then incidents. Ids of nodes and relationships are those of `GET …/graph`.',
    }),
});

/** Without a slug, one is made from the name. */
export const newProject = z
  .object({
    projectId: slug.optional(),
    slug: slug.optional(),
    name: limitedText(60).optional(),
    description: limitedText(2000).nullish(),
  })
  .refine(({ projectId, slug, name }) => projectId ?? slug ?? name, 'needs a name or a slug');

export const creditChange = z.object({
  amount: z
    .number()
    .min(-MAX_CREDITS)
    .max(MAX_CREDITS)
    .refine((amount) => amount !== 0, 'must not be 0')
    .meta({ description: 'Added to what the project has; taken from it where it is negative.' }),
});

export const projectBody = z.object({
  id: uuidText(),
  projectId: slug,
  slug,
  name: z.string(),
  description: z.string().nullable(),
  ai_credits: z.number().meta({ description: 'What it can pay for answers.' }),
  createdAt: timeText(),
});

export const listQuery = z.object({ limit: wholeNumber(1, 100, 100), cursor: z.string().optional() });

export const projectList = z.object({ items: z.array(projectBody), nextCursor: z.string().nullable() });
