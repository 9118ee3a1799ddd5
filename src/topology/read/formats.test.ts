import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { NodeDraft, TopologyDraft } from '../../core/topology.ts';
import { readTopology } from './read-topology.ts';

async function draftOf(folder: string, file: string): Promise<TopologyDraft> {
  const root = join(import.meta.dirname, folder, 'fixtures');
  const others = {
    read: async (name: string) =>
      existsSync(join(root, name)) ? readFileSync(join(root, name), 'utf8') : null,
  };
  const reading = await readTopology({ name: file, text: readFileSync(join(root, file), 'utf8') }, others);
  assert.ok(!('skipped' in reading));
  return reading;
}

const draftOfText = async (name: string, text: string): Promise<TopologyDraft> => {
  const reading = await readTopology({ name, text }, { read: async () => null });
  assert.ok(!('skipped' in reading));
  return reading;
};

const edges = ({ relations }: TopologyDraft): string[] =>
  relations.map(
    ({ type, from, to, detail }) => `${from.name} ${type} ${to.name}${detail ? ` by ${detail}` : ''}`,
  );

const node = (draft: TopologyDraft, name: string): NodeDraft => {
  const found = draft.nodes.find((each) => each.name === name);
  assert.ok(found, `${name} is not described`);
  return found;
};

const fieldLines = ({ fields }: NodeDraft): string[] =>
  fields.map(({ path, type, isRequired }) => `${path}${isRequired ? '!' : ''} ${type}`);

describe('AsyncAPI', () => {
  test('2.x is told from the side of the clients: what they publish, the service receives', async () => {
    const draft = await draftOf('asyncapi', 'harbour-2.yaml');
    assert.deepEqual(edges(draft), [
      'team-quay owns Berth Planner',
      'ship.arrived carries ShipArrived',
      'Berth Planner subscribes ship.arrived by onShipArrived (message ShipArrived)',
      'berth.{quay}.assigned carries BerthAssigned',
      'berth.{quay}.assigned carries BerthRefused',
      'Berth Planner publishes berth.{quay}.assigned by tellBerth (messages BerthAssigned, BerthRefused)',
    ]);
    assert.deepEqual(node(draft, 'Berth Planner').aliases, ['berth-planner']);
    assert.deepEqual(node(draft, 'ship.arrived').facts, {
      servers: 'broker.harbour.test:9092',
      partitions: '12',
      replicas: '3',
      retention: '604800000 ms',
    });
    assert.deepEqual(node(draft, 'ship.arrived').protocols, ['kafka']);
  });

  test('fields are flattened through references, allOf, oneOf, lists and maps, headers too', async () => {
    const draft = await draftOf('asyncapi', 'harbour-2.yaml');
    assert.deepEqual(fieldLines(node(draft, 'ShipArrived')), [
      'ship! object',
      'ship.imo! string',
      'at string (date-time)',
      'holds array of object',
      'holds[].kind! string (one of bulk, boxes)',
      'holds[].tons number',
      'holds[].count integer',
    ]);
    assert.deepEqual(fieldLines(node(draft, 'BerthAssigned')), [
      'ship! object',
      'ship.imo! string',
      'berth! integer',
      'tags object',
      'headers.traceId string',
    ]);
    assert.deepEqual(fieldLines(node(draft, 'BerthRefused')), [
      'reason string (one of full, draught, closed)',
    ]);
  });

  test('3.x says what the service itself does, and a reply goes the other way', async () => {
    const draft = await draftOf('asyncapi', 'crane-3.yaml');
    assert.deepEqual(edges(draft), [
      'crane/{craneId}/command carries lift',
      'crane/{craneId}/command carries stop',
      'answers carries done',
      'Crane Control subscribes crane/{craneId}/command by onCommand (message lift)',
      'Crane Control publishes answers by onCommand reply (message done)',
    ]);
    assert.equal(node(draft, 'stop').facts.payload, 'string');
    assert.deepEqual(fieldLines(node(draft, 'done')), [
      'id! string',
      'weight null or double',
      'steps! array of record',
      'steps[].at! long (timestamp-millis)',
    ]);
  });

  test('a schema that holds itself is read once, and this is said', async () => {
    const draft = await draftOf('asyncapi', 'crane-3.yaml');
    assert.deepEqual(fieldLines(node(draft, 'lift')), [
      'box object',
      'box.number string',
      'box.inside array of object',
      'headers.priority integer',
    ]);
    assert.deepEqual(draft.warnings, [
      { line: 81, reason: 'has a schema that holds itself; it is read once' },
    ]);
  });

  test('an address that names a place on any server gets its server before it', async () => {
    const api = (title: string, server: string) =>
      `asyncapi: 3.0.0\ninfo: {title: ${title}, version: '1'}\n${server}channels: {root: {address: /}}\n`;
    const alone = await draftOfText('a.yaml', api('Chat', ''));
    const served = await draftOfText(
      'b.yaml',
      api('Chat', 'servers: {a: {host: chat.test, pathname: /ws/, protocol: ws}}\n'),
    );
    assert.deepEqual(
      [alone, served].map(({ nodes }) => nodes.find(({ kind }) => kind === 'topic')?.name),
      ['Chat /', 'chat.test/ws/'],
    );
  });
});

