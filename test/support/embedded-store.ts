import { createHash } from 'node:crypto';
import { cpSync } from 'node:fs';
import { access, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Db } from '../../src/db/db.ts';
import { readMigrations, readTenantPolicy } from '../../src/db/migrations.ts';
import { openDb } from '../../src/db/open.ts';

const CACHE = new URL('../../.cache/test-stores/', import.meta.url).pathname;

/** Changes with every change to the schema. */
export function schemaHash(): string {
  const hash = createHash('sha256');
  for (const { checksum } of [...readMigrations(), readTenantPolicy()]) hash.update(checksum);
  return hash.digest('hex').slice(0, 12);
}

/** A folder with a migrated empty store, made once for each schema. */
async function template(): Promise<string> {
  const folder = join(CACHE, schemaHash());
  const exists = await access(folder).then(
    () => true,
    () => false,
  );
  if (exists) return folder;
  await mkdir(CACHE, { recursive: true });
  const unfinished = await mkdtemp(join(CACHE, 'new-'));
  await (await openDb({ dataDir: unfinished })).close();
  // Test files run at the same time: the first one to finish provides it.
  await rename(unfinished, folder).catch(() => rm(unfinished, { recursive: true, force: true }));
  return folder;
}

/** A new folder that holds a migrated empty store, and its removal. */
export async function newStoreFolder(): Promise<{ dataDir: string; remove(): Promise<void> }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'parley-test-'));
  cpSync(await template(), dataDir, { recursive: true });
  return { dataDir, remove: () => rm(dataDir, { recursive: true, force: true }) };
}

/** A migrated empty store of its own on the embedded engine. `discard` closes and deletes it. */
export async function newEmbeddedStore(): Promise<{ db: Db; discard(): Promise<void> }> {
  const { dataDir, remove } = await newStoreFolder();
  const db = await openDb({ dataDir });
  return {
    db,
    async discard() {
      await db.close();
      await remove();
    },
  };
}
