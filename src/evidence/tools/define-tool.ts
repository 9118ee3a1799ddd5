import { ParleyError } from '../../core/errors.ts';
import { wellFormed } from '../../lib/well-formed.ts';
import type { Tool } from '../../models/evidence.ts';

/**
 * A look-up whose input is checked where it runs, too, so that tools of different inputs can stand in one list. Text is
 * made such as the store can hold it. Throws `invalid_input` for an input that is none.
 */
export function defineTool<Input>(tool: Tool<Input>): Tool {
  return {
    ...tool,
    async run(input, request) {
      const read = tool.input.safeParse(wellFormed(input));
      if (read.success) return tool.run(read.data, request);
      const [issue] = read.error.issues;
      const field = issue?.path.join('.') ?? '';
      const message = `The input is wrong${field ? ` at ${field}` : ''}: ${issue?.message ?? 'no object'}.`;
      throw new ParleyError('invalid_input', message, { subject: field || 'input' });
    },
  };
}

/** The text without space around it; undefined where nothing is left, as models that fill in every field send it. */
export const given = (text: string | undefined): string | undefined => text?.trim() || undefined;
