import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { draft, nodeDraft, relation, service } from '../../../test/support/topology-drafts.ts';
import type { TopologyDraft } from '../../core/topology.ts';
import { findRings } from './find-rings.ts';
import { fitDraft } from './fit-draft.ts';
import { mergeDrafts } from './merge-drafts.ts';
import { type NameDecisions, NO_DECISIONS } from './merged-graph.ts';
import { bareKey, nameKey } from './name-key.ts';

const merge = (drafts: readonly TopologyDraft[], decisions: Partial<NameDecisions> = {}) =>
  mergeDrafts(
    drafts.map((each) => ({ source: 'files', draft: each })),
    { ...NO_DECISIONS, ...decisions },
  );
/** Each thing by all its names, in order. */
const groups = (drafts: readonly TopologyDraft[], decisions?: Partial<NameDecisions>) =>
  merge(drafts, decisions)
    .nodes.map(({ kind, names }) => [kind, ...[...names].sort()].join(' '))
    .sort();
const rules = (drafts: readonly TopologyDraft[]) =>
  merge(drafts).links.map(({ alias, name, rule }) => `${alias} = ${name}: ${rule}`);
/** Each name in a file of its own. */
const apart = (...names: string[]) => names.map((name) => draft([service(name)]));

test('letter case, spaces, dashes, underscores and humps are no difference; digits and other signs are', () => {
  for (const name of [
    'Payment Service',
    'payment-service',
    'PaymentService',
    'payment_service',
    'PAYMENT  SERVICE',
  ])
    assert.equal(nameKey(name), 'paymentservice', name);
  assert.notEqual(nameKey('shard-1-1'), nameKey('shard-11'));
  assert.equal(nameKey('shard 1 1'), nameKey('shard_1-1'));
  for (const [one, other] of [
    ['payment', 'payments'],
    ['payment-v1', 'payment-v2'],
    ['a.b', 'a-b'],
    ['a/b', 'ab'],
    ['straße', 'strasse'],
  ] as const)
    assert.notEqual(nameKey(one), nameKey(other));
  assert.equal(nameKey('---'), '---');
  assert.deepEqual(['paymentsvc', 'service', 'xservice', 'payment'].map(bareKey), [
    'payment',
    undefined,
    undefined,
    undefined,
  ]);
});

test('a name that is one character a million times over is read at once', () => {
  for (const character of ['-', ' ', '_', 'a', '1', '-1'])
    assert.ok(nameKey(character.repeat(1_000_000)).length > 0);
});

test('spellings of the same words are one thing, and the rule is told', () => {
  const drafts = apart('payment-service', 'PaymentService', 'Payment Service');
  assert.deepEqual(groups(drafts), ['service Payment Service PaymentService payment-service']);
  assert.equal(merge(drafts).links.length, 2);
  assert.ok(rules(drafts).every((each) => each.endsWith(': same words')));
  assert.deepEqual(merge(drafts).links[0]?.place, { file: 'made.yaml', line: 1 });
});

test('what merely looks alike stays apart', () => {
  const names = [
    'payment',
    'payments',
    'payment-api',
    'payment-v2',
    'paymnet',
    'repayment',
    'payment-worker',
  ];
  assert.equal(merge(apart(...names)).nodes.length, names.length);
});

test('the word service may be missing where only one is meant', () => {
  assert.deepEqual(rules(apart('payment', 'paymentservice')), ['paymentservice = payment: service suffix']);
  assert.deepEqual(groups(apart('Payment', 'payment-svc')), ['service Payment payment-svc']);
  assert.deepEqual(groups(apart('payment', 'payment-svc', 'payment-service')), [
    'service payment',
    'service payment-service',
    'service payment-svc',
  ]);
  // Only of services.
  const owners = ['payment', 'payment-service'].map((name) => draft([nodeDraft('owner', name)]));
  assert.equal(merge(owners).nodes.length, 2);
});

test('a file that describes both knows that they are two', () => {
  const both = draft([service('payment'), service('payment-service')]);
  assert.equal(merge([both]).nodes.length, 2);
  assert.equal(merge([both, draft([], [relation('shop', 'calls', 'payment')])]).nodes.length, 3);
  const hosts = draft([service('db', { aliases: ['postgres'] }), service('postgres')]);
  assert.equal(merge([hosts]).nodes.length, 2);
});

