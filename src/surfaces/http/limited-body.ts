import { ParleyError } from '../../core/errors.ts';

const DRAINED_BYTES = 64 * 1024 * 1024;

/**
 * The body's chunks. Throws `too_large` beyond `maxBytes`. When the reading ends early, what is left is read and
 * dropped, so that the client, which may still be sending, hears the answer.
 */
export async function* limitedBody(
  body: ReadableStream<Uint8Array>,
  maxBytes: number,
): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  let bytes = 0;
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      bytes += next.value.length;
      if (bytes > maxBytes) throw tooLarge(maxBytes);
      yield next.value;
    }
  } finally {
    await drain(reader);
  }
}

/** Reads and drops a body that nobody has begun to read: the next request on the connection waits behind it. */
export async function dropBody(body: ReadableStream<Uint8Array>): Promise<void> {
  if (!body.locked) await drain(body.getReader());
}

export const tooLarge = (maxBytes: number): ParleyError =>
  new ParleyError('too_large', `The body is larger than ${maxBytes} bytes.`, { subject: 'body' });

async function drain(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  try {
    for (let left = DRAINED_BYTES; left > 0; ) {
      const { done, value } = await reader.read();
      if (done) return;
      left -= value.length;
    }
    await reader.cancel();
  } catch {
    // The client has gone: nobody is left to hear anything.
  }
}
