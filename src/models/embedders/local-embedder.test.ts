import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createLocalEmbedder } from './local-embedder.ts';

const MODELS = fileURLToPath(new URL('../../../../shared/data/models', import.meta.url));
const skip = existsSync(MODELS) ? false : 'no models in ../shared/data/models';

const cosine = (one: Float32Array | undefined, other: Float32Array | undefined) =>
  (one ?? new Float32Array()).reduce((sum, value, axis) => sum + value * (other?.[axis] ?? 0), 0);

describe('A local model', { skip }, () => {
  const embedder = createLocalEmbedder(MODELS, 'parley-test/use-lite-en');
  after(() => embedder.close());

  test('gives the same vector for a text whatever it comes with', async () => {
    const texts = ['The queue is full.', 'A wing in a slipstream', 'Who restarts the broker?'];
    const together = await embedder.embed([...texts, ...texts, ...texts, ...texts], 'passage');
    for (const [index, vector] of together.entries()) {
      const [alone] = await embedder.embed([texts[index % 3] ?? ''], 'question');
      assert.deepEqual(vector, alone);
      assert.equal(vector.length, 512);
      assert.ok(Math.abs(cosine(vector, vector) - 1) < 1e-5);
    }
  });

  test('brings what means alike together', async () => {
    const [question, near, far] = await embedder.embed(
      ['How do I reset my password?', 'Changing a forgotten password', 'The river flows to the sea'],
      'question',
    );
    assert.ok(cosine(question, near) > cosine(question, far) + 0.2);
  });

  test('has a vector for nothing, and for any amount of anything', async () => {
    const texts = [
      '',
      ' \n\t',
      '\0',
      '\ud800',
      '﷽',
      'x'.repeat(1_000_000),
      ' '.repeat(1_000_000),
      'a '.repeat(500_000),
    ];
    for (const vector of await embedder.embed(texts, 'passage'))
      assert.ok(Math.abs(cosine(vector, vector) - 1) < 1e-5);
    assert.deepEqual(await embedder.embed([], 'passage'), []);
  });

  test('answers a question before the rest of many passages', async () => {
    const done: string[] = [];
    const passages = embedder
      .embed(Array(64).fill('boundary layer'), 'passage')
      .then(() => done.push('passages'));
    const question = embedder.embed(['why?'], 'question').then(() => done.push('question'));
    await Promise.all([passages, question]);
    assert.deepEqual(done, ['question', 'passages']);
  });

  test('stops for a caller that leaves', async () => {
    const controller = new AbortController();
    const passages = embedder.embed(Array(640).fill('boundary layer'), 'passage', controller.signal);
    const refused = assert.rejects(passages, /^Error: gone$/);
    controller.abort(new Error('gone'));
    await refused;
  });
});

test('a model without transformer layers works too', { skip }, async (context) => {
  const embedder = createLocalEmbedder(MODELS, 'parley-test/glove-wink-100d');
  context.after(() => embedder.close());
  assert.equal(await embedder.dimensions(), 100);
  const [known, unknown] = await embedder.embed(['the river', '﷽'], 'passage');
  assert.equal(known?.length, 100);
  assert.ok(Math.abs(cosine(unknown, unknown) - 1) < 1e-5);
});

describe('A local model that cannot be used', { skip }, () => {
  const refusal = async (folder: string, model: string) => {
    const embedder = createLocalEmbedder(folder, model);
    const reason = await embedder.embed(['a'], 'passage').catch((error) => `${error.code}: ${error.message}`);
    // It is not tried again for each text.
    assert.equal(await embedder.dimensions().catch((error) => `${error.code}: ${error.message}`), reason);
    await embedder.close();
    return String(reason).replace(`unavailable: The embedding model local/${model} cannot be used: `, '');
  };

  test('a download that broke off', async () =>
    assert.equal(
      await refusal(MODELS, 'parley-test/broken'),
      'its file onnx/model_quantized.onnx is cut off.',
    ));

  test('a folder that is not there', async () =>
    assert.equal(await refusal(MODELS, 'parley-test/none'), 'there is no such folder in PARLEY_MODELS_DIR.'));

  test('files that look whole and are not', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'parley-models-'));
    try {
      const model = join(folder, 'org/model');
      const fresh = () =>
        cp(join(MODELS, 'parley-test/glove-wink-100d'), model, { recursive: true, mode: 0 });
      await fresh();
      await truncate(join(model, 'onnx/model.onnx'), 0);
      assert.equal(await refusal(folder, 'org/model'), 'its file onnx/model.onnx is no ONNX model.');
      // ir_version 8 and an empty graph: whole by its outermost fields.
      await writeFile(join(model, 'onnx/model.onnx'), Buffer.from([0x08, 0x08, 0x3a, 0x00]));
      assert.match(await refusal(folder, 'org/model'), /^its ONNX file does not load \(.+\)\.$/);
      await fresh();
      await writeFile(join(model, 'tokenizer.json'), '{"version": ');
      assert.equal(await refusal(folder, 'org/model'), 'its tokenizer cannot be read.');
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
