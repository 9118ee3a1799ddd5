import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { loadConfig } from '../../config/load.ts';
import { ParleyError } from '../../core/errors.ts';
import { createLogger } from '../../telemetry/logger.ts';
import type { Embedder } from './embedder.ts';
import { firstThatLoads } from './first-that-loads.ts';
import { openEmbedder, openEmbedderNamed } from './open-embedder.ts';

const MODELS = fileURLToPath(new URL('../../../../shared/data/models', import.meta.url));
const skip = existsSync(MODELS) ? false : 'no models in ../shared/data/models';
const nowhere = join(tmpdir(), 'parley-no-such-folder');

function logged() {
  const lines: { level: string; event: string; model?: string; err?: { reason: string } }[] = [];
  const logger = createLogger('info', { write: (line) => lines.push(JSON.parse(line)) });
  return { lines, logger };
}

async function opened(environment: Record<string, string>) {
  const { lines, logger } = logged();
  const config = loadConfig({}, environment, nowhere);
  return { embedder: await openEmbedder({ config, logger }), lines };
}

test('without a model there is no embedder, and nothing is said about it', async () => {
  for (const environment of [{ PARLEY_MODELS_DIR: nowhere }, { PARLEY_EMBEDDINGS: 'off' }]) {
    const { embedder, lines } = await opened(environment);
    assert.equal(embedder, null);
    assert.deepEqual(lines, []);
  }
});

test('the first model that can be used is taken, the broken one before it is told', { skip }, async () => {
  const { embedder, lines } = await opened({ PARLEY_MODELS_DIR: MODELS });
  assert.equal(embedder?.name, 'local/parley-test/glove-wink-100d');
  assert.deepEqual(
    lines.map(({ level, model, err }) => [level, model, err?.reason]),
    [
      [
        'warn',
        'local/parley-test/broken',
        'The embedding model local/parley-test/broken cannot be used: its file onnx/model_quantized.onnx is cut off.',
      ],
    ],
  );
  await embedder?.close();
});

test('a broken model alone is no embedder', { skip }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'parley-models-'));
  try {
    await cp(join(MODELS, 'parley-test/broken'), join(folder, 'org/broken'), { recursive: true, mode: 0 });
    const { embedder, lines } = await opened({ PARLEY_MODELS_DIR: folder });
    assert.equal(embedder, null);
    assert.equal(lines.length, 1);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('a model that is named and broken is told, and fails in words when it is used', { skip }, async () => {
  const { embedder, lines } = await opened({
    PARLEY_MODELS_DIR: MODELS,
    PARLEY_EMBEDDINGS: 'local/parley-test/broken',
  });
  assert.equal(lines.length, 1);
  await assert.rejects(embedder?.embed(['a'], 'question') ?? Promise.resolve(), /is cut off\.$/);
});

test('a service is named by its provider and asked nothing at first', async () => {
  const { embedder } = await opened({ PARLEY_EMBEDDINGS: 'ollama/nomic-embed-text' });
  assert.equal(embedder?.name, 'ollama/nomic-embed-text');
});

test('the model of an older index is opened by its name, where its service is still configured', async () => {
  const config = loadConfig({}, {}, nowhere);
  assert.equal((await openEmbedderNamed('local/org/model', config))?.name, 'local/org/model');
  assert.equal((await openEmbedderNamed('ollama/model', config))?.name, 'ollama/model');
  for (const name of ['openai/model', 'compatible/model', 'anthropic/model', 'auto', 'off', 'local/../x', ''])
    assert.equal(await openEmbedderNamed(name, config), null, name);
});

test('a choice that cannot be is refused with the configuration', () => {
  const wrong = /PARLEY_EMBEDDINGS must be auto, off/;
  for (const choice of ['anthropic/x', 'local/x', 'local/../x', 'local/a/.b', 'local/a/b/c', 'x'])
    assert.throws(() => loadConfig({}, { PARLEY_EMBEDDINGS: choice }, nowhere), wrong, choice);
  assert.throws(
    () => loadConfig({}, { PARLEY_EMBEDDINGS: 'openai/x' }, nowhere),
    /OPENAI_API_KEY must be set/,
  );
  assert.throws(() => loadConfig({}, { PARLEY_RERANKER: 'x' }, nowhere), /PARLEY_RERANKER_URL must be set/);
});

const model = (name: string, fails: boolean): Embedder => {
  const answer = <T>(value: T) =>
    fails ? Promise.reject(new ParleyError('unavailable', `${name} fails`)) : Promise.resolve(value);
  return {
    name,
    embed: (texts) => answer(texts.map(() => Float32Array.of(1))),
    dimensions: () => answer(1),
    close: async () => {},
  };
};

test('where the first model turns out not to load, the next one takes its place, told once', async () => {
  const { lines, logger } = logged();
  const embedder = firstThatLoads([model('a', true), model('b', false), model('c', false)], logger);
  assert.equal(embedder.name, 'a');
  const [dimensions, vectors] = await Promise.all([embedder.dimensions(), embedder.embed(['x'], 'passage')]);
  assert.deepEqual([dimensions, vectors.length, embedder.name, lines.length], [1, 1, 'b', 1]);
});

test('where none loads, that is said', async () => {
  const { lines, logger } = logged();
  const embedder = firstThatLoads([model('a', true), model('b', true)], logger);
  for (let use = 0; use < 2; use++)
    await assert.rejects(
      embedder.embed(['x'], 'passage'),
      /No embedding model of PARLEY_MODELS_DIR can be used/,
    );
  assert.equal(lines.length, 2);
});
