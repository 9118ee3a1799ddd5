import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import { type ApiKeyRequest, createApiKey } from '../../src/auth/api-keys.ts';
import { loadConfig } from '../../src/config/load.ts';
import type { Uuid } from '../../src/core/ids.ts';
import { createParley, type Parley } from '../../src/parley.ts';
import { createLogger } from '../../src/telemetry/logger.ts';
import { checkedResponses } from './checked-responses.ts';
import { type EchoAnswerer, echoAnswerer } from './echo-answerer.ts';
import { newStoreFolder } from './embedded-store.ts';
import { newTenant } from './new-tenant.ts';
import { newDatabase, testDatabaseUrl } from './postgres-store.ts';

/** A server on a free port of 127.0.0.1, whose answerer repeats the question. */
export interface RunningParley {
  readonly parley: Parley;
  readonly url: string;
  readonly answerer: EchoAnswerer;
  /** Everything that was logged, line by line. */
  readonly logged: string[];
  /** Answers that the API document does not allow; the suite fails at its end where there are any. */
  readonly violations: readonly string[];
  readonly newTenant: () => Promise<Uuid>;
  /** A new key of a tenant, with the role admin unless told otherwise. */
  readonly newKey: (tenantId: Uuid, more?: Partial<ApiKeyRequest>) => Promise<string>;
}

export type Environment = Readonly<Record<string, string>>;

/** Limits are tested where they are set. */
const PLENTY = '100000/60s';

/** Settings of a server in a test. */
export const TEST_SETTINGS: Environment = {
  PORT: '0',
  LOG_LEVEL: 'trace',
  PARLEY_SHUTDOWN_TIMEOUT: '1s',
  PARLEY_RATE_READ: PLENTY,
  PARLEY_RATE_WRITE: PLENTY,
  PARLEY_RATE_REFUSED: PLENTY,
};

export interface Place {
  readonly engine: string;
  readonly make: () => Promise<{ environment: Environment; remove: () => Promise<void> }>;
}

/** The engines that this run of the tests can use, each with an empty store for a server. */
export function places(): Place[] {
  const databaseUrl = testDatabaseUrl();
  const embedded: Place = {
    engine: 'embedded',
    make: async () => {
      const { dataDir, remove } = await newStoreFolder();
      return { environment: { PARLEY_DATA: dataDir }, remove };
    },
  };
  if (databaseUrl === undefined) return [embedded];
  const postgres: Place = {
    engine: 'postgres',
    make: async () => {
      const made = await newDatabase(databaseUrl);
      return { environment: { DATABASE_URL: made.databaseUrl }, remove: made.remove };
    },
  };
  return process.env.TEST_ENGINE === 'postgres' ? [postgres] : [embedded, postgres];
}

export interface ServerOptions {
  /** Whether the server answers as it does for users, instead of repeating the question. */
  readonly answers?: 'itself';
}

/** Registers `suite` once for each available engine, with a server of its own. `settings` as in the environment. */
export function onEachServer(
  name: string,
  suite: (server: () => RunningParley) => void,
  settings: Environment = {},
  options: ServerOptions = {},
): void {
  for (const { engine, make } of places()) {
    describe(`${name} (${engine})`, () => {
      let running: RunningParley | undefined;
      let remove: (() => Promise<void>) | undefined;
      before(async () => {
        const place = await make();
        remove = place.remove;
        running = await run({ ...TEST_SETTINGS, ...place.environment, ...settings }, options);
      });
      after(async () => {
        await running?.parley.close();
        await remove?.();
        assert.deepEqual(running?.violations ?? [], []);
      });
      suite(() => {
        if (running === undefined) throw new Error('The server runs inside tests and hooks only');
        return running;
      });
    });
  }
}

async function run(environment: Environment, { answers }: ServerOptions): Promise<RunningParley> {
  const logged: string[] = [];
  const answerer = echoAnswerer();
  const logger = createLogger(environment.LOG_LEVEL ?? 'info', {
    write: (line: string) => void logged.push(line),
  });
  const parley = await createParley(loadConfig({}, environment, '/nowhere'), {
    ...(answers === 'itself' ? {} : { answerer }),
    logger,
  });
  const { around, violations } = checkedResponses();
  const { url } = await parley.listen(around(parley.fetch));
  return {
    parley,
    url,
    answerer,
    logged,
    violations,
    newTenant: () => newTenant(parley.db),
    newKey: async (tenantId, more = {}) =>
      (await createApiKey(parley.db, { tenantId, role: 'admin', ...more })).key,
  };
}
