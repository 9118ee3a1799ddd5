import type { IncomingMessage } from 'node:http';

const MOST_BYTES = 32 * 1024 * 1024;

/** The body as JSON; a text where it is none, undefined where it is empty. Rejects for one that is larger than 32 MiB. */
export function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  return new Promise((resolve, reject) => {
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= MOST_BYTES) chunks.push(chunk);
      else request.destroy(new Error('The body is larger than 32 MiB.'));
    });
    request.once('error', reject);
    request.once('end', () => resolve(parsed(Buffer.concat(chunks).toString())));
  });
}

function parsed(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
