import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { ParleyError } from '../../core/errors.ts';
import type { RelationType, TopologyDraft } from '../../core/topology.ts';
import { readTopology } from './read-topology.ts';
import type { FileSet, TopologyReading } from './topology-file.ts';

const DATA = join(import.meta.dirname, '../../../../shared/data/topology');
const skip = existsSync(DATA) ? false : `the real files are not at ${DATA}`;

const filesBelow = (root: string): FileSet => ({
  read: async (name) => (existsSync(join(root, name)) ? readFileSync(join(root, name), 'utf8') : null),
});

async function readAll(root: string, pattern: string): Promise<Map<string, TopologyReading>> {
  const others = filesBelow(root);
  const readings = new Map<string, TopologyReading>();
  for (const name of globSync(pattern, { cwd: root }).sort()) {
    if (!/\.(?:ya?ml|json|proto|md)$/.test(name)) continue;
    const text = readFileSync(join(root, name), 'utf8');
    readings.set(name, await readTopology({ name, text }, others));
  }
  return readings;
}

const draftsOf = (readings: Map<string, TopologyReading>): TopologyDraft[] =>
  [...readings.values()].flatMap((reading) => ('skipped' in reading ? [] : [reading]));

const pairs = (drafts: readonly TopologyDraft[], type: RelationType): string[] => [
  ...new Set(
    drafts.flatMap(({ relations }) =>
      relations.filter((each) => each.type === type).map(({ from, to }) => `${from.name} → ${to.name}`),
    ),
  ),
];

const namesOf = (drafts: readonly TopologyDraft[], kind: string): string[] =>
  [
    ...new Set(
      drafts.flatMap(({ nodes }) => nodes.filter((node) => node.kind === kind).map(({ name }) => name)),
    ),
  ].sort();

