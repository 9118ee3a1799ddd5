import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { madeIncidents } from '../../test/support/made-incidents.ts';
import { openRunbookShelf } from '../../test/support/made-runbook.ts';
import { onEachEngine } from '../../test/support/on-each-engine.ts';
import {
  draft,
  newTopologyProject,
  nodeDraft,
  relation,
  service,
} from '../../test/support/topology-drafts.ts';
import type { Uuid } from '../core/ids.ts';
import { refreshRunbooks } from '../runbooks/refresh-runbooks.ts';
import { selectInsights } from '../store/insights.ts';
import { runQuery } from '../store/query.ts';
import { applyImport } from '../topology/merge/apply-import.ts';
import { refreshInsights } from './refresh-insights.ts';

const NOW = new Date('2026-06-30T12:00:00Z');
const SHOPS = ['shop-a', 'shop-b', 'shop-c', 'shop-d'];

onEachEngine('Quiet single points of failure', (store) => {
  let project: { readonly tenantId: Uuid; readonly projectId: Uuid };
  const owner = nodeDraft('owner', 'platform');
  const nodes = [...SHOPS, 'gate', 'orders-db', 'lonely'].map((name) => service(name));

  /** Every shop calls the gate, which needs orders-db. */
  const give = (...more: ReturnType<typeof relation>[]) =>
    applyImport(store(), project.tenantId, project.projectId, {
      ...{ source: 'made', by: 'test' },
      drafts: [
        draft(
          [...nodes, owner],
          [
            ...SHOPS.map((shop) => relation(shop, 'calls', 'gate')),
            relation('gate', 'dependsOn', 'orders-db'),
            ...more,
          ],
        ),
      ],
    });
  const found = async () => {
    const { tenantId } = project;
    await refreshRunbooks(store(), tenantId, []);
    await refreshInsights(store(), tenantId, NOW);
    const all = await runQuery(
      store(),
      { tenantId },
      selectInsights(tenantId, { category: null, severity: null }, null, 100),
    );
    return all.filter(({ kind }) => kind === 'quiet_single_point');
  };
  const names = async () => (await found()).map(({ arithmetic }) => arithmetic.node).toSorted();

  beforeEach(async () => {
    project = await newTopologyProject(store());
  });

  test('what most of a project needs, over others too, and nobody owns, is found with its figures', async () => {
    await give();
    const all = await found();
    const hub = all.find(({ arithmetic }) => arithmetic.node === 'orders-db');
    assert.deepEqual(hub?.arithmetic, {
      ...{ projectId: project.projectId, node: 'orders-db', dependents: 5, otherNodes: 6, share: 0.8333 },
      ...{ incidents: 0, hasOwner: false, hasRunbook: false },
    });
    assert.deepEqual([hub.severity, hub.affectedServices, hub.incidentCount], ['medium', ['orders-db'], 0]);
    assert.equal(
      hub.summary,
      '5 of the 6 other services and resources of the project Made (83.3 %) need the service orders-db, directly or further. It has no owner and no runbook, and no incident of the whole history names it as a service.',
    );
    assert.deepEqual(await names(), ['gate', 'orders-db']);
  });

  test('with an owner it weighs less, with an owner and a runbook it is none', async () => {
    await give(relation('owner:platform', 'owns', 'orders-db'));
    const hub = (await found()).find(({ arithmetic }) => arithmetic.node === 'orders-db');
    assert.deepEqual([hub?.severity, hub?.title], ['low', 'Much depends on orders-db, which has no runbook']);
    const shelf = await openRunbookShelf(store(), project.tenantId);
    await shelf.put({ title: 'Orders-DB is down' });
    assert.deepEqual(await names(), ['gate']);
  });

  test('what two incidents tell of is quiet no more', async () => {
    await give();
    const broke = (id: string) => ({ id, title: id, summary: 'It broke.', services: ['Gate'] });
    await madeIncidents(store(), project.tenantId, [broke('A')]);
    const gate = (await found()).find(({ arithmetic }) => arithmetic.node === 'gate');
    assert.deepEqual([gate?.incidentCount, gate?.incidentIds.length], [1, 1]);
    await madeIncidents(store(), project.tenantId, [broke('B')]);
    assert.deepEqual(await names(), ['orders-db']);
  });

  test('a topic between two services makes one need the other; two dependents are not many', async () => {
    const drafts = (...shops: string[]) => [
      draft(
        [service('stock'), nodeDraft('topic', 'stock.changed'), ...shops.map((name) => service(name))],
        [
          relation('stock', 'publishes', 'topic:stock.changed'),
          ...shops.map((shop) => relation(shop, 'subscribes', 'topic:stock.changed')),
        ],
      ),
    ];
    const { tenantId, projectId } = project;
    await applyImport(store(), tenantId, projectId, { source: 'm', by: 't', drafts: drafts('a', 'b') });
    assert.deepEqual(await names(), []);
    await applyImport(store(), tenantId, projectId, { source: 'm', by: 't', drafts: drafts('a', 'b', 'c') });
    assert.deepEqual(await names(), ['stock']);
  });

  test('a tenant without a graph has none, whatever others have', async () => {
    await give();
    const other = await newTopologyProject(store());
    assert.equal((await refreshInsights(store(), other.tenantId, NOW)).found, 0);
  });
});
