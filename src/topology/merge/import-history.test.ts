import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { onEachEngine } from '../../../test/support/on-each-engine.ts';
import { draft, newTopologyProject, relation, service } from '../../../test/support/topology-drafts.ts';
import type { TopologyDraft } from '../../core/topology.ts';
import { runQuery } from '../../store/query.ts';
import { selectEdgePage } from '../../store/topology-edges.ts';
import { openTopologyGraph } from '../graph/open-topology-graph.ts';
import { applyImport } from './apply-import.ts';
import { mergeDrafts } from './merge-drafts.ts';

const name = fc.constantFrom(
  'pay',
  'Pay',
  'pay-service',
  'PayService',
  'pay_svc',
  'cart',
  'cartservice',
  'shop',
  'bank',
);
const file = fc
  .record({
    nodes: fc.uniqueArray(fc.record({ name, aliases: fc.array(name, { maxLength: 1 }) }), {
      selector: (each) => each.name,
      maxLength: 3,
    }),
    calls: fc.array(fc.tuple(name, name), { maxLength: 4 }),
  })
  .map(({ nodes, calls }) =>
    draft(
      nodes.map(({ name: own, aliases }) => service(own, { aliases })),
      calls.map(([from, to]) => relation(from, 'calls', to)),
    ),
  );
const step = fc.record({ source: fc.constantFrom('one', 'two'), drafts: fc.array(file, { maxLength: 3 }) });

onEachEngine('a history of imports', (store) => {
  test('whatever was imported before, the graph is what the last of each source say', () =>
    fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
        const { tenantId, projectId } = await newTopologyProject(store());
        const said = new Map<string, readonly TopologyDraft[]>();
        for (const { source, drafts } of steps) {
          await applyImport(store(), tenantId, projectId, { source, drafts, by: 'test' });
          said.set(source, drafts);
        }
        const expected = mergeDrafts(
          ['one', 'two'].flatMap((source) =>
            (said.get(source) ?? []).map((each) => ({ source, draft: each })),
          ),
        );
        const graph = openTopologyGraph(store(), tenantId, projectId);
        const nodes = await graph.list('service');
        assert.deepEqual(
          nodes.map((node) => `${node.name}: ${[...node.aliases].sort()}`).sort(),
          expected.nodes.map((node) => `${node.name}: ${[...node.aliases].sort()}`).sort(),
        );
        const edges = await runQuery(
          store(),
          { tenantId },
          selectEdgePage({ tenantId, projectId }, null, 1000),
        );
        assert.deepEqual(
          edges.map(({ from, to }) => `${from.name} ${to.name}`).sort(),
          expected.edges
            .map(({ from, to }) => `${expected.nodes[from]?.name} ${expected.nodes[to]?.name}`)
            .sort(),
        );
        for (const [source, drafts] of said) {
          const again = await applyImport(store(), tenantId, projectId, { source, drafts, by: 'test' });
          assert.deepEqual([await graph.changes(null, 10), again.merges], [[], []]);
        }
      }),
      { numRuns: 40 },
    ));
});
