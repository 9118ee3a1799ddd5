import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { DocumentKind } from '../../retrieval/found-passage.ts';

/** Grows when the same bytes are to be read in another way: what is stored is then read anew. */
const READING = 1;

const begin = (kind: DocumentKind) => createHash('sha256').update(`${READING} ${kind}\n`);

/** What tells content from content: SHA-256 over the kind and the bytes of a file. */
export async function hashFile(path: string, kind: DocumentKind): Promise<Buffer> {
  const hash = begin(kind);
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 }))
    hash.update(chunk as Buffer);
  return hash.digest();
}

/** The same for a document that came as a row of a file. */
export const hashRow = (kind: DocumentKind, title: string | null, text: string): Buffer =>
  begin(kind)
    .update(JSON.stringify([title, text]))
    .digest();
