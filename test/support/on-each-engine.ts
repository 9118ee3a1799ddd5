import { after, before, describe } from 'node:test';
import type { Db } from '../../src/db/db.ts';
import { newEmbeddedStore } from './embedded-store.ts';
import { newPostgresStore, testDatabaseUrl } from './postgres-store.ts';

interface TestStore {
  readonly db: Db;
  discard(): Promise<void>;
}

/** Whether this run of the tests leaves the embedded engine out: `npm run test:pg`. */
export const onlyPostgres = (): boolean => process.env.TEST_ENGINE === 'postgres';

/** The engines that this run of the tests can use, and how each makes an empty migrated store. */
function availableEngines(): { engine: string; create: () => Promise<TestStore> }[] {
  const url = testDatabaseUrl();
  return [
    ...(onlyPostgres() ? [] : [{ engine: 'embedded', create: newEmbeddedStore }]),
    ...(url === undefined ? [] : [{ engine: 'postgres', create: () => newPostgresStore(url) }]),
  ];
}

/**
 * Registers `suite` once for each available engine: the embedded one always, PostgreSQL when TEST_DATABASE_URL is set.
 * Each gets an empty migrated store, which `store()` returns inside tests and hooks, and which is deleted afterwards.
 */
export function onEachEngine(name: string, suite: (store: () => Db) => void): void {
  for (const { engine, create } of availableEngines()) {
    describe(`${name} (${engine})`, () => {
      let opened: TestStore | undefined;
      before(async () => {
        opened = await create();
      });
      after(() => opened?.discard());
      suite(() => {
        if (opened === undefined) throw new Error('The store is open inside tests and hooks only');
        return opened.db;
      });
    });
  }
}
