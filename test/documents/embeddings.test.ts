import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Db } from '../../src/db/db.ts';
import { createEmbeddingWork } from '../../src/jobs/embed-passages.ts';
import { createLocalEmbedder } from '../../src/models/embedders/local-embedder.ts';
import { createPassageFinder } from '../../src/retrieval/find-passages.ts';
import { createQuestionVectors } from '../../src/retrieval/question-vectors.ts';
import { type DocumentClient, documentClient } from '../support/document-client.ts';
import { onEachEngine } from '../support/on-each-engine.ts';
import { openPassageBrand, type PassageBrand, texts } from '../support/passage-brand.ts';
import { onEachServer } from '../support/running-parley.ts';

const MODELS = join(import.meta.dirname, '..', '..', '..', 'shared', 'data', 'models');
const skip = existsSync(MODELS) ? false : 'no models in ../shared/data/models';
const LEASE_MS = 60_000;

const indexesOf = (db: Db, tenantId: string) =>
  db.autocommit(
    'select model, dimensions, state, error from embedding_indexes where tenant_id = $1 order by created_at',
    [tenantId],
  );

describe('Local embedding models', { skip }, () => {
  onEachEngine('a brand that changes its model', (store) => {
    const first = createLocalEmbedder(MODELS, 'parley-test/use-lite-en');
    const second = createLocalEmbedder(MODELS, 'parley-test/glove-wink-100d');
    const broken = createLocalEmbedder(MODELS, 'parley-test/broken');
    const models = [first, second, broken];
    const failures: string[] = [];
    let brand: PassageBrand;
    before(async () => {
      brand = await openPassageBrand(store());
      await brand.write('', [
        'Changing a forgotten password takes five minutes.',
        'The river flows to the sea.',
        ...texts(60, (place) => `Shelf ${place} holds box ${place * 3}.`),
      ]);
    });
    after(() => Promise.all(models.map((model) => model.close())));
    const work = (model: typeof first) =>
      createEmbeddingWork(store(), model, LEASE_MS)(new AbortController().signal);
    async function find(question: string, model: typeof first) {
      const vectors = createQuestionVectors({
        ...{ db: store(), embedder: model },
        embedderNamed: async (name) => models.find((each) => each.name === name) ?? null,
        onFailure: (error, name) => failures.push(`${name}: ${String(error)}`),
      });
      const { tenantId, brandId } = brand;
      const search = { tenantId, brandId, scopes: [], question, limit: 5, threshold: 0 };
      return (await createPassageFinder({ db: store(), vectors })(search)).map(({ content }) => content);
    }

    test('finds by meaning with the first, with it until the second is complete, and then with that', async () => {
      const question = 'How can I reset it when my login secret is lost?';
      assert.equal(await work(first), true);
      assert.match((await find(question, first)).join(), /forgotten password/);
      const before = await find(question, second);
      assert.deepEqual(before, await find(question, first));
      assert.equal(await work(second), true);
      const indexes = await indexesOf(store(), brand.tenantId);
      assert.deepEqual(
        indexes.map(({ model, dimensions, state }) => [model, dimensions, state]),
        [['local/parley-test/glove-wink-100d', 100, 'ready']],
      );
      assert.equal((await find(question, second)).length, 5);
    });

    test('keeps the old index where the new model is broken, and says why', async () => {
      await assert.rejects(work(broken), /local\/parley-test\/broken cannot be used/);
      assert.equal((await indexesOf(store(), brand.tenantId)).length, 1);
      failures.length = 0;
      assert.equal((await find('quite other words', broken)).length, 5);
      assert.deepEqual(failures, []);
    });
  });

  for (const [choice, used] of [
    ['local/parley-test/broken', undefined],
    ['auto', 'local/parley-test/glove-wink-100d'],
  ] as const)
    onEachServer(
      `a server with PARLEY_EMBEDDINGS=${choice}`,
      (server) => {
        let client: DocumentClient;
        let tenantId: string;
        before(async () => {
          tenantId = await server().newTenant();
          client = documentClient(server().url, await server().newKey(tenantId));
          await client.call('POST', '/v1/brands', { brand_id: 'docs' });
          await client.give(
            { 'gate.md': '# Gate\n\nThe northern gate opens at 06:00 every day.' },
            { brand_id: 'docs' },
          );
        });
        const saysWhich = () =>
          server().logged.filter((line) => {
            const { level, err, model } = JSON.parse(line) as {
              level: unknown;
              err?: { message?: string };
              model?: string;
            };
            return (level === 'warn' || level === 40) && /broken/.test(`${model} ${err?.message}`);
          });

        test('answers by words, and its log names the model that cannot be used', async () => {
          const { content } = await client.ask('When does the northern gate open?', { brand_id: 'docs' });
          assert.match(content, /opens at 06:00/);
          assert.ok(saysWhich().length > 0, server().logged.slice(-5).join());
        });

        test(used === undefined ? 'tells it seldom' : 'embeds with the next one', async () => {
          const told = saysWhich().length;
          for (let wait = 0; used !== undefined && wait < 200; wait++) {
            const [index] = await indexesOf(server().parley.db, tenantId);
            if (index?.state === 'ready') break;
            await sleep(50);
          }
          const indexes = await indexesOf(server().parley.db, tenantId);
          assert.deepEqual(
            indexes.map(({ model, state }) => [model, state]),
            used === undefined ? [] : [[used, 'ready']],
          );
          for (let time = 0; time < 5; time++)
            await client.ask('When does the gate open?', { brand_id: 'docs' });
          assert.ok(saysWhich().length <= told + 2, saysWhich().join('\n'));
        });
      },
      { PARLEY_MODELS_DIR: MODELS, PARLEY_EMBEDDINGS: choice },
      { answers: 'itself' },
    );
});