test('Backstage: relations in both directions, of every kind', async () => {
  const draft = await draftOf('backstage', 'catalog-info.yaml');
  assert.deepEqual(edges(draft), [
    'team-water owns tide-service',
    'tide-service partOf navigation',
    'tide-service partOf pilot-office',
    'tide-service provides tide-api',
    'tide-service consumes weather-api',
    'tide-service dependsOn tide-db',
    'tide-service dependsOn gauge-reader',
    'berth-planner dependsOn tide-service',
    'team-water owns tide-api',
    'berth-planner consumes tide-api',
    'anna owns tide-db',
    'team-water owns navigation',
    'navigation partOf sea',
    'team-water owns sea',
    'team-water partOf operations',
    'people/anna partOf team-water',
  ]);
  assert.deepEqual(node(draft, 'team-water').aliases, ['Water Team']);
  assert.equal(node(draft, 'sea').type, 'domain');
  assert.deepEqual(draft.warnings, [
    { line: 83, reason: 'describes a Location, which is no part of a system' },
  ]);
});

describe('OpenAPI', () => {
  test('a service and the API that it provides; a public host is no name of the service', async () => {
    const draft = await draftOf('openapi', 'tides.yaml');
    assert.deepEqual(edges(draft), [
      'Tide API provides Tide API',
      'team-water owns Tide API',
      'team-water owns Tide API',
    ]);
    const [service, api] = draft.nodes;
    assert.deepEqual(service?.aliases, ['tide-service']);
    assert.deepEqual(api?.facts, {
      operations: '3',
      paths: '2',
      version: '1.2.0',
      servers: 'https://api.harbour.test/tides, http://tide-service:8080',
    });
  });

  test('version 2 is read with a warning', async () => {
    const draft = await draftOf('openapi', 'old.json');
    assert.deepEqual(edges(draft), ['Weather provides Weather']);
    assert.equal(draft.warnings.length, 1);
  });
});

test('compose: links are taken from depends_on, links and variables whose host is in the file', async () => {
  const draft = await draftOf('docker-compose', 'compose.yaml');
  assert.deepEqual(
    edges(draft).filter((edge) => !edge.includes('partOf')),
    [
      'quay owns planner',
      'planner dependsOn db by depends_on',
      'planner dependsOn db by DATABASE_URL',
      'planner calls tide by TIDE_SERVICE_ADDR',
      'planner dependsOn broker by KAFKA_BROKERS',
      'tide dependsOn db by links',
      'tide dependsOn cache by CACHE_HOST',
      'tide calls weather by WEATHER_URL',
      'weather dependsOn cache by depends_on',
    ],
  );
  assert.deepEqual(
    draft.nodes.filter(({ kind }) => kind === 'resource').map(({ name, type }) => [name, type]),
    [
      ['db', 'postgres'],
      ['cache', 'redis'],
      ['broker', 'kafka'],
    ],
  );
  assert.match(draft.warnings[0]?.reason ?? '', /ghost/);
});