test('a name that a file gives one thing alone leads to it', () => {
  const given = draft([service('cart', { aliases: ['Cart Host', 'basket'] })]);
  const caller = draft([], [relation('shop', 'calls', 'cart-host')]);
  assert.deepEqual(rules([given, caller]), ['cart-host = cart: given alias']);
  const second = draft([service('wagon', { aliases: ['cart-host'] })]);
  assert.deepEqual(groups([given, caller, second]), [
    'service cart',
    'service cart-host',
    'service shop',
    'service wagon',
  ]);
  // Two files that only give the same title say nothing of each other.
  const titled = ['a1', 'b1'].map((name) => draft([service(name, { aliases: ['Public API'] })]));
  assert.equal(merge(titled).nodes.length, 2);
});

test('things of different kinds and topics of different spelling are never one', () => {
  const kinds = (['service', 'api', 'resource', 'owner', 'topic'] as const).map((kind) =>
    draft([nodeDraft(kind, 'orders')]),
  );
  assert.equal(merge(kinds).nodes.length, 5);
  const topics = ['orders.placed', 'Orders.Placed', 'orders_placed', 'orders-placed'].map((name) =>
    draft([nodeDraft('topic', name, { aliases: ['orders.placed'] })]),
  );
  assert.equal(merge(topics).nodes.length, 4);
  assert.equal(merge([topics[0] as TopologyDraft, topics[0] as TopologyDraft]).nodes.length, 1);
});

test('an api without provider is given to the one service of its name', () => {
  const api = draft([nodeDraft('api', 'PaymentService')]);
  const { edges, links } = merge([api, ...apart('paymentservice')]);
  assert.deepEqual(
    edges.map(({ type, details }) => [type, details]),
    [['provides', ['by its name (same words)']]],
  );
  assert.equal(links[0]?.rule, 'provides, same words');
  assert.equal(merge([api, ...apart('payment')]).links[0]?.rule, 'provides, service suffix');
  assert.equal(merge([api, ...apart('payment-api')]).edges.length, 0);
  const told = draft([], [relation('gateway', 'provides', 'api:PaymentService')]);
  assert.deepEqual(merge([api, told, ...apart('paymentservice')]).edges.length, 1);
  const parted = { notProvided: [{ kind: 'api', alias: 'PaymentService', name: 'paymentservice' } as const] };
  assert.equal(merge([api, ...apart('paymentservice')], parted).edges.length, 0);
});

test('what was parted by hand stays apart in every spelling, what was joined is one', () => {
  const pair = (alias: string, name: string) => [{ kind: 'service', alias, name } as const];
  const drafts = apart('payment', 'payment-service', 'PaymentService');
  assert.deepEqual(groups(drafts, { apart: pair('payment', 'payment-service') }), [
    'service PaymentService payment-service',
    'service payment',
  ]);
  assert.deepEqual(
    groups(apart('Payment', 'PaymentService'), { apart: pair('payment', 'payment-service') }).length,
    2,
  );
  assert.deepEqual(groups(drafts, { apart: pair('PaymentService', 'payment-service') }).length, 3);
  const joined = merge(apart('till', 'checkout'), { joined: pair('checkout', 'till') });
  assert.deepEqual(
    joined.nodes.map(({ name, aliases }) => [name, aliases]),
    [['till', ['checkout']]],
  );
});

