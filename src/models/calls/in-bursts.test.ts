import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { watchCall } from './call-watch.ts';
import { inBursts } from './in-bursts.ts';

const LONG_MS = 60_000;

async function burstsOf(
  stream: ReadableStream<number>,
  signal?: AbortSignal,
  onBurst = () => {},
): Promise<number[][]> {
  const watch = watchCall(signal, LONG_MS);
  const bursts: number[][] = [];
  try {
    for await (const burst of inBursts(stream, watch)) {
      bursts.push([...burst]);
      onBurst();
    }
  } finally {
    watch.close();
  }
  return bursts;
}

test('what is there at the same moment comes together, all of it and in its order', async () => {
  const taken = Promise.withResolvers<void>();
  async function* pieces() {
    yield* [1, 2, 3];
    await taken.promise;
    yield* [4, 5, 6];
  }
  const bursts = await burstsOf(ReadableStream.from(pieces()), undefined, taken.resolve);
  assert.deepEqual(bursts, [
    [1, 2, 3],
    [4, 5, 6],
  ]);
  const many = Array.from({ length: 5000 }, (_, index) => index);
  assert.deepEqual((await burstsOf(ReadableStream.from(many))).flat(), many);
});

test('what came before a stream broke is given, and then why it broke', async () => {
  async function* breaking() {
    yield 1;
    yield 2;
    throw new Error('the connection broke');
  }
  const watch = watchCall(undefined, LONG_MS);
  const seen: number[] = [];
  await assert.rejects(async () => {
    for await (const burst of inBursts(ReadableStream.from(breaking()), watch)) seen.push(...burst);
  }, /connection broke/);
  watch.close();
  assert.deepEqual(seen, [1, 2]);
});

test('a stream without end is left as soon as its caller leaves, and by whoever reads no further', async () => {
  let given = 0;
  const endless = () => new ReadableStream<number>({ pull: (controller) => controller.enqueue(given++) });
  const leaving = new AbortController();
  setTimeout(() => leaving.abort(new Error('gone')), 20);
  await assert.rejects(burstsOf(endless(), leaving.signal), /gone/);
  const watch = watchCall(undefined, LONG_MS);
  for await (const burst of inBursts(endless(), watch)) if (burst.length > 0) break;
  watch.close();
  const before = given;
  await sleep(20);
  assert.ok(given - before < 10, 'nobody reads on');
});
