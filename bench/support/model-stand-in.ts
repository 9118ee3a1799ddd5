// A model provider in a process of its own, so that its work is not measured with the server's. Takes a port as its
// argument or from PORT, else a free one; tells its parent, and standard output, which. Ends on SIGTERM, or with
// its parent.

import { startModelStandIn } from '../../test/support/model-stand-in/model-stand-in.ts';
import { saying } from '../../test/support/model-stand-in/scripts/saying.ts';

/** A number of the environment, else `fallback`. */
function numberOf(name: string, fallback: number): number {
  const number = Number(process.env[name] || fallback);
  if (!Number.isSafeInteger(number) || number < 0) throw new Error(`${name} is a whole number from 0 on.`);
  return number;
}

/** A reply of so many pieces, one word each, with one citation at its end. */
const replyOf = (pieces: number): string[] =>
  Array.from({ length: pieces }, (_, place) => (place === pieces - 1 ? 'small [1].' : 'checkout '));

const chunks = numberOf('STAND_IN_CHUNKS', 40);
const standIn = await startModelStandIn(
  saying(replyOf(chunks), {
    usage: { prompt: 400, cached: 0, completion: chunks },
    delayMs: numberOf('STAND_IN_DELAY_MS', 0),
    ...(process.env.STAND_IN_BETWEEN_MS ? { betweenMs: numberOf('STAND_IN_BETWEEN_MS', 0) } : {}),
  }),
  { port: Number(process.argv[2] ?? process.env.PORT ?? 0), records: false },
);
async function end(): Promise<void> {
  await standIn.stop();
  if (process.connected) process.disconnect();
}

process.once('SIGTERM', end);
process.once('disconnect', end);
process.send?.({ port: standIn.port });
process.stdout.write(`${standIn.port}\n`);
