import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asked } from '../../test/support/asked.ts';
import { callerOf } from '../../test/support/new-caller.ts';
import { ParleyError } from '../core/errors.ts';
import { newId } from '../core/ids.ts';
import type { AnswerEvent, Answerer } from './answerer.ts';
import { answererChain } from './answerer-chain.ts';

const request = asked({ context: callerOf(newId()), question: 'Who?' });

const FINISH: AnswerEvent = {
  ...{ type: 'finish', sources: [], abstained: false, inputRequired: false, state: null },
};

const speaking = (name: string): Answerer => ({
  name,
  async *answer() {
    yield { type: 'text', text: `I am ${name}.` };
    yield FINISH;
  },
});

const failing = (name: string, error: Error, firstWords?: string): Answerer => ({
  name,
  async *answer() {
    yield { type: 'progress', step: 'Looked' };
    if (firstWords !== undefined) yield { type: 'text', text: firstWords };
    throw error;
  },
});

const unavailable = (retryAfterSeconds: number) =>
  new ParleyError('model_unavailable', 'none', { retryAfterSeconds });

async function events(...answerers: [Answerer, ...Answerer[]]) {
  const skipped: string[] = [];
  const chain = answererChain(answerers, 1000, (name) => skipped.push(name));
  const heard: AnswerEvent[] = [];
  for await (const event of chain.answer(request)) heard.push(event);
  return { heard, skipped };
}

test('the next one answers where one cannot, and it is said who speaks', async () => {
  const { heard, skipped } = await events(
    failing('a', unavailable(3)),
    failing('b', unavailable(2)),
    speaking('c'),
  );
  assert.deepEqual(skipped, ['a', 'b']);
  assert.deepEqual(
    heard.filter(({ type }) => type !== 'progress'),
    [
      { type: 'speaker', name: 'a' },
      { type: 'speaker', name: 'b' },
      { type: 'speaker', name: 'c' },
      { type: 'text', text: 'I am c.' },
      FINISH,
    ],
  );
});

test('where words were said, no other begins anew', async () => {
  await assert.rejects(events(failing('a', unavailable(3), 'The '), speaking('b')), {
    code: 'model_unavailable',
  });
});

test('a fault of our own is not hidden behind another answer', async () => {
  await assert.rejects(events(failing('a', new Error('a bug')), speaking('b')), /a bug/);
});

test('where nobody is left, the caller is told the soonest time to come back', async () => {
  await assert.rejects(events(failing('a', unavailable(30)), failing('b', unavailable(4))), (error) => {
    assert.ok(error instanceof ParleyError);
    assert.deepEqual([error.code, error.details.retryAfterSeconds], ['model_unavailable', 4]);
    return true;
  });
});

test('all of a chain have one deadline', async () => {
  const deadlines: unknown[] = [];
  const noting = (name: string): Answerer => ({
    name,
    // biome-ignore lint/correctness/useYield: it fails before it says anything
    async *answer({ deadline }) {
      deadlines.push(deadline);
      throw unavailable(1);
    },
  });
  await assert.rejects(events(noting('a'), noting('b')));
  assert.equal(deadlines.length, 2);
  assert.equal(deadlines[0], deadlines[1]);
});
