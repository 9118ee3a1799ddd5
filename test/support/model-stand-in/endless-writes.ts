import type { TimedWrite } from './delivery.ts';

const PIECE = 'There is always more to say. '.repeat(500);

/** Text of at least `bytes` bytes, written as fast as it is read; ends as a reply does where `bytes` is finite. */
export function* endlessWrites(
  opening: string,
  bytes: number,
  stream: { readonly piece: (text: string) => string; readonly closing: () => string },
): Generator<TimedWrite> {
  const piece = Buffer.from(stream.piece(PIECE));
  if (opening !== '') yield { bytes: Buffer.from(opening), waitMs: null };
  // A turn of the event loop before each: else a client that aborts in this process would never be heard.
  for (let sent = 0; sent < bytes; sent += PIECE.length) yield { bytes: piece, waitMs: 0 };
  yield { bytes: Buffer.from(stream.closing()), waitMs: 0 };
}
