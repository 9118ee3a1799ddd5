import type { z } from 'zod';
import type { Citation } from '../core/conversation.ts';
import type { Passage } from '../core/evidence.ts';
import type { AnswerRequest } from './answerer.ts';

/** One piece of what a reply may rest on. */
export interface Evidence {
  /** As a model reads it: data, whatever it says. */
  readonly text: string;
  /** What citing it means. Empty for a figure that rests on no single thing, such as "0 incidents". */
  readonly citations: readonly Citation[];
  /** Set where it says only what the records do not hold: whoever rests on it alone answers nothing. */
  readonly isAbsence?: true;
}

/** What a turn knows before a model speaks. */
export interface Gathered {
  /** In the order of their ids: the first is `[1]`. */
  readonly evidence: readonly Evidence[];
  /** Pieces of documents among it, best first. */
  readonly passages: readonly Passage[];
  /** What is said without any model: that nothing is there to be looked up, or which choice the user has to make. */
  readonly reply: { readonly text: string; readonly asksBack: boolean } | null;
  /** JSON that the next turn of the session is handed back; null for none. */
  readonly state: unknown;
}

/** A look-up that a model may ask for: reads the caller's tenant and nothing else, and gives a bounded answer. */
export interface Tool<Input = unknown> {
  /** `count_incidents`: lower-case words with underscores. */
  readonly name: string;
  /** Written for the model. */
  readonly description: string;
  readonly input: z.ZodType<Input>;
  /** What people are told while it runs: `Counted incidents`. */
  readonly step: string;
  /** Throws a `ParleyError` that says in words what the model did wrong. */
  readonly run: (input: Input, request: AnswerRequest) => Promise<readonly Evidence[]>;
}

/** Where a model's evidence comes from: one for each kind of ground. */
export interface EvidenceSource {
  gather(request: AnswerRequest): Promise<Gathered>;
  /** What the model may look up itself. */
  readonly tools: readonly Tool[];
}
