import type { z } from 'zod';
import type { Answerer } from '../../models/answerer.ts';

/**
 * The text that a request brings along, and what the caller calls it.
 *
 * @public The package's declarations name it.
 */
export interface GivenText {
  readonly source_text: string;
  readonly source_label?: string | undefined;
}

/** What a conversation of dialect 5 is for: decides what has to come with it and who answers from it. */
export interface Purpose {
  /** As requests name it. */
  readonly name: string;
  readonly context: z.ZodType<GivenText>;
  /** Who answers where no model does; loaded when the purpose is first asked for. */
  readonly builtin: () => Promise<Answerer>;
}
