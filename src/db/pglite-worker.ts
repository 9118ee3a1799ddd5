import { parentPort, workerData } from 'node:worker_threads';
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

port.on('message', async (message: ToPgliteWorker) => {
  if (message === 'close') {
    await engine.close();
    port.close();
    return;
  }
  const chunks: Uint8Array[] = [];
  await engine.execProtocolRawStream(message, {
    syncToFs: false,
    // The engine reuses its memory for the next chunk.
    onRawData: (chunk) => chunks.push(chunk.slice()),
  });
  const reply = joinBytes(chunks);
  if (reply.length > 0) port.postMessage(reply satisfies FromPgliteWorker, [reply.buffer]);
});
port.postMessage('ready' satisfies FromPgliteWorker);
