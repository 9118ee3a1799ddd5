import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onEachEngine } from '../../../test/support/on-each-engine.ts';
import {
  draft,
  newTopologyProject,
  nodeDraft,
  relation,
  service,
} from '../../../test/support/topology-drafts.ts';
import { ParleyError } from '../../core/errors.ts';
import { newId } from '../../core/ids.ts';
import type { NodeDraft, TopologyDraft } from '../../core/topology.ts';
import { runQuery } from '../../store/query.ts';
import { type StoredChange, selectChanges } from '../../store/topology-imports.ts';
import { openTopologyGraph } from '../graph/open-topology-graph.ts';
import { applyImport } from './apply-import.ts';
import { deleteNode } from './delete-node.ts';
import { addMerge, listMerges, undoMerge } from './merge-decisions.ts';
import { upsertNode } from './write-node.ts';

const refusal = (code: string, subject: string) => (error: unknown) => {
  assert.ok(error instanceof ParleyError, String(error));
  assert.deepEqual([error.code, error.details.subject], [code, subject], error.message);
  return true;
};

onEachEngine('importing a topology', (store) => {
  async function newProject(tenant?: string) {
    const { tenantId, projectId } = await newTopologyProject(store(), tenant);
    const graph = openTopologyGraph(store(), tenantId, projectId);
    const words = ({ action, subject, detail }: Pick<StoredChange, 'action' | 'subject' | 'detail'>) =>
      `${action} ${subject}${detail ? `: ${detail}` : ''}`;
    return {
      ...{ tenantId, projectId, graph },
      give: (source: string, ...drafts: TopologyDraft[]) =>
        applyImport(store(), tenantId, projectId, { source, drafts, by: 'test' }),
      put: (node: NodeDraft, ...relations: ReturnType<typeof relation>[]) =>
        upsertNode(store(), tenantId, projectId, { node, relations, by: 'test' }),
      remove: (name: string) =>
        deleteNode(store(), tenantId, projectId, { kind: 'service', name, by: 'test' }),
      names: async () => (await graph.names()).map(({ name }) => name).sort(),
      last: async () => (await graph.changes(null, 100)).map(words).sort(),
      all: async () => (await graph.changes(new Date(0), 1000)).map(words),
      merges: () => listMerges(store(), tenantId, projectId, { after: null, limit: 100 }),
      undo: (id: string) => undoMerge(store(), tenantId, projectId, id, 'test'),
      join: (name: string, alias: string) =>
        addMerge(store(), tenantId, projectId, { kind: 'service', name, alias, by: 'test' }),
    };
  }
  const shop = draft(
    [service('cart', { description: 'Holds what is bought.', facts: { port: '7070' } }), service('shop')],
    [relation('shop', 'calls', 'cart', { detail: 'CART_ADDR' }), relation('owner:team-a', 'owns', 'cart')],
  );

  test('what files say is in the graph, with where it is said', async () => {
    const { give, graph } = await newProject();
    const outcome = await give('repo', shop);
    assert.deepEqual(outcome.nodes, { total: 3, added: 3, changed: 0, vanished: 0, returned: 0 });
    assert.deepEqual(outcome.relations, { total: 2, added: 2, changed: 0, vanished: 0, returned: 0 });
    const [cart] = await graph.list('service');
    assert.deepEqual(
      [cart?.name, cart?.description, cart?.facts, cart?.places, cart?.vanishedAt],
      ['cart', 'Holds what is bought.', { port: '7070' }, [{ file: 'made.yaml', line: 1 }], null],
    );
    assert.ok(cart && cart.lastSeenAt instanceof Date);
    const [edge] = await graph.edges(cart.id, 'in', ['calls']);
    assert.deepEqual([edge?.from.name, edge?.to.name, edge?.details], ['shop', 'cart', ['CART_ADDR']]);
    const [owner] = await graph.list('owner');
    assert.deepEqual(
      (await graph.list('service', { ownerId: owner?.id ?? '' })).map(({ name }) => name),
      ['cart'],
    );
    assert.deepEqual(
      (await graph.withoutOwner('service')).map(({ name }) => name),
      ['shop'],
    );
    const counts = await graph.counts();
    assert.deepEqual(
      [counts.service, counts.owner, counts.calls, counts.owns, counts.topic],
      [2, 1, 1, 1, 0],
    );
  });

  test('the same again changes nothing, logs nothing and is seen anew', async () => {
    const { give, graph, last, all } = await newProject();
    await give('repo', shop);
    const [before] = await graph.list('service');
    const logged = (await all()).length;
    const outcome = await give('repo', shop);
    assert.deepEqual(outcome.nodes, { total: 3, added: 0, changed: 0, vanished: 0, returned: 0 });
    assert.deepEqual([await last(), (await all()).length, outcome.merges], [[], logged, []]);
    const [after] = await graph.list('service');
    assert.equal(after?.id, before?.id);
    assert.ok(after && before && after.lastSeenAt >= before.lastSeenAt);
  });

  test('a second import of a source updates, marks what vanished and brings back what returns', async () => {
    const { give, last, names, graph } = await newProject();
    await give('repo', shop);
    const [before] = await graph.list('service');
    await give(
      'repo',
      draft(
        [
          service('cart', {
            description: 'Holds it all.',
            facts: { port: '8080', image: 'c:2' },
            tags: ['go'],
          }),
        ],
        [relation('owner:team-b', 'owns', 'cart')],
      ),
    );
    assert.deepEqual(await last(), [
      'added team-b',
      'added team-b owns cart',
      'changed cart: description is now “Holds it all.”; tags added: go; facts added: image; port was “7070”, is “8080”',
      'vanished shop',
      'vanished shop calls cart',
      'vanished team-a',
      'vanished team-a owns cart',
    ]);
    assert.deepEqual(await names(), ['cart', 'team-b']);
    assert.equal((await graph.counts()).calls, 0);
    await give('repo', shop);
    assert.deepEqual(
      (await last()).filter((each) => each.startsWith('returned')),
      ['returned shop', 'returned shop calls cart', 'returned team-a', 'returned team-a owns cart'],
    );
    assert.equal((await graph.list('service'))[0]?.id, before?.id);
  });

  test('what another source still says stays', async () => {
    const { give, last, names } = await newProject();
    await give('one', draft([], [relation('a1', 'calls', 'b1'), relation('a1', 'calls', 'c1')]));
    await give('two', draft([], [relation('a1', 'calls', 'b1')]));
    assert.deepEqual(await last(), []);
    await give('one', draft([]));
    assert.deepEqual(
      [await last(), await names()],
      [
        ['vanished a1 calls c1', 'vanished c1'],
        ['a1', 'b1'],
      ],
    );
  });

  test('names are joined by a rule that is shown, parted again, and kept apart by what comes after', async () => {
    const { give, merges, undo, names, last, graph } = await newProject();
    const compose = draft(
      [service('payment', { description: 'Pays.' })],
      [relation('shop', 'calls', 'payment')],
    );
    const cluster = draft(
      [service('payment-service', { facts: { port: '1' } })],
      [relation('payment-service', 'calls', 'bank')],
    );
    await give('compose', compose);
    const [before] = await graph.list('service');
    const outcome = await give('cluster', cluster);
    assert.deepEqual(
      outcome.merges.map(({ rule, kind, nodeId }) => [rule, kind, nodeId]),
      [['service suffix', 'service', before?.id]],
    );
    assert.deepEqual(await names(), ['bank', 'payment', 'shop']);
    const [payment] = await graph.nodes([before?.id ?? '']);
    assert.deepEqual(
      [payment?.aliases, payment?.description, payment?.facts],
      [['payment-service'], 'Pays.', { port: '1' }],
    );
    assert.equal(
      (
        await graph.paths(
          (await graph.names()).find(({ name }) => name === 'shop')?.id ?? '',
          (await graph.names()).find(({ name }) => name === 'bank')?.id ?? '',
          { maxHops: 5, limit: 5 },
        )
      ).length,
      1,
    );

    const [merge] = await merges();
    await undo(merge?.id ?? '');
    assert.deepEqual(await names(), ['bank', 'payment', 'payment-service', 'shop']);
    assert.ok((await last()).includes('added payment-service: was taken for “payment” before'));
    await assert.rejects(undo(merge?.id ?? ''), refusal('not_found', 'merge'));
    await assert.rejects(undo(newId()), refusal('not_found', 'merge'));
    await give(
      'cluster',
      draft([service('Payment_Service')], [relation('Payment_Service', 'calls', 'bank')]),
    );
    await give('compose', compose);
    assert.ok((await names()).includes('payment'));
    assert.equal((await merges()).filter(({ undoneAt }) => undoneAt === null).length, 0);
    assert.ok((await merges())[0]?.undoneAt instanceof Date);
  });

  test('two stored things that turn out to be one keep one id, and what hung on the other goes over', async () => {
    const { give, join, undo, names, last, graph, merges } = await newProject();
    await give(
      'one',
      draft(
        [service('till', { description: 'Counts.' }), service('checkout')],
        [
          relation('shop', 'calls', 'checkout'),
          relation('shop', 'calls', 'till'),
          relation('checkout', 'calls', 'bank'),
        ],
      ),
    );
    const till = (await graph.names()).find(({ name }) => name === 'till');
    const merge = await join('till', 'checkout');
    assert.deepEqual([merge.rule, merge.nodeId, merge.alias], ['by hand', till?.id, 'checkout']);
    assert.deepEqual(await last(), ['changed till: “checkout” is the same']);
    assert.deepEqual(
      (await graph.edges(till?.id ?? '', 'out', ['calls'])).map(({ to }) => to.name),
      ['bank'],
    );
    assert.deepEqual(
      (await graph.edges(till?.id ?? '', 'in', ['calls'])).map(({ from }) => from.name),
      ['shop'],
    );
    await assert.rejects(join('till', 'checkout'), refusal('conflict', 'alias'));
    await assert.rejects(join('till', 'nothing'), refusal('not_found', 'alias'));
    await assert.rejects(join('bakery', 'till'), refusal('not_found', 'name'));
    await give('one', draft([], [relation('shop', 'calls', 'checkout')]));
    assert.deepEqual(await names(), ['checkout', 'shop']);
    await give('two', draft([], [relation('shop', 'calls', 'till')]));
    assert.deepEqual(await names(), ['shop', 'till'], 'a decision outlives what it was made about');
    await undo(merge.id);
    assert.deepEqual(await names(), ['checkout', 'shop', 'till']);
    await join('checkout', 'till');
    assert.deepEqual([await names(), (await merges()).length], [['checkout', 'shop'], 2]);
  });

  test('a rule that fits no more is undone by itself', async () => {
    const { give, names, merges } = await newProject();
    await give('one', draft([service('pay')]), draft([service('pay-service')]));
    assert.deepEqual([await names(), (await merges()).length], [['pay'], 1]);
    await give('two', draft([service('pay-svc')]));
    assert.deepEqual([await names(), (await merges()).length], [['pay', 'pay-service', 'pay-svc'], 0]);
  });

  test('a thing that is only called anew stays the same thing', async () => {
    const { give, graph, last } = await newProject();
    await give('one', draft([service('cart')]), draft([service('Cart', { description: 'x' })]));
    const [before] = await graph.list('service');
    await give('one', draft([service('Cart', { description: 'x' })]));
    const [after] = await graph.list('service');
    assert.deepEqual([after?.id, after?.name], [before?.id, 'Cart']);
    assert.deepEqual(await last(), before?.name === 'Cart' ? [] : ['changed Cart: was called “cart”']);
  });

  test('an api without provider gets the service of its name, which can be undone', async () => {
    const { give, graph, merges, undo } = await newProject();
    await give('one', draft([nodeDraft('api', 'PaymentService')]), draft([service('paymentservice')]));
    const [merge] = await merges();
    assert.deepEqual(
      [merge?.kind, merge?.rule, (await graph.counts()).provides],
      ['api', 'provides, same words', 1],
    );
    await undo(merge?.id ?? '');
    assert.equal((await graph.counts()).provides, 0);
    await give('two', draft([service('PaymentService')]));
    assert.equal((await graph.counts()).provides, 0);
  });

  test('what the interface says counts more than files, and is changed there only', async () => {
    const { give, put, remove, names, graph, last } = await newProject();
    await give('repo', shop);
    const first = await put(
      service('Cart', { description: 'By hand.' }),
      relation('owner:team-c', 'owns', 'Cart'),
    );
    assert.deepEqual(
      [first.isNew, first.node.description, first.node.facts],
      [false, 'By hand.', { port: '7070' }],
    );
    const second = await put(service('till'));
    assert.deepEqual([second.isNew, (await put(service('till'))).isNew], [true, false]);
    assert.deepEqual(await last(), ['added till']);
    await put(service('Cart', { description: 'Again.' }));
    const { name } = first.node;
    assert.deepEqual(await last(), [
      `changed ${name}: description is now “Again.”`,
      'vanished team-c',
      `vanished team-c owns ${name}`,
    ]);
    await assert.rejects(give('api', shop), refusal('invalid_input', 'source'));
    await assert.rejects(put(service('')), refusal('invalid_input', 'name'));
    assert.equal(await remove('till'), true);
    assert.equal(await remove('till'), false);
    assert.equal(await remove('cart'), true);
    assert.deepEqual(await names(), ['shop']);
    assert.equal((await graph.counts()).calls, 0);
    const back = await give('repo', shop);
    assert.equal(back.nodes.returned, 2);
    assert.equal((await graph.list('service'))[0]?.description, 'Holds what is bought.');
  });

  test('imports at once take turns: nothing is lost, nothing is twice', async () => {
    const { give, names, graph, all } = await newProject();
    const files = Array.from({ length: 8 }, (_, number) =>
      draft([service('hub'), service(`spoke-${number}`)], [relation(`spoke-${number}`, 'calls', 'hub')]),
    );
    await Promise.all(files.flatMap((file, number) => [give(`source ${number}`, file), give('same', file)]));
    assert.equal((await names()).length, 9);
    assert.equal((await graph.counts()).calls, 8);
    const added = (await all()).filter((each) => each.startsWith('added'));
    assert.equal(new Set(added).size, added.length);
  });

  test("a project's graph is its own, and so is a tenant's", async () => {
    const ours = await newProject();
    const sibling = await newProject(ours.tenantId);
    const theirs = await newProject();
    for (const project of [ours, sibling, theirs]) await project.give('repo', shop);
    await sibling.give('repo', draft([service('other')]));
    const [cart] = await ours.graph.list('service');
    const crossed = openTopologyGraph(store(), theirs.tenantId, ours.projectId);
    for (const graph of [crossed, sibling.graph, theirs.graph]) {
      assert.deepEqual(await graph.nodes([cart?.id ?? '']), []);
      assert.deepEqual(await graph.edges(cart?.id ?? '', 'in', ['calls']), []);
      assert.deepEqual(await graph.affectedBy(cart?.id ?? '', 5), []);
    }
    assert.deepEqual([await crossed.names(), await crossed.changes(new Date(0), 10)], [[], []]);
    assert.deepEqual([await ours.names(), await sibling.names()], [['cart', 'shop', 'team-a'], ['other']]);
    await assert.rejects(
      applyImport(store(), theirs.tenantId, ours.projectId, { source: 'x', drafts: [shop], by: 'x' }),
    );
    await ours.give('two', draft([service('pay')]), draft([service('pay-service')]));
    const [merge] = await ours.merges();
    await assert.rejects(
      undoMerge(store(), theirs.tenantId, ours.projectId, merge?.id ?? '', 'x'),
      refusal('not_found', 'merge'),
    );
    await assert.rejects(sibling.undo(merge?.id ?? ''), refusal('not_found', 'merge'));
  });

  test('too much is refused whole', async () => {
    const { give, names } = await newProject();
    await give('repo', shop);
    const many = draft(Array.from({ length: 20_001 }, (_, number) => service(`s.${number}.x`)));
    await assert.rejects(give('repo', many), refusal('too_large', 'graph'));
    assert.deepEqual(await names(), ['cart', 'shop', 'team-a']);
    for (const source of ['', ' x', 'x'.repeat(201), 'a\0b'])
      await assert.rejects(give(source, shop), refusal('invalid_input', 'source'));
  });

  test('the log is read page by page, the newest import first', async () => {
    const { give, all, tenantId, projectId } = await newProject();
    await give('one', draft([service('a1'), service('b1'), service('c1')]));
    await give('two', draft([service('d1')], [relation('d1', 'calls', 'a1')]));
    const seen: string[] = [];
    let after: StoredChange | null = null;
    for (;;) {
      const page: StoredChange[] = await runQuery(
        store(),
        { tenantId },
        selectChanges({ tenantId, projectId }, { since: null, after }, 2),
      );
      seen.push(...page.map(({ action, subject }) => `${action} ${subject}`));
      after = page.at(-1) ?? null;
      if (after === null) break;
    }
    assert.deepEqual([seen, seen.slice(0, 2)], [await all(), ['added d1', 'added d1 calls a1']]);
  });

  test('messaging is asked for both ways', async () => {
    const { give, graph } = await newProject();
    const field = (path: string) => ({ path, type: 'string', description: null, isRequired: false });
    await give(
      'one',
      draft(
        [
          nodeDraft('message', 'OrderPlaced', { fields: [field('lines[].skuCode'), field('id')] }),
          nodeDraft('topic', 'silent'),
        ],
        [
          relation('shop', 'publishes', 'topic:orders'),
          relation('mail', 'subscribes', 'topic:orders'),
          relation('audit', 'subscribes', 'topic:orders'),
          relation('audit', 'subscribes', 'topic:logins'),
          relation('topic:orders', 'carries', 'message:OrderPlaced'),
        ],
      ),
    );
    const names = (nodes: readonly { readonly name: string }[]) => nodes.map(({ name }) => name);
    assert.deepEqual(names(await graph.topicsWithout('publishers')), ['logins', 'silent']);
    assert.deepEqual(names(await graph.topicsWithout('subscribers')), ['silent']);
    assert.deepEqual(
      (await graph.sharedTopics()).map(({ topic, services }) => [topic.name, names(services)]),
      [['orders', ['audit', 'mail', 'shop']]],
    );
    const id = async (name: string) => (await graph.names()).find((each) => each.name === name)?.id ?? '';
    const affected = await graph.affectedBy(await id('shop'), 5);
    assert.deepEqual(
      affected.map(({ node, hops, path }) => [node.name, hops, path.map(({ type }) => type)]),
      [
        ['audit', 1, ['publishes', 'subscribes']],
        ['mail', 1, ['publishes', 'subscribes']],
      ],
    );
    assert.deepEqual(
      (await graph.needs(await id('mail'), 5)).map(({ node, hops }) => [node.name, hops]),
      [
        ['orders', 1],
        ['shop', 1],
      ],
    );
    for (const asked of ['skuCode', 'sku_code', 'lines.skuCode', 'lines[].skuCode', 'SKUCODE']) {
      const [found] = await graph.messagesWithField(asked);
      assert.deepEqual([found?.message.name, found?.fields], ['OrderPlaced', ['lines[].skuCode']], asked);
      assert.deepEqual(found?.edges.map(({ type }) => type).sort(), [
        'carries',
        'publishes',
        'subscribes',
        'subscribes',
      ]);
    }
    assert.deepEqual(await graph.messagesWithField('sku'), []);
    assert.deepEqual(
      (await graph.mostConnected(2)).map(({ node, edges }) => [node.name, edges]),
      [
        ['audit', 2],
        ['mail', 1],
      ],
    );
  });
});
