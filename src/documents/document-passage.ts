/** A piece of a document that search finds, and that a reply cites. */
export interface DocumentPassage {
  /** From 0, in the order of the text. */
  readonly ordinal: number;
  /** Unicode code points into the stored text; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
  /** The headings that it stands under, outermost first, without marks; the document's title is not among them. */
  readonly headings: readonly string[];
  /** Exactly the text between `start` and `end`. */
  readonly content: string;
  readonly tokens: number;
}
