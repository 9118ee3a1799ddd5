import { openDocumentParser } from './parse/document-parser.ts';
import type { DocumentReader } from './read-document.ts';

export interface DocumentReaderSettings {
  readonly maxDocumentBytes: number;
  readonly documentTimeoutMs: number;
  readonly documentMemoryBytes: number;
}

/** Opens what reads files in a process of its own; nothing is started before the first file. */
export function openDocumentReader(settings: DocumentReaderSettings): DocumentReader {
  const parser = openDocumentParser({
    timeoutMs: settings.documentTimeoutMs,
    memoryMb: Math.floor(settings.documentMemoryBytes / 1024 ** 2),
    limits: { maxFileBytes: settings.maxDocumentBytes },
  });
  return {
    read: (path, name, kind) => parser.parse(path, name, kind),
    close: async () => parser.close(),
  };
}