test('Kubernetes: workloads, host names of services, and links through variables and config maps', async () => {
  const draft = await draftOf('kubernetes', 'tide.yaml');
  assert.deepEqual(edges(draft), [
    'team-water owns tide-v2',
    'water owns tide-v2',
    'tide-v2 partOf navigation',
    'tide-v2 calls weather by WEATHER_SERVICE_ADDR',
    'tide-v2 dependsOn tide-db by DB_URL',
    'tide-v2 dependsOn tide-db by STORE_URL',
    'tide-v2 calls gauge-reader by GAUGE_HOST',
    'tide-v2 dependsOn broker-0 by KAFKA_BROKERS',
    'tide-import calls tide-v2 by TIDE_ADDR',
  ]);
  assert.deepEqual(node(draft, 'tide-v2').aliases, ['tide', 'tides']);
  assert.deepEqual(node(draft, 'weather').aliases, ['weather-lb']);
});

test('protobuf: comments are descriptions, messages of the file are flattened, the licence describes nothing', async () => {
  const draft = await draftOf('protobuf', 'pilot.proto');
  const api = node(draft, 'Pilots');
  assert.equal(api.description, 'Brings pilots to ships.');
  assert.equal(
    api.facts['method Order'],
    'PilotOrder → stream harbour.pilot.v1.Confirmation: Orders a pilot.',
  );
  assert.deepEqual(fieldLines(node(draft, 'PilotOrder')), [
    'imo string',
    'stops array of Stop',
    'stops[].quay string',
    'named_stops map<string, Stop>',
    'named_stops.*.quay string',
    'at google.protobuf.Timestamp',
    'now bool',
    'reason Reason (one of UNKNOWN, FOG)',
    'earlier PilotOrder',
  ]);
});

describe("Parley's own form", () => {
  test('things with what belongs to them, and relationships between names', async () => {
    const draft = await draftOf('parley-json', 'harbour.json');
    assert.deepEqual(edges(draft), [
      'team-quay owns berth-planner',
      'berth-planner partOf harbour',
      'ship.arrived carries ShipArrived',
      'berth-planner subscribes ship.arrived by onShipArrived',
      'berth-planner calls tide-service',
      'berth-planner dependsOn berth-db',
      'team-water owns tide-service',
    ]);
    assert.deepEqual(fieldLines(node(draft, 'ShipArrived')), ['ship.imo! string', 'at string (date-time)']);
    assert.deepEqual(draft.relations.find(({ to }) => to.name === 'berth-db')?.to, {
      kind: 'resource',
      name: 'berth-db',
    });
  });

  test('a relationship of no known type is refused with its line', async () => {
    const text =
      '{\n"services": [{"name": "a"}],\n"relationships": [\n{"type": "likes", "from": "a", "to": "b"}]}';
    await assert.rejects(draftOfText('p.json', text), {
      message: /^p\.json \(line 4\) has a relationship whose type is none of /,
    });
  });
});

test('a file about something else is skipped with a word, not refused', async () => {
  const files = [
    ['readme.md', '# Orders\n\nservices: none'],
    ['pipeline.yaml', 'stages: [build]\n'],
    ['settings.json', '{"a": 1}'],
    ['broken.yaml', 'a: [1\n'],
    ['gateway.yaml', 'apiVersion: networking.istio.io/v1\nkind: Gateway\nmetadata: {name: edge}\n'],
    ['kustomization.yaml', 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n'],
    ['empty.yaml', ''],
  ] as const;
  for (const [name, text] of files) {
    const reading = await readTopology({ name, text }, { read: async () => null });
    assert.ok('skipped' in reading, name);
  }
});
