import { type MessagePort, parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { joinBytes } from '../lib/join-bytes.ts';
import { endOnTrap } from './end-on-trap.ts';
import { startPglite } from './pglite-engine.ts';
import type { PgliteMemory } from './pglite-memory.ts';

/** How the thread is started. */
export interface PgliteWorkerData {
  /** Undefined: in memory. */
  readonly folder: string | undefined;
  readonly memory: PgliteMemory;
}

/** To the thread: bytes of the wire protocol, whole messages only; or the wish to close. */
export type ToPgliteWorker = Uint8Array<ArrayBuffer> | 'close';
/** From the thread: started, or bytes of the wire protocol. */
export type FromPgliteWorker = Uint8Array<ArrayBuffer> | 'ready';

const port = parentPort;
if (port === null) throw new Error('This file runs in a worker thread only');

const { folder, memory } = workerData as PgliteWorkerData;
const engine = await startPglite(folder, memory);
// The connection ends with the thread; the next one starts another, which recovers the store.
endOnTrap(engine, () => process.exit(1));

/** What waits is run together up to so many bytes: each trip between the threads costs as much as a small statement. */
const MOST_BYTES_TOGETHER = 256 * 1024;

/** The message with those that wait behind it; `closing` when the last of them is the wish to close. */
function withWaiting(port: MessagePort, first: Uint8Array<ArrayBuffer>) {
  const parts = [first];
  for (let bytes = first.length; bytes < MOST_BYTES_TOGETHER; ) {
    const next = receiveMessageOnPort(port) as { message: ToPgliteWorker } | undefined;
    if (next === undefined) break;
    if (next.message === 'close') return { bytes: joinBytes(parts), closing: true };
    parts.push(next.message);
    bytes += next.message.length;
  }
  return { bytes: joinBytes(parts), closing: false };
}

async function run(bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  await engine.execProtocolRawStream(bytes, {
    syncToFs: false,
    // The engine reuses its memory for the next chunk.
    onRawData: (chunk) => chunks.push(chunk.slice()),
  });
  return joinBytes(chunks);
}

port.on('message', async (message: ToPgliteWorker) => {
  const { bytes, closing } =
    message === 'close' ? { bytes: new Uint8Array(), closing: true } : withWaiting(port, message);
  if (bytes.length > 0) {
    const reply = await run(bytes);
    if (reply.length > 0) port.postMessage(reply satisfies FromPgliteWorker, [reply.buffer]);
  }
  if (closing) {
    await engine.close();
    port.close();
  }
});
port.postMessage('ready' satisfies FromPgliteWorker);
