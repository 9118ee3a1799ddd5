import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type ModelStandIn, startModelStandIn } from '../../../test/support/model-stand-in/model-stand-in.ts';
import type { ModelName } from '../../core/model-name.ts';
import { probeProvider } from './probe-provider.ts';

describe('Asking a provider whether it is there', () => {
  let standIn: ModelStandIn;
  before(async () => {
    standIn = await startModelStandIn();
  });
  after(() => standIn.stop());

  const settings = (key: string | null) => ({
    ...{ openaiKey: key, openaiUrl: standIn.url, anthropicKey: key, anthropicUrl: standIn.url },
    ...{ ollamaUrl: standIn.url, compatibleUrl: `${standIn.url}/`, compatibleKey: key },
  });
  const probe = (provider: ModelName['provider'], key: string | null) =>
    probeProvider({ provider, model: 'any' }, settings(key), 5000);

  test('one that answers and takes the key is said to', async () => {
    for (const provider of ['openai', 'anthropic', 'compatible'] as const)
      assert.match(
        await probe(provider, 'a key'),
        /^http:\/\/127\.0\.0\.1:\d+\/v1\/? (answers|has it)/,
        provider,
      );
  });

  test('one that does not take the key is said not to, and the key is not told', async () => {
    for (const provider of ['openai', 'anthropic', 'ollama', 'compatible'] as const)
      await assert.rejects(probe(provider, null), /does not take the key \(HTTP 401\)$/, provider);
  });

  test('one that is down cannot be reached', async () => {
    await standIn.goDown();
    await assert.rejects(probe('openai', 'a key'), /cannot be reached$/);
    await standIn.comeBack();
  });
});
