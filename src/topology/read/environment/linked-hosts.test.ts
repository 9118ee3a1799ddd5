import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isInnerHost } from './is-inner-host.ts';
import { linkedHosts } from './linked-hosts.ts';
import { resourceOfAddress, resourceOfImage } from './resource-types.ts';

const DOLLAR = '$';

const hosts = (variable: string, value: string): string[] =>
  linkedHosts(variable, value).map(
    ({ host, port, isSure }) => `${host}${port === null ? '' : `:${port}`}${isSure ? '' : '?'}`,
  );

test('hosts are found in addresses, lists and connection strings', () => {
  assert.deepEqual(hosts('ORDERS_URL', 'http://orders:8080/v1?x=1'), ['orders:8080']);
  assert.deepEqual(hosts('KAFKA_BROKERS', 'kafka-1:9092,kafka-2:9092'), ['kafka-1:9092', 'kafka-2:9092']);
  assert.deepEqual(hosts('SPRING_DATASOURCE_URL', 'jdbc:postgresql://db:5432/orders'), ['db:5432']);
  assert.deepEqual(hosts('MONGO', 'mongodb://u:p%40@m1:27017,m2:27017/x?replicaSet=a'), [
    'm1:27017',
    'm2:27017',
  ]);
  assert.deepEqual(hosts('SQL_CONNECTION', 'Server=tcp:db,1433;User Id=sa;Password=x'), ['db:1433']);
  assert.deepEqual(hosts('LISTENERS', 'PLAIN://broker:29092,HOST://localhost:9092'), [
    'broker:29092',
    'localhost:9092',
  ]);
  assert.deepEqual(hosts('STOCK_HOST', 'stock'), ['stock']);
});

test('a word is only perhaps a host where the name of the variable does not say so', () => {
  assert.deepEqual(hosts('COLOUR', 'stock'), ['stock?']);
  assert.deepEqual(hosts('CACHE', 'redis:6379'), ['redis:6379?']);
  assert.deepEqual(hosts('GREETING', 'hello there, stock!'), []);
});

test('defaults of references are taken, references themselves are nothing', () => {
  assert.deepEqual(hosts('STOCK_URL', `${DOLLAR}{STOCK_URL:-http://stock:80}`), ['stock:80']);
  assert.deepEqual(hosts('STOCK_URL', `http://${DOLLAR}{STOCK_HOST}:80`), []);
  assert.deepEqual(hosts('STOCK_URL', '$(STOCK_HOST)'), []);
});

test('a secret, a listening address and an image are never looked at', () => {
  for (const variable of [
    'API_TOKEN',
    'db.password',
    'SIGNING_KEY',
    'clientSecret',
    'BIND_ADDR',
    'REDIS_IMAGE',
    'KAFKA_ADVERTISED_LISTENERS',
  ])
    assert.deepEqual(hosts(variable, 'http://stock:80'), [], variable);
});

test('a host inside the system is one word or a service of a cluster', () => {
  for (const host of [
    'stock',
    'stock-v2',
    'a.b.svc',
    'a.svc.cluster.local',
    'a.b.svc.cluster.local',
    'my_db',
  ])
    assert.ok(isInnerHost(host), host);
  for (const host of [
    'localhost',
    '10.0.0.1',
    'api.example.com',
    '0.0.0.0',
    'a b',
    '-a',
    '9092',
    'metadata.google.internal',
  ])
    assert.ok(!isInnerHost(host), host);
});

test('stores are known by image, scheme and port, tools around them are not', () => {
  assert.equal(resourceOfImage('docker.io/bitnami/postgresql:16@sha256:abc'), 'postgres');
  assert.equal(resourceOfImage('localhost:5000/redis'), 'redis');
  assert.equal(resourceOfImage('mcr.microsoft.com/mssql/server:2022-latest'), 'sql server');
  assert.equal(resourceOfImage('provectuslabs/kafka-ui'), null);
  assert.equal(resourceOfImage('constructor'), null);
  assert.equal(resourceOfAddress('jdbc:postgresql', null), 'postgres');
  assert.equal(resourceOfAddress(null, 5672), 'rabbitmq');
  assert.equal(resourceOfAddress('http', 8080), null);
});
