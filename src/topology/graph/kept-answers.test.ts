import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onEachEngine } from '../../../test/support/on-each-engine.ts';
import { draft, newTopologyProject, relation, service } from '../../../test/support/topology-drafts.ts';
import type { Db } from '../../db/db.ts';
import { applyImport } from '../merge/apply-import.ts';
import { openTopologyGraph } from './open-topology-graph.ts';

onEachEngine('what is kept of a whole graph', (store) => {
  const give = (db: Db, key: { tenantId: string; projectId: string }, ...calls: [string, string][]) =>
    applyImport(db, key.tenantId, key.projectId, {
      source: 'made',
      drafts: [
        draft(
          calls.flat().map((name) => service(name)),
          calls.flatMap(([from, to]) => [
            relation(from, 'calls', to),
            relation(from, 'publishes', 'topic:news'),
          ]),
        ),
      ],
      by: 'test',
    });
  const asked = async (db: Db, { tenantId, projectId }: { tenantId: string; projectId: string }) => {
    const graph = openTopologyGraph(db, tenantId, projectId);
    return {
      names: (await graph.names()).map(({ name }) => name),
      shared: (await graph.sharedTopics()).map(({ services }) => services.map(({ name }) => name)),
      rings: (await graph.cycles(5)).map((ring) => ring.length),
      calls: (await graph.counts()).calls,
    };
  };

  test('is read once, and anew as soon as any process has changed the graph', async () => {
    const key = await newTopologyProject(store());
    const other: Db = { ...store() };
    await give(store(), key, ['shop', 'cart'], ['cart', 'shop']);
    const before = await asked(store(), key);
    assert.deepEqual(before, {
      ...{ names: ['cart', 'shop', 'news'], shared: [['cart', 'shop']], rings: [2], calls: 2 },
    });
    const graph = openTopologyGraph(store(), key.tenantId, key.projectId);
    assert.equal(await graph.names(), await graph.names(), 'the same answer, not one like it');
    await give(other, key, ['shop', 'bank']);
    const after = { names: ['bank', 'shop', 'news'], shared: [], rings: [], calls: 1 };
    assert.deepEqual([await asked(store(), key), await asked(other, key)], [after, after]);
  });

  test('stays when a change is taken back', async () => {
    const key = await newTopologyProject(store());
    await give(store(), key, ['shop', 'cart']);
    const before = await asked(store(), key);
    const many = Array.from({ length: 10_001 }, (_, n): [string, string] => [`a.${n}.x`, `b.${n}.x`]);
    await assert.rejects(give(store(), key, ...many));
    assert.deepEqual(await asked(store(), key), before);
  });

  test('is not for another project, nor for another tenant', async () => {
    const [ours, theirs] = [await newTopologyProject(store()), await newTopologyProject(store())];
    await give(store(), ours, ['shop', 'cart']);
    assert.equal((await asked(store(), ours)).names.length, 3);
    for (const key of [theirs, { ...ours, tenantId: theirs.tenantId }])
      assert.deepEqual((await asked(store(), key)).names, []);
  });
});
