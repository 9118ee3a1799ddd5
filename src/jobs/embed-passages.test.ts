import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { onEachEngine } from '../../test/support/on-each-engine.ts';
import { openPassageBrand, type PassageBrand, texts } from '../../test/support/passage-brand.ts';
import { type WordEmbedder, wordEmbedder } from '../../test/support/word-embedder.ts';
import { newId, type Uuid } from '../core/ids.ts';
import { deleteBrand } from '../knowledge/delete-brand.ts';
import { deleteDocument } from '../knowledge/delete-document.ts';
import type { Embedder } from '../models/embedders/embedder.ts';
import { createPassageFinder } from '../retrieval/find-passages.ts';
import { createQuestionVectors } from '../retrieval/question-vectors.ts';
import { vectorTable } from '../store/brand-tables.ts';
import { bumpContentVersion, insertPassages } from '../store/document-writes.ts';
import { searchVectors } from '../store/passage-vectors.ts';
import { runQueries } from '../store/query.ts';
import { createEmbeddingWork } from './embed-passages.ts';

const LEASE_MS = 60_000;
const going = () => new AbortController().signal;

onEachEngine('embedding passages in the background', (store) => {
  let brand: PassageBrand;
  let embedder: WordEmbedder;
  beforeEach(async () => {
    // Brands of tests before are out of the way.
    await store().autocommit('delete from brands');
    brand = await openPassageBrand(store());
    embedder = wordEmbedder();
  });

  async function embedAll(by: Embedder = embedder, graphFrom?: number): Promise<number> {
    const settings = graphFrom === undefined ? {} : { graphFrom };
    const work = createEmbeddingWork(store(), by, LEASE_MS, settings);
    let calls = 0;
    while (await work(going())) calls += 1;
    return calls;
  }

  const indexes = () =>
    store().autocommit(
      'select id, model, dimensions, state, error, lease_owner from embedding_indexes where tenant_id = $1 order by created_at',
      [brand.tenantId],
    );
  const vectorsOf = async (indexId: unknown): Promise<number> => {
    const [row] = await store().autocommit(`select count(*) as vectors from ${vectorTable(String(indexId))}`);
    return Number(row?.vectors);
  };
  const states = async () =>
    Promise.all((await indexes()).map(async ({ id, model, state }) => [model, state, await vectorsOf(id)]));
  const failures: string[] = [];
  const finder = (by: Embedder, others: readonly Embedder[] = []) =>
    createPassageFinder({
      db: store(),
      vectors: createQuestionVectors({
        db: store(),
        embedder: by,
        embedderNamed: async (name) => others.find((other) => other.name === name) ?? null,
        onFailure: (error, model) => failures.push(`${model}: ${String(error)}`),
      }),
    });
  const find = async (question: string, by: Embedder = embedder, others: readonly Embedder[] = []) => {
    const { tenantId, brandId } = brand;
    const found = await finder(
      by,
      others,
    )({ tenantId, brandId, scopes: [], question, limit: 10, threshold: 0 });
    return found.map(({ content }) => content);
  };

  test('every passage gets its vector, a batch at a time, and the index is used from then on', async () => {
    await brand.write(
      '',
      texts(150, (place) => `passage number ${place} about topic ${place % 7}`),
    );
    assert.equal(await embedAll(), 1);
    assert.deepEqual(await states(), [['test/words', 'ready', 150]]);
    assert.equal(embedder.passages.filter((text) => text.includes('number')).length >= 150, true);
    assert.equal(await embedAll(), 0, 'nothing is left to do');
  });

  test('a brand without passages needs no model', async () => {
    embedder.failure = new Error('loaded for nothing');
    assert.equal(await embedAll(), 0);
  });

  test('what is stopped in the middle goes on where it was, and is not ready before', async () => {
    await brand.write(
      '',
      texts(100, (place) => `stone ${place}`),
    );
    const stop = new AbortController();
    const stopping: Embedder = {
      ...embedder,
      async embed(...given) {
        if (embedder.passages.length >= 64) stop.abort();
        return embedder.embed(...given);
      },
    };
    await createEmbeddingWork(store(), stopping, LEASE_MS)(stop.signal);
    const [[, state, done] = []] = await states();
    assert.equal(state, 'building');
    assert.ok(Number(done) >= 64 && Number(done) < 100, String(done));
    assert.deepEqual(
      (await indexes()).map(({ error, lease_owner }) => [error, lease_owner]),
      [[null, null]],
    );
    const before = embedder.passages.splice(0);
    await embedAll();
    assert.deepEqual(await states(), [['test/words', 'ready', 100]]);
    const again = embedder.passages.slice(0, 100 - Number(done));
    assert.deepEqual(
      again.filter((text) => before.slice(0, Number(done)).includes(text)),
      [],
    );
  });

  test('a model that fails leaves search by words, says why, and is asked again', async () => {
    await brand.write(
      '',
      texts(40, (place) => `pebble ${place}`),
    );
    const work = createEmbeddingWork(store(), embedder, LEASE_MS);
    const failing: Embedder = { ...embedder, embed: async () => Promise.reject(new Error('out of memory')) };
    await assert.rejects(createEmbeddingWork(store(), failing, LEASE_MS)(going()), /out of memory/);
    const [index] = await indexes();
    assert.deepEqual([index?.state, index?.error, index?.lease_owner], ['building', 'out of memory', null]);
    assert.deepEqual(await find('pebble 7', failing), await find('pebble 7', wordEmbedder('test/none')));
    assert.equal((await find('pebble 7'))[0], 'pebble 7');
    assert.equal(await work(going()), true);
    assert.deepEqual(await states(), [['test/words', 'ready', 40]]);
    assert.equal((await indexes())[0]?.error, null);
  });

  test('a brand whose passages the model cannot read keeps no other waiting', async () => {
    await brand.write('', ['poison']);
    const other = await openPassageBrand(store());
    await other.write('', ['wholesome']);
    const picky: Embedder = {
      ...embedder,
      async embed(given, ...more) {
        if (given.some((text) => text.includes('poison'))) throw new Error('cannot read this');
        return embedder.embed(given, ...more);
      },
    };
    const work = createEmbeddingWork(store(), picky, LEASE_MS);
    const outcomes = [];
    for (let call = 0; call < 2; call++) outcomes.push(await work(going()).catch(() => 'failed'));
    assert.deepEqual(outcomes.sort(), ['failed', true].sort());
    const found = await finder(picky)({
      ...{ tenantId: other.tenantId, brandId: other.brandId, scopes: [], limit: 5, threshold: 0 },
      question: 'nothing of that but meaning',
    });
    assert.equal(found[0]?.content, 'wholesome');
  });

  test('a new document gets its vectors, a deleted one loses them, and the others are left alone', async () => {
    await brand.write(
      '',
      texts(30, (place) => `gravel ${place}`),
    );
    await embedAll();
    embedder.passages.length = 0;
    const [added = ''] = await brand.write('', ['a late arrival']);
    assert.equal(await embedAll(), 1);
    assert.deepEqual(
      embedder.passages.filter((text) => text.includes('gravel')),
      [],
    );
    assert.deepEqual(await states(), [['test/words', 'ready', 31]]);
    await deleteDocument(store(), brand.context, added);
    assert.deepEqual(await states(), [['test/words', 'ready', 30]]);
    assert.ok(!(await find('late arrival')).includes('a late arrival'));
  });

  test('a passage that was made before others and stored after them gets its vector', async () => {
    const early = newId();
    await brand.write(
      '',
      texts(5, (place) => `slow ${place}`),
    );
    const work = createEmbeddingWork(store(), embedder, LEASE_MS);
    while (await work(going()));
    const { tenantId, brandId } = brand;
    const passage = {
      id: early,
      ordinal: 1,
      start: 0,
      end: 4,
      headings: [],
      content: 'late',
      searchText: 'late',
    };
    await store().transaction({ tenantId }, async (tx) => {
      const revision = { documentId: newId(), revisionId: newId(), passages: [passage] };
      await insertPassages(tx, { tenantId, brandId, scope: '' }, [revision]);
      await bumpContentVersion(tx, { tenantId, brandId });
    });
    while (await work(going()));
    assert.deepEqual(await states(), [['test/words', 'ready', 6]]);
  });

  test('a document that is deleted while it is embedded leaves no vector', async () => {
    const [id = ''] = await brand.write('', ['soon gone', 'here to stay'].slice(0, 1));
    await brand.write('', ['here to stay']);
    const slow: Embedder = {
      ...embedder,
      async embed(given, kind, signal) {
        if (given.some((text) => text.includes('soon gone')))
          await deleteDocument(store(), brand.context, id);
        return embedder.embed(given, kind, signal);
      },
    };
    await embedAll(slow).catch(() => {});
    await embedAll();
    assert.deepEqual(await states(), [['test/words', 'ready', 1]]);
  });

  test('a new model fills an index beside the old one, which serves until the new one is complete', async () => {
    const synonyms = { lorry: 'truck' };
    const old = wordEmbedder('test/old', 256, synonyms);
    await brand.write('', ['the truck is at the gate', ...texts(70, (place) => `other ${place}`)]);
    await embedAll(old);
    const asked: string[] = [];
    const next = wordEmbedder('test/next', 384, synonyms);
    const halfway: Embedder = {
      ...next,
      async embed(...given) {
        if (given[1] === 'passage') {
          // By words alone nothing is found: it is the old index that answers.
          asked.push((await find('lorry', next, [old]))[0] ?? '');
          assert.deepEqual(
            (await indexes()).map(({ model, state }) => [model, state]),
            [
              ['test/old', 'ready'],
              ['test/next', 'building'],
            ],
          );
        }
        return next.embed(...given);
      },
    };
    await createEmbeddingWork(store(), halfway, LEASE_MS)(going());
    assert.ok(
      asked.length >= 2 && asked.every((first) => first === 'the truck is at the gate'),
      String(asked),
    );
    assert.deepEqual(await states(), [['test/next', 'ready', 71]]);
    assert.equal((await find('lorry', next))[0], 'the truck is at the gate');
    const [left] = await store().autocommit(
      "select count(*) as tables from pg_inherits where inhparent = 'passage_vectors'::regclass and inhrelid::regclass::text = any($1)",
      [(await indexes()).map(({ id }) => vectorTable(String(id)))],
    );
    assert.equal(left?.tables, 1);
  });

  test('until then a question of which the old model is gone is answered by words', async () => {
    await brand.write('', ['the truck is at the gate']);
    await embedAll(wordEmbedder('test/old'));
    assert.deepEqual(await find('truck', wordEmbedder('test/next')), ['the truck is at the gate']);
    const broken = wordEmbedder('test/old');
    broken.failure = new Error('it is no model');
    failures.length = 0;
    assert.deepEqual(await find('truck', wordEmbedder('test/next'), [broken]), ['the truck is at the gate']);
    assert.deepEqual(failures, ['test/old: Error: it is no model']);
  });

  test('an index that is dropped while a question is embedded for it costs nothing but meaning', async () => {
    await brand.write('', ['the truck is at the gate']);
    await embedAll();
    const late: Embedder = {
      ...embedder,
      async embed(...given) {
        const vectors = await embedder.embed(...given);
        await embedAll(wordEmbedder('test/next'));
        return vectors;
      },
    };
    assert.deepEqual(await find('truck', late), ['the truck is at the gate']);
  });

  test('a model that was replaced under its name begins anew', async () => {
    await brand.write(
      '',
      texts(10, (place) => `brick ${place}`),
    );
    await embedAll();
    const other = wordEmbedder('test/words', 320);
    failures.length = 0;
    assert.equal((await find('brick 3', other))[0], 'brick 3');
    await embedAll(other);
    assert.deepEqual(await states(), [['test/words', 'ready', 10]]);
    assert.equal((await indexes())[0]?.dimensions, 320);
  });

  test('two workers do not fill one index at once, and who is gone loses it', async () => {
    await brand.write(
      '',
      texts(10, (place) => `tile ${place}`),
    );
    let inside = 0;
    const nested: Embedder = {
      ...embedder,
      async embed(...given) {
        if (given[1] === 'passage' && inside++ === 0)
          assert.equal(await createEmbeddingWork(store(), embedder, LEASE_MS)(going()), false);
        return embedder.embed(...given);
      },
    };
    await createEmbeddingWork(store(), nested, LEASE_MS)(going());
    assert.ok(inside > 0);
    assert.deepEqual(await states(), [['test/words', 'ready', 10]]);
    await brand.write('', ['one more tile']);
    const gone = "update embedding_indexes set lease_owner = 'gone', lease_until = now() + $1::interval";
    await store().autocommit(gone, ['1 minute']);
    assert.equal(await embedAll(), 0);
    await store().autocommit(gone, ['-1 minute']);
    assert.equal(await embedAll(), 1);
    assert.deepEqual(await states(), [['test/words', 'ready', 11]]);
  });

  test('a brand that is deleted meanwhile leaves no table of vectors', async () => {
    await brand.write(
      '',
      texts(10, (place) => `slab ${place}`),
    );
    const ids: Uuid[] = [];
    const deleting: Embedder = {
      ...embedder,
      async embed(...given) {
        ids.push(...(await indexes()).map(({ id }) => String(id)));
        await deleteBrand(store(), brand.context, 'docs');
        return embedder.embed(...given);
      },
    };
    await createEmbeddingWork(store(), deleting, LEASE_MS)(going()).catch(() => {});
    assert.equal(ids.length, 1);
    const [row] = await store().autocommit('select to_regclass($1) as found', [vectorTable(ids[0] ?? '')]);
    assert.equal(row?.found, null);
    assert.equal(await embedAll(), 0);
  });

  test('narrowing to collections acts inside the search by vectors', async () => {
    await brand.write(
      'small',
      texts(8, (place) => `distant ${place} with many other words around it`),
    );
    await brand.write(
      'big',
      texts(600, (place) => `comet comet ${place % 10 === 0 ? 'comet' : 'tail'}`),
    );
    await embedAll();
    for (const graphFrom of [Number.POSITIVE_INFINITY, 1]) {
      await brand.write('big', ['comet']);
      await embedAll(embedder, graphFrom);
      const near = await nearest('comet', ['small'], 100);
      assert.equal(near.length, 8);
      assert.equal((await nearest('comet', ['small'], 5)).length, 5);
      assert.equal((await nearest('comet', ['small', 'big'], 50)).length, 50);
      assert.deepEqual(await nearest('comet', ['nowhere'], 5), []);
    }
  });

  test('a search through the graph finds nearly what looking at every vector finds', async () => {
    const words = texts(
      200,
      (place) =>
        `word${String.fromCharCode(97 + (place % 26))}${String.fromCharCode(97 + Math.floor(place / 26))}`,
    );
    const text = (place: number) =>
      Array.from({ length: 6 }, (_, at) => words[(place * 7 + at * at * 31) % 200]).join(' ');
    embedder = wordEmbedder('test/words', 48);
    await brand.write('', texts(2000, text));
    await embedAll();
    const questions = words.slice(0, 20).map((word, at) => `${word} ${words[(at * 37) % 200]}`);
    const exact = await Promise.all(questions.map((question) => nearest(question, [], 20)));
    await brand.write('', ['one more']);
    await embedAll(embedder, 100);
    const [index] = await indexes();
    const graph = await store().autocommit(
      'select indisvalid from pg_index where indexrelid = to_regclass($1)',
      [`${vectorTable(String(index?.id))}_graph`],
    );
    assert.deepEqual(graph, [{ indisvalid: true }]);
    let same = 0;
    for (const [at, question] of questions.entries()) {
      const found = new Set((await nearest(question, [], 20)).map(({ cosine }) => cosine.toFixed(5)));
      same += (exact[at] ?? []).filter(({ cosine }) => found.has(cosine.toFixed(5))).length;
    }
    assert.ok(same >= 0.9 * 20 * questions.length, `${same} of ${20 * questions.length}`);
  });

  async function nearest(question: string, scopes: readonly string[], limit: number) {
    const [index] = await indexes();
    const [vector] = await embedder.embed([question], 'question');
    const { tenantId, brandId } = brand;
    const [, near] = await runQueries(
      store(),
      { tenantId },
      searchVectors(
        { tenantId, brandId, scopes },
        { id: String(index?.id), dimensions: Number(index?.dimensions) },
        vector ?? new Float32Array(),
        limit,
      ),
    );
    return near;
  }
});
