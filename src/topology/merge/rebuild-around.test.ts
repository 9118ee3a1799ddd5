import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { onEachEngine } from '../../../test/support/on-each-engine.ts';
import { draft, newTopologyProject, nodeDraft, relation } from '../../../test/support/topology-drafts.ts';
import { ParleyError } from '../../core/errors.ts';
import type { NodeDraft, NodeKind, RelationDraft, RelationType, TopologyDraft } from '../../core/topology.ts';
import type { Db } from '../../db/db.ts';
import { runQuery } from '../../store/query.ts';
import { selectGraphState } from '../../store/topology-graphs.ts';
import { type ProjectKey, selectChanges } from '../../store/topology-imports.ts';
import { selectStoredEdges, selectStoredNodes } from '../../store/topology-writes.ts';
import { applyImport } from './apply-import.ts';
import { deleteNode } from './delete-node.ts';
import { addMerge, listMerges, undoMerge } from './merge-decisions.ts';
import { rebuildAround } from './rebuild-around.ts';
import { rebuildGraph } from './rebuild-graph.ts';
import { upsertNode } from './write-node.ts';

type Rebuild = typeof rebuildAround;
const rebuildWhole: Rebuild = (tx, key, _, occasion) => rebuildGraph(tx, key, occasion);

const NAMES: Readonly<Record<string, readonly string[]>> = {
  service: ['pay', 'Pay', 'pay-service', 'pay_svc', 'cart', 'cartservice', 'shop', 'bank', 'bank svc'],
  api: ['pay', 'PayService', 'cart', 'shop-api', 'bank'],
  topic: ['orders', 'Orders', 'mails'],
  message: ['Made', 'made'],
  system: ['harbour', 'Harbour'],
  owner: ['team-a', 'team a'],
};

const nameOf = (kind: string) => fc.constantFrom(...(NAMES[kind] ?? []));
const reference = (...kinds: NodeKind[]) =>
  fc
    .constantFrom(...kinds)
    .chain((kind) => nameOf(kind).map((name) => (kind === 'service' ? name : `${kind}:${name}`)));

const between = (from: NodeKind, types: readonly RelationType[], to: NodeKind) =>
  fc
    .tuple(reference(from), fc.constantFrom(...types), reference(to), fc.constantFrom(null, 'HOST', 'PORT'))
    .map(([one, type, other, detail]) => relation(one, type, other, { detail }));
const relations = fc.oneof(
  { weight: 4, arbitrary: between('service', ['calls', 'dependsOn'], 'service') },
  { weight: 2, arbitrary: between('service', ['publishes', 'subscribes'], 'topic') },
  between('service', ['provides', 'consumes'], 'api'),
  between('owner', ['owns'], 'service'),
  between('service', ['partOf'], 'system'),
  between('topic', ['carries'], 'message'),
);
const nodes = fc
  .constantFrom<NodeKind>('service', 'service', 'service', 'api', 'topic', 'system')
  .chain((kind) =>
    fc
      .record({
        name: nameOf(kind),
        aliases: fc.array(nameOf(kind), { maxLength: 2 }),
        description: fc.constantFrom(null, 'One.', 'Two.'),
        line: fc.integer({ min: 1, max: 3 }),
      })
      .map(({ name, aliases, description, line }) =>
        nodeDraft(kind, name, { aliases, description, place: { file: 'made.yaml', line } }),
      ),
  );
const files = fc
  .record({ nodes: fc.array(nodes, { maxLength: 4 }), relations: fc.array(relations, { maxLength: 6 }) })
  .map((said) => draft(said.nodes, said.relations));

type Step =
  | { readonly does: 'import'; readonly source: string; readonly drafts: readonly TopologyDraft[] }
  | { readonly does: 'put'; readonly node: NodeDraft; readonly relations: readonly RelationDraft[] }
  | { readonly does: 'delete'; readonly kind: NodeKind; readonly name: string }
  | { readonly does: 'join'; readonly name: string; readonly alias: string }
  | { readonly does: 'undo'; readonly which: number };

