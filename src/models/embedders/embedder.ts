/** Some models are trained with another prefix for questions than for what answers them. */
export type EmbeddedKind = 'question' | 'passage';

/** Turns texts into vectors that lie close to each other where the texts mean something alike. */
export interface Embedder {
  /**
   * `openai/text-embedding-3-small`, `local/ORG/NAME`. Vectors of different names do not fit together. With `auto`
   * it is settled once `dimensions` has resolved: until then another model may take the place of one that does not load.
   */
  readonly name: string;
  /**
   * A vector of unit length for each text, in their order. A text that is too long is cut; an empty one has a vector too.
   * Throws `unavailable`, or what `signal` was aborted with.
   */
  embed(texts: readonly string[], kind: EmbeddedKind, signal?: AbortSignal): Promise<Float32Array[]>;
  /** How many numbers a vector has. Loads or asks the model when nobody did before. Throws `unavailable`. */
  dimensions(): Promise<number>;
  close(): Promise<void>;
}

/** What is put before a text. */
export interface Prefixes {
  readonly question: string;
  readonly passage: string;
}
