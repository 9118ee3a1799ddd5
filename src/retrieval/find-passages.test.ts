import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { onEachEngine } from '../../test/support/on-each-engine.ts';
import { openPassageBrand, type PassageBrand, texts } from '../../test/support/passage-brand.ts';
import { wordEmbedder } from '../../test/support/word-embedder.ts';
import { newId } from '../core/ids.ts';
import { createEmbeddingWork } from '../jobs/embed-passages.ts';
import { deleteBrand } from '../knowledge/delete-brand.ts';
import { deleteDocument } from '../knowledge/delete-document.ts';
import type { Embedder } from '../models/embedders/embedder.ts';
import type { Reranker } from '../models/rerankers/reranker.ts';
import { createPassageFinder, type FinderParts, type PassageSearch } from './find-passages.ts';
import type { FoundPassage } from './found-passage.ts';
import { createQuestionVectors } from './question-vectors.ts';

const TOPICS = [
  'kernel panic on boot',
  'expired certificate renewal',
  'queue lag of consumers',
  'disk full on node',
];
const byLength: Reranker = {
  name: 'test/length',
  rerank: async (_, passages) => passages.map((passage) => passage.length),
};

onEachEngine('finding passages', (store) => {
  const embedder = wordEmbedder('test/words', 256, { lorry: 'truck', lorries: 'truck', trucks: 'truck' });
  let brand: PassageBrand;
  before(async () => {
    brand = await openPassageBrand(store());
    await brand.write('handbook', [
      'Trucks park at the northern gate.',
      'The gate is opened by the porter at six.',
      'A porter who is ill calls the office before six.',
    ]);
    await brand.write(
      'notes',
      texts(
        500,
        (place) => `Note ${place}: ${TOPICS[place % 4]}, seen ${place % 90} times in week ${place % 52}.`,
      ),
    );
    const work = createEmbeddingWork(store(), embedder, 60_000);
    while (await work(new AbortController().signal));
  });

  const failures: string[] = [];
  const vectorsOf = (by: Embedder) =>
    createQuestionVectors({
      ...{ db: store(), embedder: by, embedderNamed: async () => null },
      onFailure: (error, model) => failures.push(`${model}: ${String(error)}`),
    });
  const withVectors = (): Partial<FinderParts> => ({ vectors: vectorsOf(embedder) });
  const find = (question: string, parts: Partial<FinderParts> = {}, more: Partial<PassageSearch> = {}) =>
    createPassageFinder({ db: store(), ...parts })({
      ...{ tenantId: brand.tenantId, brandId: brand.brandId, scopes: [], question, limit: 10, threshold: 0 },
      ...more,
    });
  const contents = (found: readonly FoundPassage[]) => found.map(({ content }) => content);
  const wellScored = (found: readonly FoundPassage[]): void => {
    for (const [place, { score }] of found.entries()) {
      assert.ok(score >= 0 && score <= 1, String(score));
      assert.ok(score <= (found[place - 1]?.score ?? 1), `${score} rises`);
    }
  };
  const reranking = (reranker: Reranker) => ({
    reranker: { reranker, onFailure: (error: unknown) => failures.push(String(error)) },
  });

  test('scores lie between 0 and 1 and never rise along the list, whatever takes part', async () => {
    const questions = [
      ...[
        'queue lag of consumers',
        'who opens the gate',
        'lorries',
        'week 7',
        'certificate',
        'Note 17',
        'porter',
      ],
      ...[
        'disk full kernel panic expired certificate queue lag',
        'seen seen seen',
        'quite unknown words',
        'the gate?',
      ],
    ];
    for (const parts of [
      {},
      withVectors(),
      reranking(byLength),
      { ...withVectors(), ...reranking(byLength) },
    ])
      for (const question of questions) {
        const found = await find(question, parts, { limit: 400 });
        wellScored(found);
        assert.equal(new Set(found.map(({ id }) => id)).size, found.length, 'no passage twice');
      }
  });

  test('what no word finds, vectors find; what words find comes first', async () => {
    assert.deepEqual(await find('lorry'), []);
    assert.ok(contents(await find('lorry', withVectors())).includes('Trucks park at the northern gate.'));
    const [first] = await find('opened by the porter', withVectors());
    assert.equal(first?.content, 'The gate is opened by the porter at six.');
  });

  test('narrowing to collections holds for words and vectors', async () => {
    for (const question of ['gate', 'lorry', 'queue lag'])
      for (const scopes of [['handbook'], ['notes'], ['handbook', 'notes'], ['nowhere']]) {
        const found = await find(question, withVectors(), { scopes, limit: 400 });
        const isNote = (content: string) => content.startsWith('Note');
        if (!scopes.includes('notes')) assert.ok(!contents(found).some(isNote));
        if (!scopes.includes('handbook')) assert.ok(contents(found).every(isNote));
      }
    assert.equal((await find('lorry', withVectors(), { scopes: ['handbook'] })).length, 3);
  });

  test('a passage that has none of the words is not found by words, however small the collection', async () => {
    assert.deepEqual(contents(await find('trucks', {}, { scopes: ['handbook'] })), [
      'Trucks park at the northern gate.',
    ]);
    assert.equal((await find('porter', {}, { scopes: ['handbook'], limit: 50 })).length, 2);
  });

  test('a threshold leaves out what scores less, after everything has had its say', async () => {
    for (const parts of [{}, withVectors(), { ...withVectors(), ...reranking(byLength) }]) {
      const all = await find('queue lag of consumers in week 7', parts, { limit: 400 });
      const middle = all[Math.floor(all.length / 2)]?.score ?? 0;
      const kept = await find('queue lag of consumers in week 7', parts, { limit: 400, threshold: middle });
      assert.deepEqual(
        kept.map(({ id }) => id),
        all.filter(({ score }) => score >= middle).map(({ id }) => id),
      );
      assert.deepEqual(await find('queue lag', parts, { threshold: 1.01 }), []);
    }
  });

  test('as many as are asked for, up to 400', async () => {
    for (const parts of [{}, withVectors()])
      for (const limit of [1, 5, 100, 400])
        assert.equal((await find('seen times in week', parts, { limit })).length, limit);
    assert.equal((await find('expired certificate', {}, { limit: 400 })).length, 125);
  });

  test('the better ones come first whatever the limit', async () => {
    for (const parts of [{}, withVectors()]) {
      const many = await find('expired certificate week 7', parts, { limit: 50 });
      const few = await find('expired certificate week 7', parts, { limit: 5 });
      assert.deepEqual(contents(few), contents(many).slice(0, 5));
    }
  });

  test('a question of stop words alone, or of nothing, finds nothing by words', async () => {
    for (const question of ['what is the', 'and of to', '', '   ', '?!', '\0', '\ud800'])
      assert.deepEqual(await find(question), [], JSON.stringify(question));
  });

  test('a hostile question takes no time', async () => {
    const began = performance.now();
    for (const question of ['a'.repeat(200_000), 'gate '.repeat(40_000), '" * ( :* \\ \u2028'.repeat(5000)])
      await find(question, withVectors());
    assert.ok(performance.now() - began < 10_000);
  });

  test('an embedder that fails or gives vectors of another length leaves what words find', async () => {
    const words = contents(await find('northern gate'));
    const failing: Embedder = { ...embedder, embed: async () => Promise.reject(new Error('no memory')) };
    failures.length = 0;
    assert.deepEqual(contents(await find('northern gate', { vectors: vectorsOf(failing) })), words);
    assert.deepEqual(failures, ['test/words: Error: no memory']);
    const short = { ...embedder, embed: async () => [Float32Array.of(1, 0)] };
    assert.deepEqual(contents(await find('northern gate', { vectors: vectorsOf(short) })), words);
    const none = { ...embedder, embed: async () => [] };
    assert.deepEqual(contents(await find('northern gate', { vectors: vectorsOf(none) })), words);
  });

  test('a reranker orders what it reads, and the scores stay where they were', async () => {
    const plain = await find('queue lag of consumers', {}, { limit: 80 });
    const reranked = await find('queue lag of consumers', reranking(byLength), { limit: 80 });
    assert.deepEqual(
      reranked.map(({ score }) => score),
      plain.map(({ score }) => score),
    );
    const lengths = reranked.slice(0, 50).map(({ content }) => content.length);
    assert.deepEqual(
      lengths,
      lengths.toSorted((one, other) => other - one),
    );
    assert.deepEqual(contents(reranked.slice(50)), contents(plain.slice(50)));
    assert.deepEqual(contents(reranked).toSorted(), contents(plain).toSorted());
  });

  test('a reranker that fails leaves the order, and is told of', async () => {
    const failing: Reranker = {
      name: 'test/failing',
      rerank: async () => Promise.reject(new Error('too busy')),
    };
    failures.length = 0;
    assert.deepEqual(await find('queue lag', reranking(failing)), await find('queue lag'));
    assert.deepEqual(failures, ['Error: too busy']);
    const silent: Reranker = { name: 'test/silent', rerank: async () => [] };
    assert.deepEqual(await find('queue lag', reranking(silent)), await find('queue lag'));
    const odd: Reranker = { name: 'test/odd', rerank: async (_, all) => all.map(() => Number.NaN) };
    const found = await find('queue lag', reranking(odd));
    wellScored(found);
    assert.equal(found.length, 10);
  });

  test('what the caller breaks off is broken off', async () => {
    const signal = AbortSignal.abort(new Error('the caller is gone'));
    await assert.rejects(find('gate', withVectors(), { signal }), /caller is gone/);
    const aborted: Reranker = { name: 'test/aborted', rerank: async () => signal.throwIfAborted() as never };
    await assert.rejects(find('gate porter', reranking(aborted), { signal }), /caller is gone/);
  });

  test('a brand without documents, a deleted one and one of another tenant find nothing', async () => {
    assert.deepEqual(await find('gate', withVectors(), { brandId: newId() }), []);
    const other = await openPassageBrand(store());
    assert.deepEqual(await find('gate', withVectors(), { tenantId: other.tenantId }), []);
    assert.deepEqual(
      await find('gate', withVectors(), { tenantId: other.tenantId, brandId: other.brandId }),
      [],
    );
    await other.write('', ['A gate of another tenant.']);
    const theirs = { tenantId: other.tenantId, brandId: other.brandId };
    assert.deepEqual(contents(await find('gate', withVectors(), theirs)), ['A gate of another tenant.']);
    await deleteBrand(store(), other.context, 'docs');
    assert.deepEqual(await find('gate', withVectors(), theirs), []);
  });

  test('what is deleted is found by neither words nor vectors', async () => {
    const [id = ''] = await brand.write('handbook', ['Wheelbarrows stand behind the shed.']);
    assert.equal((await find('wheelbarrows', withVectors(), { scopes: ['handbook'] })).length > 0, true);
    await deleteDocument(store(), brand.context, id);
    const found = await find('wheelbarrows', withVectors(), { scopes: ['handbook'] });
    assert.ok(!contents(found).some((content) => content.includes('shed')));
  });
});
