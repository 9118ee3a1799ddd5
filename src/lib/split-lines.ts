/** A line without its end, or `null` bytes for one that is longer than allowed. Lines count from 1. */
export interface ByteLine {
  readonly line: number;
  readonly bytes: Uint8Array | null;
}

const NEWLINE = 0x0a;

/** Splits a stream of bytes into lines. Holds no more of it than one chunk and one line of the allowed length. */
export async function* splitLines(
  chunks: AsyncIterable<Uint8Array>,
  maxBytes: number,
): AsyncGenerator<ByteLine> {
  let line = 1;
  let held: Uint8Array[] = [];
  let size = 0;
  const take = (last: Uint8Array): ByteLine => {
    const whole =
      size + last.length <= maxBytes ? (held.length === 0 ? last : Buffer.concat([...held, last])) : null;
    held = [];
    size = 0;
    return { line: line++, bytes: whole };
  };
  for await (const chunk of chunks) {
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, from)) {
      yield take(chunk.subarray(from, end));
      from = end + 1;
    }
    const rest = chunk.subarray(from);
    size += rest.length;
    if (size > maxBytes) held = [];
    else if (rest.length > 0) held.push(rest);
  }
  if (size > 0) yield take(new Uint8Array());
}