test('what files say of one thing is put together, the first counting most', () => {
  const field = (path: string, type: string) => ({ path, type, description: null, isRequired: false });
  const { nodes, edges } = merge([
    draft(
      [
        service('cart', {
          description: 'Holds it.',
          tags: ['a'],
          facts: { port: '1' },
          fields: [field('id', 'string')],
        }),
      ],
      [relation('shop', 'calls', 'cart', { detail: 'GET /', place: { file: 'one', line: 3 } })],
    ),
    draft(
      [
        service('Cart', {
          description: 'Other.',
          type: 'go',
          tags: ['b', 'a'],
          facts: { port: '2', image: 'x' },
          fields: [field('id', 'integer'), field('sum', 'number')],
        }),
      ],
      [
        relation('shop', 'calls', 'Cart', { detail: 'PUT /', place: { file: 'two', line: 4 } }),
        relation('cart', 'calls', 'Cart'),
      ],
    ),
  ]);
  const cart = nodes.find(({ names }) => names.includes('cart'));
  assert.deepEqual(
    [
      cart?.description,
      cart?.type,
      cart?.tags,
      cart?.facts,
      cart?.fields.map(({ path, type }) => [path, type]),
    ],
    [
      'Holds it.',
      'go',
      ['a', 'b'],
      { image: 'x', port: '1' },
      [
        ['id', 'string'],
        ['sum', 'number'],
      ],
    ],
  );
  assert.deepEqual(
    edges.map(({ details, places }) => [details, places.map(({ file, line }) => `${file}:${line}`)]),
    [
      [
        ['GET /', 'PUT /'],
        ['one:3', 'two:4'],
      ],
    ],
  );
});

test('which names are one does not depend on the order of the files', () => {
  const name = fc.constantFrom(
    'pay',
    'Pay',
    'pay-service',
    'PayService',
    'pay_svc',
    'cart',
    'cartservice',
    'cart_host',
  );
  const node = fc.record({ name, aliases: fc.array(name, { maxLength: 1 }) });
  const file = fc
    .uniqueArray(node, { selector: (each) => each.name, maxLength: 3 })
    .map((nodes) => draft(nodes.map(({ name: own, aliases }) => service(own, { aliases }))));
  fc.assert(
    fc.property(
      fc.array(file, { maxLength: 5 }),
      fc.array(name, { minLength: 2, maxLength: 2 }),
      (files, [one, other]) => {
        const decisions = {
          apart: [{ kind: 'service', alias: one as string, name: other as string } as const],
        };
        const found = groups(files, decisions);
        assert.deepEqual(groups(files.toReversed(), decisions), found);
        if (one !== other)
          assert.ok(
            !found.some(
              (each) =>
                `${each} `.includes(` ${one} `) &&
                `${each} `.includes(` ${other} `) &&
                nameKey(one as string) !== nameKey(other as string),
            ),
          );
      },
    ),
    { numRuns: 200 },
  );
});

test('names that nobody can read are left out with a warning, long texts are cut', () => {
  const { draft: fitted, warnings } = fitDraft(
    draft(
      [
        service('\u202e\u0000 '),
        service('x'.repeat(501)),
        service(' a\n b ', { description: 'y'.repeat(1_000_000) }),
      ],
      [relation('a b', 'calls', ''), relation('a b', 'calls', 'c\ud800')],
    ),
  );
  assert.deepEqual(
    fitted.nodes.map(({ name, description }) => [name, description?.length]),
    [['a b', 10_000]],
  );
  assert.deepEqual(
    fitted.relations.map(({ to }) => to.name),
    ['c\ufffd'],
  );
  assert.equal(warnings.length, 3);
});

test('rings are those that reach each other, however long', () => {
  const rings = (count: number, ...pairs: [number, number][]) =>
    findRings(
      count,
      pairs.map(([from, to]) => ({ from, to })),
    );
  assert.deepEqual(rings(5, [0, 1], [1, 2], [2, 1], [3, 4]), [undefined, 1, 1, undefined, undefined]);
  const long = Array.from({ length: 100_000 }, (_, at): [number, number] => [at, (at + 1) % 100_000]);
  assert.ok(rings(100_000, ...long).every((ring) => ring === 0));
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(6), fc.nat(6)), { maxLength: 14 }), (pairs) => {
      const reach = Array.from({ length: 7 }, (_, at) => {
        const seen = new Set<number>();
        const walk = (from: number) => {
          for (const [start, end] of pairs)
            if (start === from && !seen.has(end)) {
              seen.add(end);
              walk(end);
            }
        };
        walk(at);
        return seen;
      });
      const expected = reach.map((seen, at) => {
        const others = [...seen].filter((other) => other !== at && reach[other]?.has(at));
        return others.length > 0 ? Math.min(at, ...others) : undefined;
      });
      assert.deepEqual(rings(7, ...pairs), expected);
    }),
  );
});
