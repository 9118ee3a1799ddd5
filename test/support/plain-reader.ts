import { readFile } from 'node:fs/promises';
import type { DocumentReader } from '../../src/documents/read-document.ts';
import { readParsed } from '../../src/documents/read-parsed.ts';

/** Reads every file as Markdown in this process, for tests of what comes after reading. */
export const plainReader: DocumentReader = {
  async read(path, name, kind) {
    const text = await readFile(path, 'utf8');
    const parsed = { title: null, text, syntax: 'markdown', pages: null, metadata: {} } as const;
    return readParsed(parsed, { format: 'markdown', name, kind, countTokens: (words) => words.length / 4 });
  },
  close: async () => {},
};