const steps: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({
      does: fc.constant('import' as const),
      source: fc.constantFrom('one', 'zwei'),
      drafts: fc.array(files, { maxLength: 3 }),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      does: fc.constant('put' as const),
      node: nodes,
      relations: fc.array(relations, { maxLength: 4 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc
      .constantFrom<NodeKind>('service', 'api', 'topic', 'system', 'owner')
      .chain((kind) => nameOf(kind).map((name) => ({ does: 'delete' as const, kind, name }))),
  },
  fc.record({ does: fc.constant('join' as const), name: nameOf('service'), alias: nameOf('service') }),
  fc.record({ does: fc.constant('undo' as const), which: fc.nat({ max: 20 }) }),
);

onEachEngine('a change of one thing', (store) => {
  class Project {
    readonly key: ProjectKey;
    readonly #rebuild: Rebuild;
    readonly #labels = new Map<string, string>();
    readonly #times = new Map<number, number>();

    constructor(key: ProjectKey, rebuild: Rebuild) {
      this.key = key;
      this.#rebuild = rebuild;
    }

    /** What it came to: an answer or a refusal. */
    async take(step: Step): Promise<unknown> {
      const { tenantId, projectId } = this.key;
      const at = [store(), tenantId, projectId] as const satisfies [Db, string, string];
      try {
        switch (step.does) {
          case 'import':
            return (await applyImport(...at, { ...step, by: 'test' })).nodes;
          case 'put':
            return (await upsertNode(...at, { ...step, by: 'test' }, this.#rebuild)).isNew;
          case 'delete':
            return await deleteNode(...at, { ...step, by: 'test' }, this.#rebuild);
          case 'join':
            return (await addMerge(...at, { ...step, kind: 'service', by: 'test' }, this.#rebuild)).alias;
          case 'undo': {
            const merges = await listMerges(...at, { after: null, limit: 100 });
            const merge = merges.filter(({ undoneAt }) => undoneAt === null)[step.which];
            return merge ? await undoMerge(...at, merge.id, 'test', this.#rebuild) : 'none';
          }
        }
      } catch (error) {
        if (error instanceof ParleyError) return error.message;
        throw error;
      }
    }

    /** All that is stored; ids by what they stood for first, times by the step in which they were met first. */
    async read(step: number): Promise<unknown> {
      const [nodes, edges] = await store().transaction({ tenantId: this.key.tenantId }, async (tx) => [
        await selectStoredNodes(tx, this.key),
        await selectStoredEdges(tx, this.key),
      ]);
      for (const { id, kind, name } of nodes)
        if (!this.#labels.has(id)) this.#labels.set(id, `${kind} ${name} of ${step}`);
      for (const { id } of edges) if (!this.#labels.has(id)) this.#labels.set(id, `edge of ${step}`);
      const time = (date: Date) => {
        const at = this.#times.get(date.getTime()) ?? step;
        this.#times.set(date.getTime(), at);
        return at;
      };
      const label = (id: string | null) => id && (this.#labels.get(id) ?? 'unknown');
      const onRing = Map.groupBy(nodes, ({ ringId }) => ringId);
      for (const [ringId, members] of onRing)
        if (ringId !== null) assert.equal(ringId, members.map(({ id }) => id).sort()[0], 'the smallest id');
      const live = (some: readonly { readonly vanishedAt: Date | null }[]) =>
        some.filter(({ vanishedAt }) => vanishedAt === null).length;
      const state = await runQuery(store(), { tenantId: this.key.tenantId }, selectGraphState(this.key));
      if (state) assert.deepEqual([state.nodes, state.edges], [live(nodes), live(edges)]);
      const told = selectChanges(this.key, { since: null, after: null }, 1_000);
      const changes = await runQuery(store(), { tenantId: this.key.tenantId }, told);
      const page = { after: null, limit: 1_000 };
      const merges = await listMerges(store(), this.key.tenantId, this.key.projectId, page);
      const byText = (one: unknown, other: unknown) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1);
      return {
        nodes: nodes
          .map((node) => ({
            ...{ ...node, id: label(node.id), lastSeenAt: time(node.lastSeenAt) },
            vanishedAt: node.vanishedAt !== null,
            ringId:
              node.ringId &&
              onRing
                .get(node.ringId)
                ?.map(({ id }) => label(id))
                .sort(),
          }))
          .sort(byText),
        edges: edges
          .map((edge) => ({
            ...{ ...edge, id: label(edge.id), fromId: label(edge.fromId), toId: label(edge.toId) },
            ...{ lastSeenAt: time(edge.lastSeenAt), vanishedAt: edge.vanishedAt !== null },
          }))
          .sort(byText),
        changes: changes.map(({ action, kind, subject, detail }) => [action, kind, subject, detail]),
        merges: merges
          .map(({ kind, nodeId, name, alias, rule, place, undoneAt }) => {
            return { kind, node: label(nodeId), name, alias, rule, place, isUndone: undoneAt !== null };
          })
          .sort(byText),
      };
    }
  }

  async function compare(all: readonly Step[]): Promise<void> {
    const [part, whole] = [
      new Project(await newTopologyProject(store()), rebuildAround),
      new Project(await newTopologyProject(store()), rebuildWhole),
    ];
    for (const [number, step] of all.entries()) {
      assert.deepEqual(await part.take(step), await whole.take(step), `step ${number}`);
      assert.deepEqual(await part.read(number), await whole.read(number), `after step ${number}`);
    }
  }

  test('leaves the graph, the merges and the log as making the whole graph anew does', () =>
    fc.assert(fc.asyncProperty(fc.array(steps, { minLength: 2, maxLength: 8 }), compare), { numRuns: 60 }));

  const put = (name: string, more: Partial<NodeDraft> = {}, ...said: RelationDraft[]): Step => ({
    ...{ does: 'put', node: nodeDraft('service', name, more), relations: said },
  });

  test('does so in the midst of a file of hundreds of statements, for rings that lead through the rest of it', () => {
    const calls = Array.from({ length: 150 }, (_, n) => relation(`s.${n}.x`, 'calls', `s.${n + 1}.x`));
    const owned = calls.map((_, n) => relation('owner:team', 'owns', `s.${n}.x`));
    return compare([
      { does: 'import', source: 'one', drafts: [draft([nodeDraft('owner', 'team')], [...calls, ...owned])] },
      put('s.150.x', {}, relation('s.150.x', 'calls', 's.0.x')),
      put('s.70.x', {}, relation('s.70.x', 'dependsOn', 's.40.x')),
      { does: 'delete', kind: 'service', name: 's.50.x' },
      { does: 'delete', kind: 'owner', name: 'team' },
      put('s.150.x'),
    ]);
  });

  test('does so where names lead on and on', () => {
    const chain = Array.from({ length: 30 }, (_, n) =>
      nodeDraft('service', `n.${n}`, { aliases: [`n.${n + 1}`] }),
    );
    return compare([
      { does: 'import', source: 'one', drafts: chain.map((node) => draft([node])) },
      put('n.3', { description: 'Told.' }),
      { does: 'delete', kind: 'service', name: 'n.0' },
    ]);
  });

  test('does so with what a release stored that kept files whole and no record of who is mentioned where', async () => {
    const old = new Project(await newTopologyProject(store()), rebuildAround);
    const { tenantId, projectId } = old.key;
    const file = draft([nodeDraft('service', 'shop')], [relation('shop', 'calls', 'cart')]);
    await old.take({ does: 'import', source: 'one', drafts: [file, draft([nodeDraft('service', 'bank')])] });
    await store().transaction({ tenantId }, async (tx) => {
      for (const table of ['topology_graphs', 'topology_mentions'])
        await tx.query(`delete from ${table} where project_id = $1`, [projectId]);
    });
    const whole = new Project(await newTopologyProject(store()), rebuildWhole);
    await whole.take({
      does: 'import',
      source: 'one',
      drafts: [file, draft([nodeDraft('service', 'bank')])],
    });
    assert.deepEqual(await old.read(0), await whole.read(0));
    const later = [put('cart-service', { description: 'Holds.' }), put('cart'), put('cart', { tags: ['x'] })];
    for (const [number, step] of later.entries()) {
      assert.deepEqual(await old.take(step), await whole.take(step));
      assert.deepEqual(await old.read(number + 1), await whole.read(number + 1), `after step ${number}`);
    }
  });
});
