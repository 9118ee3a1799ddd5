import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Settings } from './parley-process.ts';

/**
 * Runs a benchmark, of which `about` tells, on PostgreSQL where DATABASE_URL names one, else on an embedded store in
 * `folder`, which is deleted afterwards.
 */
export async function withStore(
  about: string,
  bench: (settings: Settings, folder: string) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-bench-'));
  const { DATABASE_URL } = process.env;
  const settings: Settings = DATABASE_URL ? { DATABASE_URL } : { PARLEY_DATA: join(folder, 'store') };
  const store = DATABASE_URL ? 'PostgreSQL' : 'embedded store';
  console.log(`${store}, load of the machine before: ${loadavg()[0]?.toFixed(1)}\n${about}`);
  try {
    await bench(settings, folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
