/** What a file really is, whatever its name says. */
export type DocumentFormat =
  | 'markdown'
  | 'text'
  | 'html'
  | 'pdf'
  | 'docx'
  | 'json'
  | 'csv'
  | 'restructuredtext';

const BY_EXTENSION: Readonly<Record<string, DocumentFormat>> = {
  md: 'markdown',
  markdown: 'markdown',
  mdx: 'markdown',
  mkd: 'markdown',
  txt: 'text',
  text: 'text',
  log: 'text',
  html: 'html',
  htm: 'html',
  xhtml: 'html',
  pdf: 'pdf',
  docx: 'docx',
  json: 'json',
  jsonl: 'json',
  ndjson: 'json',
  csv: 'csv',
  tsv: 'csv',
  rst: 'restructuredtext',
  rest: 'restructuredtext',
};

/** The ending of a file's name, in small letters and without the dot; empty where there is none. */
export const extensionOf = (name: string): string =>
  /\.([A-Za-z0-9]{1,12})$/.exec(name.slice(name.lastIndexOf('/') + 1))?.[1]?.toLowerCase() ?? '';

/** What the name of a file promises; null for endings that are no document's. */
export const formatOfName = (name: string): DocumentFormat | null => {
  const extension = extensionOf(name);
  return Object.hasOwn(BY_EXTENSION, extension) ? (BY_EXTENSION[extension] ?? null) : null;
};

/** As it is called in sentences for people. */
export const FORMAT_NAMES: Readonly<Record<DocumentFormat, string>> = {
  markdown: 'Markdown',
  text: 'plain text',
  html: 'HTML',
  pdf: 'a PDF',
  docx: 'a Word document',
  json: 'JSON',
  csv: 'CSV',
  restructuredtext: 'reStructuredText',
};
