import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ModelChoice } from '../../core/model-name.ts';
import { chooseModel } from './choose-model.ts';

const configured: readonly ModelChoice[] = [
  { provider: 'openai', model: 'gpt-5-mini' },
  { provider: 'compatible', model: 'team/llama' },
  'builtin',
];

test('a configured model is meant with and without its provider', () => {
  const mini = configured[0];
  assert.deepEqual(chooseModel('openai/gpt-5-mini', configured), mini);
  assert.deepEqual(chooseModel('gpt-5-mini', configured), mini);
  assert.deepEqual(chooseModel('team/llama', configured), configured[1]);
  assert.deepEqual(chooseModel('compatible/team/llama', configured), configured[1]);
  assert.equal(chooseModel('builtin', configured), 'builtin');
});

test('the names of the contract are taken where their provider is configured, and only there', () => {
  for (const model of ['gpt-4o', 'gpt-4o-mini', 'gpt-4-turbo', 'gpt-3.5-turbo'])
    assert.deepEqual(chooseModel(model, configured), { provider: 'openai', model });
  assert.deepEqual(chooseModel('openai/gpt-4o', configured), { provider: 'openai', model: 'gpt-4o' });
  assert.equal(chooseModel('claude-sonnet-4-6', configured), undefined);
  assert.equal(chooseModel('gpt-4o', ['builtin']), undefined);
});

test('no other model is asked, however it is written', () => {
  for (const asked of ['', 'gpt-9', 'openai/gpt-9', 'anthropic/gpt-4o', '../x', 'openai/', 'ollama/qwen3'])
    assert.equal(chooseModel(asked, configured), undefined, asked);
  assert.equal(chooseModel('builtin', [{ provider: 'openai', model: 'gpt-5-mini' }]), undefined);
});
