import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { onEachEngine } from '../../test/support/on-each-engine.ts';
import { openPassageBrand, type PassageBrand } from '../../test/support/passage-brand.ts';
import { newId, type Uuid } from '../core/ids.ts';
import { deleteBrand } from '../knowledge/delete-brand.ts';
import { makePassageTable, makeVectorTable, passageTable, vectorTable } from './brand-tables.ts';
import { insertPassages } from './document-writes.ts';
import { leaseIndex } from './embedding-indexes.ts';
import { ensurePassageTable } from './passage-tables.ts';
import { insertVectors, selectUnembedded } from './passage-vectors.ts';
import { runIn } from './query.ts';

const passage = () => ({
  ...{ documentId: newId(), revisionId: newId() },
  passages: [
    { id: newId(), ordinal: 0, start: 0, end: 1, headings: [], content: 'x', searchText: 'intruder' },
  ],
});
const LEASE = { owner: 'test', leaseMs: 60_000 };

onEachEngine('the tables of a brand', (store) => {
  let brand: PassageBrand;
  let other: PassageBrand;
  before(async () => {
    brand = await openPassageBrand(store());
    other = await openPassageBrand(store());
    await brand.write('', ['a secret of the first tenant']);
  });
  const tableExists = async (table: string): Promise<boolean> => {
    const [row] = await store().autocommit('select to_regclass($1) is not null as found', [table]);
    return row?.found === true;
  };
  async function embed({ tenantId, brandId }: PassageBrand): Promise<Uuid> {
    return store().transaction({ tenantId }, async (tx) => {
      const key = { tenantId, brandId, model: 'test/model' };
      const index = await leaseIndex(tx, key, { id: newId(), dimensions: 2 }, LEASE);
      assert.ok(index);
      const found = await runIn(
        tx,
        selectUnembedded(tenantId, brandId, index.id, '00000000-0000-0000-0000-000000000000', 10),
      );
      const writes = found.map((each) => ({ ...each, vector: Float32Array.of(1, 0) }));
      await insertVectors(tx, tenantId, { brandId, indexId: index.id }, writes);
      return index.id;
    });
  }

  test('a session of another tenant reads and changes nothing of them', async () => {
    const index = await embed(brand);
    for (const table of [passageTable(brand.brandId), vectorTable(index)]) {
      await store().transaction({ tenantId: other.tenantId }, async (tx) => {
        assert.deepEqual(await tx.query(`select * from ${table}`), []);
        assert.deepEqual(await tx.query(`update ${table} set scope = 'theirs' returning scope`), []);
        assert.deepEqual(await tx.query(`delete from ${table} returning scope`), []);
      });
      const own = await store().transaction({ tenantId: brand.tenantId }, (tx) =>
        tx.query(`select scope from ${table}`),
      );
      assert.deepEqual(own, [{ scope: '' }]);
    }
  });

  test('a session of another tenant adds nothing to them, under whose name ever', async () => {
    for (const tenantId of [brand.tenantId, other.tenantId]) {
      const place = { tenantId, brandId: brand.brandId, scope: '' };
      await assert.rejects(
        store().transaction({ tenantId: other.tenantId }, (tx) => insertPassages(tx, place, [passage()])),
        /row-level security|check constraint/,
      );
    }
    assert.deepEqual(await brand.search('intruder'), []);
  });

  test('a session of a tenant makes, empties and drops no table of its own accord', async () => {
    for (const sql of ['truncate', 'drop table'])
      await assert.rejects(
        store().transaction({ tenantId: brand.tenantId }, (tx) =>
          tx.query(`${sql} ${passageTable(brand.brandId)}`),
        ),
        /permission denied|must be owner/,
      );
    await assert.rejects(
      store().transaction({ tenantId: brand.tenantId }, (tx) => tx.query('create table mine (n int)')),
      /permission denied/,
    );
  });

  test('making a table hands the transaction back to the tenant', async () => {
    const { tenantId } = await openPassageBrand(store());
    await store().transaction({ tenantId }, async (tx) => {
      const role = async () => (await tx.query('select current_user::text as role'))[0]?.role;
      const before = await role();
      await makeVectorTable(tx, newId(), 3);
      assert.equal(await role(), before);
    });
  });

  test('it is made once, by however many at once', async () => {
    const { tenantId } = await openPassageBrand(store());
    const brandId = newId();
    await Promise.all(
      Array.from({ length: 5 }, () =>
        store().transaction({ tenantId }, (tx) => makePassageTable(tx, brandId)),
      ),
    );
    assert.ok(await tableExists(passageTable(brandId)));
  });

  test('a name that is no id is refused before it stands in any SQL', () => {
    for (const hostile of ['', 'x; drop table documents', `${newId()}"`])
      assert.throws(() => passageTable(hostile), /No id/);
  });

  test('vectors too long for a page of the store are kept as well', async () => {
    const wide = await openPassageBrand(store());
    const { tenantId, brandId } = wide;
    await wide.write('', ['wide']);
    await store().transaction({ tenantId }, async (tx) => {
      for (const dimensions of [1900, 3072, 16_000]) {
        const key = { tenantId, brandId, model: `test/${dimensions}` };
        const index = await leaseIndex(tx, key, { id: newId(), dimensions }, LEASE);
        const none = '00000000-0000-0000-0000-000000000000';
        const found = await runIn(tx, selectUnembedded(tenantId, brandId, String(index?.id), none, 10));
        const writes = found.map((each) => ({
          ...{ ...each, scope: 's'.repeat(200) },
          vector: new Float32Array(dimensions).fill(-0.123456789),
        }));
        await insertVectors(tx, tenantId, { brandId, indexId: String(index?.id) }, writes);
      }
    });
  });

  test('a brand that is deleted takes its passages and vectors along', async () => {
    const gone = await openPassageBrand(store());
    await gone.write('', ['soon gone']);
    const index = await embed(gone);
    await deleteBrand(store(), gone.context, 'docs');
    assert.equal(await tableExists(passageTable(gone.brandId)), false);
    assert.equal(await tableExists(vectorTable(index)), false);
    const left = await store().batch('system', [
      { sql: 'select count(*) as rows from documents where brand_id = $1', params: [gone.brandId] },
      { sql: 'select count(*) as rows from embedding_indexes where brand_id = $1', params: [gone.brandId] },
    ]);
    assert.deepEqual(left, [[{ rows: 0 }], [{ rows: 0 }]]);
    assert.equal((await brand.search('secret')).length, 1);
  });

  test('no table is made for a brand that has been deleted', async () => {
    const [brandId, { tenantId }] = [newId(), brand];
    await assert.rejects(ensurePassageTable(store(), tenantId, brandId), /brand that has been deleted/);
    assert.equal(await tableExists(passageTable(brandId)), false);
  });
});
