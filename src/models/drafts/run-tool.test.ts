import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { asked } from '../../../test/support/asked.ts';
import { callerOf } from '../../../test/support/new-caller.ts';
import { ParleyError } from '../../core/errors.ts';
import { newId } from '../../core/ids.ts';
import type { Tool } from '../evidence.ts';
import { runTool } from './run-tool.ts';

const request = asked({ context: callerOf(newId()), question: 'Who?' });

const repeat: Tool<{ words: string }> = {
  name: 'repeat',
  description: 'Repeats.',
  input: z.object({ words: z.string().max(20) }),
  step: 'Repeated',
  async run({ words }) {
    if (words === 'unknown')
      throw new ParleyError('invalid_input', 'There is no service “unknown”; there is checkout.');
    if (words === 'broken') throw new Error('password of the database is 1234');
    return [{ text: words, citations: [] }];
  },
};

const run = (name: string, input: string, restore = (text: string) => text) =>
  runTool({ type: 'tool call', id: '1', name, input }, [repeat as Tool], request, restore);

test('a tool gets its input and gives evidence, and the call is recorded', async () => {
  const { evidence, complaint, record } = await run('repeat', '{"words":"a {{email-1}}"}', (text) =>
    text.replace('{{email-1}}', 'ada@example.org'),
  );
  assert.deepEqual([evidence, complaint], [[{ text: 'a ada@example.org', citations: [] }], null]);
  assert.deepEqual({ ...record, ms: 0 }, { ...record, ms: 0, name: 'repeat', outcome: 'done', found: 1 });
  assert.doesNotMatch(record.input, /ada@/);
});

test('what a model does wrong is told to it, and nothing runs', async () => {
  for (const [name, input, said] of [
    ['delete_everything', '{}', /no such tool; there are: repeat/],
    ['repeat', '{"words":7}', /wrong at words/],
    ['repeat', '{"words":', /input is wrong/],
    ['repeat', '"words"', /input is wrong/],
    ['repeat', JSON.stringify({ words: 'x'.repeat(21) }), /wrong at words/],
    ['repeat', JSON.stringify({ words: 'x'.repeat(30_000) }), /input is wrong/],
    ['repeat', '{"words":"unknown"}', /there is checkout/],
  ] as const) {
    const { evidence, complaint, record } = await run(name, input);
    assert.deepEqual(evidence, [], input.slice(0, 40));
    assert.match(complaint ?? '', said);
    assert.equal(record.outcome, 'refused');
    assert.ok(record.input.length <= 1001);
  }
});

test('what breaks inside is not told', async () => {
  const { complaint, record } = await run('repeat', '{"words":"broken"}');
  assert.equal(record.outcome, 'failed');
  assert.doesNotMatch(complaint ?? '', /1234|database/);
});
