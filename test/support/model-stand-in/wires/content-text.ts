import { z } from 'zod';

/** Content as all three wire formats have it: a text, or a list of parts of which some are text. */
export const contentSchema = z
  .union([z.string(), z.array(z.looseObject({ type: z.string(), text: z.string().optional() }))])
  .nullish();

/** The text of the content; parts that are no text say nothing. */
export function contentText(content: z.infer<typeof contentSchema>): string {
  if (typeof content === 'string') return content;
  return (content ?? []).flatMap(({ text }) => text ?? []).join('\n');
}
