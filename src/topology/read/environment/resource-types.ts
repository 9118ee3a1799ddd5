/** What an image, a scheme or a port says a machine is: names of databases, queues and other stores. */
const IMAGES: Readonly<Record<string, string>> = {
  postgres: 'postgres',
  postgresql: 'postgres',
  postgis: 'postgres',
  pgvector: 'postgres',
  timescaledb: 'postgres',
  mysql: 'mysql',
  'mysql-server': 'mysql',
  mariadb: 'mariadb',
  percona: 'mysql',
  redis: 'redis',
  'redis-stack': 'redis',
  'redis-stack-server': 'redis',
  keydb: 'redis',
  valkey: 'valkey',
  memcached: 'memcached',
  mongo: 'mongodb',
  mongodb: 'mongodb',
  kafka: 'kafka',
  'cp-kafka': 'kafka',
  'cp-server': 'kafka',
  redpanda: 'kafka',
  zookeeper: 'zookeeper',
  'cp-zookeeper': 'zookeeper',
  rabbitmq: 'rabbitmq',
  nats: 'nats',
  activemq: 'activemq',
  'activemq-artemis': 'activemq',
  pulsar: 'pulsar',
  'eclipse-mosquitto': 'mqtt broker',
  mosquitto: 'mqtt broker',
  emqx: 'mqtt broker',
  elasticsearch: 'elasticsearch',
  opensearch: 'opensearch',
  cassandra: 'cassandra',
  scylla: 'cassandra',
  minio: 'object store',
  etcd: 'etcd',
  clickhouse: 'clickhouse',
  'clickhouse-server': 'clickhouse',
  influxdb: 'influxdb',
  cockroach: 'cockroachdb',
  neo4j: 'neo4j',
  'dynamodb-local': 'dynamodb',
  mssql: 'sql server',
  'azure-sql-edge': 'sql server',
  couchdb: 'couchdb',
  solr: 'solr',
};

const SCHEMES: Readonly<Record<string, string>> = {
  postgres: 'postgres',
  postgresql: 'postgres',
  mysql: 'mysql',
  mariadb: 'mariadb',
  redis: 'redis',
  rediss: 'redis',
  mongodb: 'mongodb',
  'mongodb+srv': 'mongodb',
  amqp: 'rabbitmq',
  amqps: 'rabbitmq',
  kafka: 'kafka',
  nats: 'nats',
  mqtt: 'mqtt broker',
  mqtts: 'mqtt broker',
  memcached: 'memcached',
  clickhouse: 'clickhouse',
  sqlserver: 'sql server',
};

const PORTS: Readonly<Record<number, string>> = {
  5432: 'postgres',
  3306: 'mysql',
  6379: 'redis',
  11211: 'memcached',
  27017: 'mongodb',
  9092: 'kafka',
  2181: 'zookeeper',
  5672: 'rabbitmq',
  4222: 'nats',
  1883: 'mqtt broker',
  9042: 'cassandra',
  1433: 'sql server',
};

const own = <Key extends PropertyKey>(table: Readonly<Record<Key, string>>, key: Key): string | null =>
  Object.hasOwn(table, key) ? table[key] : null;

/** The kind of store that an image runs, by the last part of its name; null for any other. */
export function resourceOfImage(image: string | null): string | null {
  if (image === null || image.length > 500) return null;
  const bare = image.split('@')[0]?.split('/').at(-1)?.split(':')[0]?.toLowerCase() ?? '';
  if (bare === 'server' && /\/mssql\//i.test(image)) return 'sql server';
  return own(IMAGES, bare);
}

/** The kind of store that an address speaks to, by its scheme, else its port; null for any other. */
export function resourceOfAddress(scheme: string | null, port: number | null): string | null {
  const last = scheme?.split(':').at(-1) ?? null;
  return (last === null ? null : own(SCHEMES, last)) ?? (port === null ? null : own(PORTS, port));
}
