import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { listLocalModels, readModelFolder } from './model-folder.ts';

/** ir_version 8, and a graph of one byte. */
const ONNX = Buffer.from([0x08, 0x08, 0x3a, 0x01, 0x00]);

describe('The folder of a local model', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parley-models-'));
  });
  after(() => rm(folder, { recursive: true }));

  async function write(model: string, files: Readonly<Record<string, unknown>>) {
    for (const [name, content] of Object.entries(files)) {
      const path = join(folder, model, name);
      await mkdir(dirname(path), { recursive: true });
      const isText = typeof content === 'string' || Buffer.isBuffer(content);
      await writeFile(path, isText ? content : JSON.stringify(content));
    }
  }
  const whole = { 'onnx/model.onnx': ONNX, 'config.json': {}, 'tokenizer.json': {} };

  test('tells how the model is stored, pooled and prompted, and how much it reads', async () => {
    await write('org/plain', whole);
    const plain = await readModelFolder(folder, 'org/plain');
    assert.deepEqual(
      [plain.dtype, plain.pooling, plain.mostTokens, plain.prefixes],
      ['fp32', 'mean', 512, { question: '', passage: '' }],
    );
    await write('org/told', {
      ...whole,
      'onnx/model_quantized.onnx': ONNX,
      'config.json': { max_position_embeddings: 514 },
      'tokenizer_config.json': { model_max_length: 1e30 },
      'sentence_bert_config.json': { max_seq_length: 256 },
      '1_Pooling/config.json': { pooling_mode_cls_token: true, pooling_mode_mean_tokens: false },
      'config_sentence_transformers.json': { prompts: { query: 'query: ', document: 'passage: ' } },
    });
    const told = await readModelFolder(folder, 'org/told');
    assert.deepEqual(
      [told.dtype, told.pooling, told.mostTokens, told.prefixes],
      ['q8', 'cls', 256, { question: 'query: ', passage: 'passage: ' }],
    );
  });

  test('says in words what is missing or wrong', async () => {
    const complaints: readonly (readonly [files: Readonly<Record<string, unknown>>, complaint: RegExp])[] = [
      [{ 'config.json': {} }, /it has no file onnx\/model\.onnx or/],
      [{ 'onnx/model.onnx': ONNX }, /it has no tokenizer\.json/],
      [{ 'onnx/model.onnx': ONNX, 'tokenizer.json': {} }, /it has no config\.json/],
      [{ ...whole, 'config.json': '{"a"' }, /config\.json is not readable as JSON/],
      [{ ...whole, 'config.json': `[${' '.repeat(2_000_000)}` }, /config\.json is not readable as JSON/],
      [
        { ...whole, '1_Pooling/config.json': { pooling_mode_mean_tokens: false } },
        /asks for a pooling other/,
      ],
      [{ ...whole, 'onnx/model.onnx': ONNX.subarray(0, 4) }, /onnx\/model\.onnx is cut off/],
      [{ ...whole, 'onnx/model.onnx': ONNX.subarray(0, 2) }, /onnx\/model\.onnx is cut off/],
      [{ ...whole, 'onnx/model.onnx': '' }, /onnx\/model\.onnx is no ONNX model/],
      [{ ...whole, 'onnx/model.onnx': 'version https://git-lfs.github.com/spec/v1\n' }, /is no ONNX model/],
      [{ ...whole, 'onnx/model.onnx': '<!doctype html><title>Not found</title>' }, /is no ONNX model/],
      [{ ...whole, 'onnx/model.onnx': Buffer.alloc(100_000, 0xff) }, /is no ONNX model/],
    ];
    for (const [place, [files, complaint]] of complaints.entries()) {
      await write(`wrong/m${place}`, files);
      await assert.rejects(readModelFolder(folder, `wrong/m${place}`), complaint);
    }
    await assert.rejects(readModelFolder(folder, 'org/none'), /there is no such folder in PARLEY_MODELS_DIR/);
  });

  test('models are listed in byte order, and other things are not', async () => {
    await write('many/b', whole);
    await write('many/a', whole);
    await write('many/B', whole);
    await write('many/.hidden', whole);
    await write('many/no-files', { 'readme.md': 'text' });
    await writeFile(join(folder, 'a-file'), '');
    const listed = await listLocalModels(folder);
    assert.deepEqual(
      listed.filter((name) => name.startsWith('many/')),
      ['many/B', 'many/a', 'many/b'],
    );
    assert.deepEqual(await listLocalModels(join(folder, 'nowhere')), []);
  });
});
