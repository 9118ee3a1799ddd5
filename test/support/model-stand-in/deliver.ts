import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import type { Delivery } from './delivery.ts';
import type { Exchange } from './exchange.ts';

const READING_MS = 30;
const READING_TURNS = 20;

/** A client loses what it has not read yet when its connection breaks; it may share this busy process. */
async function letRead(signal: AbortSignal): Promise<void> {
  await sleep(READING_MS, undefined, { signal });
  for (let turn = 0; turn < READING_TURNS; turn++) await nextTurn();
  signal.throwIfAborted();
}

/** Sends the delivery; ends silently when the client is gone. */
export async function deliver(
  response: ServerResponse,
  delivery: Delivery,
  exchange: Exchange,
): Promise<void> {
  const { end } = delivery;
  try {
    await write(response, delivery, exchange.gone);
    if (end === 'cut') await letRead(exchange.gone);
  } catch (error) {
    if (exchange.gone.aborted) return;
    throw error;
  }
  if (end === 'finish') response.end();
  if (end !== 'cut' && end !== 'reset') return;
  exchange.isBroken = true;
  if (end === 'cut') response.socket?.destroy();
  else response.socket?.resetAndDestroy();
}

async function write(
  response: ServerResponse,
  { head, writes }: Delivery,
  signal: AbortSignal,
): Promise<void> {
  for (const { bytes, waitMs } of writes) {
    if (waitMs !== null) await (waitMs > 0 ? sleep(waitMs, undefined, { signal }) : nextTurn());
    signal.throwIfAborted();
    if (head !== null && !response.headersSent) response.writeHead(head.status, head.headers);
    if (!response.write(bytes)) await once(response, 'drain', { signal });
  }
}
