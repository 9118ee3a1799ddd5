import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { onEachEngine } from '../../test/support/on-each-engine.ts';
import { openPassageBrand, type PassageBrand, texts } from '../../test/support/passage-brand.ts';
import type { Tx } from '../db/db.ts';
import { deleteDocument } from '../knowledge/delete-document.ts';
import { passageIndex } from './brand-tables.ts';
import { searchDocumentPassages, selectPassagesOf, selectRarity } from './document-search.ts';
import { hideRevision, showRevision } from './document-writes.ts';
import { runQuery } from './query.ts';

const FILLER = 'and further words that nobody looks for '.repeat(8);

onEachEngine('the search in passages by words', (store) => {
  let large: PassageBrand;
  before(async () => {
    large = await openPassageBrand(store());
    await large.write(
      'small',
      texts(4, (place) => `falcon ${place} ${FILLER}`),
    );
    // Shorter and with the word more often: all of them rank before those of the small collection.
    await large.write(
      'big',
      texts(5000, (place) => (place % 2 === 0 ? `falcon falcon falcon ${place}` : `heron ${place}`)),
    );
    await large.write(
      'small',
      texts(4, (place) => `falcon osprey ${place + 4} ${FILLER}`),
    );
    await large.write('tail', ['falcon the last']);
  });
  const place = (scopes: readonly string[]) => ({ tenantId: large.tenantId, brandId: large.brandId, scopes });

  /** The contents that a query finds after `how`, and how the planner went about it. */
  async function planned(words: string, scopes: readonly string[], how: (tx: Tx) => Promise<unknown>) {
    const { sql, params, read } = searchDocumentPassages(place(scopes), words, 100);
    return store().transaction({ tenantId: large.tenantId }, async (tx) => {
      await how(tx);
      const plan = (await tx.query(`explain ${sql}`, params)).map((row) => String(Object.values(row)[0]));
      return { found: read(await tx.query(sql, params)), plan: plan.join('\n') };
    });
  }

  test('a small collection of a large brand gives all its passages, though thousands of others rank better', async () => {
    for (const limit of [8, 50, 400]) {
      const found = await large.search('falcon', { scopes: ['small'], limit });
      assert.equal(found.length, 8);
      assert.ok(found.every((content) => content.includes(FILLER)));
    }
    assert.equal((await large.search('falcon', { scopes: ['small'], limit: 3 })).length, 3);
    assert.deepEqual(await large.search('falcon', { scopes: ['tail'] }), ['falcon the last']);
    const two = await large.search('falcon', { scopes: ['small', 'tail'], limit: 50 });
    assert.equal(two.length, 9);
  });

  test('a brand gives as many as are asked for, the best first', async () => {
    for (const limit of [1, 5, 400]) assert.equal((await large.search('falcon', { limit })).length, limit);
    assert.equal((await large.search('falcon', { limit: 3000 })).length, 2509);
    const [first] = await large.search('falcon osprey', { limit: 1 });
    assert.match(String(first), /osprey/);
  });

  test('an unknown collection, unknown words and stop words find nothing', async () => {
    assert.deepEqual(await large.search('falcon', { scopes: ['nowhere'] }), []);
    assert.deepEqual(await large.search('pelican'), []);
    assert.deepEqual(await large.search('the of and'), []);
    assert.deepEqual(await large.search(''), []);
  });

  test('the brand is searched through its text index', async () => {
    await store().maintain([
      `analyze document_passages_${large.brandId.replaceAll('-', '')}`,
      'analyze documents',
    ]);
    const { plan } = await planned('falcon', [], async () => {});
    assert.match(plan, new RegExp(`Index Scan using ${passageIndex(large.brandId)}`));
    assert.doesNotMatch(plan, /Seq Scan/);
  });

  test('a planner that goes another way finds the same passages', async () => {
    const throughIndex = (tx: Tx) =>
      tx.query(
        `select set_config('enable_seqscan', 'off', true), set_config('enable_bitmapscan', 'off', true),
           set_config('enable_sort', 'off', true)`,
      );
    const throughTable = (tx: Tx) => tx.query("select set_config('enable_indexscan', 'off', true)");
    for (const scopes of [[], ['small'], ['small', 'tail']]) {
      const one = await planned('falcon osprey', scopes, throughIndex);
      const other = await planned('falcon osprey', scopes, throughTable);
      assert.match(one.plan, /_text on/);
      assert.doesNotMatch(other.plan, /_text on/);
      const matching = other.found.filter(({ content }) => /falcon/.test(content));
      assert.equal(matching.length, one.found.length);
      // Of equal scores the one comes first or the other.
      const best = ({ content }: { content: string }) => content.includes('osprey');
      assert.deepEqual(other.found.map(best), one.found.map(best));
    }
  });

  test('rarity grows with rareness, and is 0 for stop words and unknown ones', async () => {
    const words = ['falcon', 'osprey', 'last', 'the', 'pelican'];
    const rarity = await runQuery(store(), { tenantId: large.tenantId }, selectRarity(large, words));
    const [falcon = 0, osprey = 0, last = 0, the, pelican] = words.map((word) => rarity.get(word));
    assert.ok(falcon > 0 && osprey > falcon && last > osprey, JSON.stringify([...rarity]));
    assert.deepEqual([the, pelican], [0, 0]);
  });

  test('a brand of the same name in another tenant, and another brand of the same tenant, keep theirs', async () => {
    const foreign = await openPassageBrand(store());
    await foreign.write('small', ['falcon of somebody else']);
    const sibling = await openPassageBrand(store(), { tenantId: large.tenantId, key: 'other' });
    await sibling.write('small', ['falcon next door']);
    assert.deepEqual(await foreign.search('falcon', { limit: 100 }), ['falcon of somebody else']);
    assert.deepEqual(await sibling.search('falcon', { limit: 100 }), ['falcon next door']);
    assert.equal((await large.search('falcon', { limit: 3000 })).length, 2509);
    const theirs = { ...place(['small']), tenantId: foreign.tenantId };
    for (const scopes of [[], ['small']]) {
      const query = searchDocumentPassages({ ...theirs, scopes }, 'falcon', 5);
      assert.deepEqual(await runQuery(store(), { tenantId: foreign.tenantId }, query), []);
      // Who passes the wrong tenant's name is stopped by the wall all the same.
      const disguised = searchDocumentPassages(place(scopes), 'falcon', 5);
      assert.deepEqual(await runQuery(store(), { tenantId: foreign.tenantId }, disguised), []);
    }
    // Rarity is the brand's own.
    const own = await runQuery(store(), { tenantId: foreign.tenantId }, selectRarity(foreign, ['osprey']));
    assert.equal(own.get('osprey'), 0);
  });

  test('what is deleted is found no more', async () => {
    const brand = await openPassageBrand(store());
    const [first = '', second = ''] = await brand.write('', ['kestrel one', 'kestrel two']);
    await deleteDocument(store(), brand.context, first);
    assert.deepEqual(await brand.search('kestrel'), ['kestrel two']);
    await deleteDocument(store(), brand.context, second);
    assert.deepEqual(await brand.search('kestrel'), []);
    const left = selectPassagesOf({ tenantId: brand.tenantId, brandId: brand.brandId }, second, 10);
    assert.deepEqual(await runQuery(store(), { tenantId: brand.tenantId }, left), []);
  });

  test('a hidden revision takes nobody’s place among the best', async () => {
    const brand = await openPassageBrand(store());
    const { tenantId, brandId } = brand;
    await brand.write('', [`kite ${FILLER}`]);
    const [hidden = ''] = await brand.write('', ['kite kite kite']);
    const rows = await store().batch('system', [
      { sql: 'select revision_id from documents where id = $1', params: [hidden] },
    ]);
    const revisionId = String(rows[0]?.[0]?.revision_id);
    await store().transaction({ tenantId }, (tx) => hideRevision(tx, { tenantId, brandId }, revisionId));
    assert.deepEqual(await brand.search('kite', { limit: 1 }), [`kite ${FILLER}`]);
    await store().transaction({ tenantId }, (tx) => showRevision(tx, { tenantId, brandId }, revisionId));
    assert.deepEqual(await brand.search('kite', { limit: 1 }), ['kite kite kite']);
  });
});