/** Each list here was written down from the files by hand. */
describe('the real files', { skip }, () => {
  test('social media: five services, four topics, every producer and consumer', async () => {
    const drafts = draftsOf(await readAll(join(DATA, 'asyncapi-v3/examples/social-media'), '**/*'));
    assert.deepEqual(namesOf(drafts, 'service'), [
      'Comments Service',
      'Notifications Service',
      'Public API',
      'Website Backend',
      'Website WebSocket Client',
    ]);
    assert.deepEqual(namesOf(drafts, 'topic'), [
      'comment/liked',
      'comment/{commentId}/changed',
      'like/comment',
      'update/comment/likes',
    ]);
    assert.deepEqual(pairs(drafts, 'publishes').sort(), [
      'Comments Service → comment/{commentId}/changed',
      'Website Backend → comment/liked',
      'Website Backend → update/comment/likes',
      'Website WebSocket Client → like/comment',
    ]);
    assert.deepEqual(pairs(drafts, 'subscribes').sort(), [
      'Comments Service → comment/liked',
      'Notifications Service → comment/liked',
      'Public API → comment/liked',
      'Website Backend → comment/{commentId}/changed',
      'Website Backend → like/comment',
      'Website WebSocket Client → update/comment/likes',
    ]);
    assert.deepEqual(pairs(drafts, 'carries').sort(), [
      'comment/liked → commentLiked',
      'comment/{commentId}/changed → commentChanged',
      'like/comment → likeComment',
      'update/comment/likes → updateCommentLikes',
    ]);
    const likes = drafts.flatMap(({ nodes }) => nodes).find(({ name }) => name === 'likeComment');
    assert.deepEqual(
      likes?.fields.map(({ path, type, description }) => [path, type, description]),
      [
        ['commentId', 'string', 'Id of the comment that should be liked'],
        ['likedBy', 'string', 'The id of the user that have liked the comment'],
      ],
    );
  });

  test('the shop: eleven services, a store, and every link of the manifests', async () => {
    const drafts = draftsOf(await readAll(join(DATA, 'microservices-demo'), '**/*.yaml'));
    assert.deepEqual(namesOf(drafts, 'service'), [
      'adservice',
      'cartservice',
      'checkoutservice',
      'currencyservice',
      'emailservice',
      'frontend',
      'loadgenerator',
      'paymentservice',
      'productcatalogservice',
      'recommendationservice',
      'shippingservice',
    ]);
    assert.deepEqual(namesOf(drafts, 'resource'), ['redis-cart']);
    assert.deepEqual(pairs(drafts, 'dependsOn'), ['cartservice → redis-cart']);
    assert.deepEqual(pairs(drafts, 'calls').sort(), [
      'checkoutservice → cartservice',
      'checkoutservice → currencyservice',
      'checkoutservice → emailservice',
      'checkoutservice → paymentservice',
      'checkoutservice → productcatalogservice',
      'checkoutservice → shippingservice',
      'frontend → adservice',
      'frontend → cartservice',
      'frontend → checkoutservice',
      'frontend → currencyservice',
      'frontend → productcatalogservice',
      'frontend → recommendationservice',
      'frontend → shippingservice',
      // Named by a variable; no manifest of the folder deploys it.
      'frontend → shoppingassistantservice',
      'loadgenerator → frontend',
      'recommendationservice → productcatalogservice',
    ]);
  });

  test('the shop: nine APIs of its protobuf file and one for health', async () => {
    const drafts = draftsOf(await readAll(join(DATA, 'microservices-demo'), '**/*.proto'));
    assert.deepEqual(namesOf(drafts, 'api'), [
      'AdService',
      'CartService',
      'CheckoutService',
      'CurrencyService',
      'EmailService',
      'Health',
      'PaymentService',
      'ProductCatalogService',
      'RecommendationService',
      'ShippingService',
    ]);
    const nodes = drafts.flatMap((draft) => draft.nodes);
    const money = nodes.find(({ name }) => name === 'Money');
    assert.equal(money?.description, 'Represents an amount of money with its currency type.');
    assert.equal(money?.fields[0]?.description, 'The 3-letter currency code defined in ISO 4217.');
    assert.equal(nodes.find(({ name }) => name === 'CartService')?.description, null);
  });

  test('the catalogue: who owns what', async () => {
    const drafts = draftsOf(await readAll(join(DATA, 'backstage-demo'), '**/*.yaml'));
    assert.deepEqual(
      pairs(drafts, 'owns'),
      [
        'backstage-demo',
        'demo-graphql',
        'mui-to-bui-migration',
        'app-frontend-system-migration',
        'plugin-new-frontend-system-support',
        'plugin-full-frontend-system-migration',
        'plugin-analytics-instrumentation',
        'onboard-to-openapi-server',
        'github-mcp-server',
      ].map((name) => `backstage/maintainers → ${name}`),
    );
    assert.deepEqual(pairs(drafts, 'consumes'), ['backstage-demo → demo-graphql']);
  });

  test('every example of AsyncAPI is read, but the one whose field is only what it is not', async () => {
    const root = join(DATA, 'asyncapi-v3/examples');
    const names = globSync('*.yml', { cwd: root });
    assert.equal(names.length, 19);
    for (const name of names) {
      const reading = readTopology({ name, text: readFileSync(join(root, name), 'utf8') }, filesBelow(root));
      if (name === 'not-asyncapi.yml') {
        await assert.rejects(reading, (error: unknown) => {
          assert.ok(error instanceof ParleyError);
          assert.match(
            error.message,
            /^not-asyncapi\.yml \(line 27\) says of the field key only what it is not/,
          );
          return true;
        });
        continue;
      }
      const draft = await reading;
      assert.ok(!('skipped' in draft), name);
      assert.equal(draft.nodes.filter(({ kind }) => kind === 'service').length, 1, name);
      assert.ok(
        draft.relations.some(({ type }) => type === 'publishes' || type === 'subscribes'),
        name,
      );
      assert.ok(
        draft.relations.some(({ type }) => type === 'carries'),
        name,
      );
    }
  });
});
