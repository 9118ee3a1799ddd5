import { z } from 'zod';
import { purposes } from '../../chat/purposes/purposes.ts';
import { endsWithUser } from '../given-conversation.ts';
import { idText } from '../ids.ts';
import { filledText } from '../texts.ts';

export const MAX_CONTENT_CHARACTERS = 8000;

export const projectParams = z.object({ id: idText('prj') });

const messages = z
  .array(z.object({ role: z.enum(['user', 'assistant']), content: filledText(MAX_CONTENT_CHARACTERS) }))
  .min(1)
  .max(40)
  .refine(endsWithUser, 'must end with a message of the user');

const [first, ...others] = purposes.map(({ name, context }) =>
  z.object({ purpose: z.literal(name), messages, context }),
);
if (first === undefined) throw new Error('there is no purpose');

/** The purpose decides what the context holds. */
export const chatBody = z.discriminatedUnion('purpose', [first, ...others]);

export const replyBody = z.object({ message: z.string() });
