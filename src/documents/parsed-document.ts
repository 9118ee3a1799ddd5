/** How the stored text is to be read: where its headings, lists and code are. */
type DocumentSyntax = 'markdown' | 'plain';

/** A file as it is stored and cited from, whatever format it came in. */
export interface ParsedDocument {
  /** As the file itself says: front matter, first heading, `<title>`, information of a PDF; null where it does not. */
  readonly title: string | null;
  /** Well-formed, without NUL, lines end with `\n`. HTML, DOCX, reStructuredText and PDF come as Markdown. */
  readonly text: string;
  readonly syntax: DocumentSyntax;
  /** Of a PDF; null for formats without pages. */
  readonly pages: number | null;
  /** Values of the front matter, its keys as written; bounded. */
  readonly metadata: Readonly<Record<string, readonly string[]>>;
}
