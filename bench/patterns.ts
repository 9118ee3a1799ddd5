import { join } from 'node:path';
import { createTenant } from '../src/auth/tenants.ts';
import { loadConfig } from '../src/config/load.ts';
import { createParley, type Parley } from '../src/parley.ts';
import { findSimilarPatterns } from '../src/patterns/find-similar-patterns.ts';
import { requestExtraction } from '../src/store/pattern-extractions.ts';
import { countPatterns } from '../src/store/patterns.ts';
import { runQuery } from '../src/store/query.ts';
import { createLogger } from '../src/telemetry/logger.ts';
import { writeLargeHistory } from './patterns/large-history.ts';
import { printQuality } from './patterns/quality.ts';
import { quantile } from './support/load.ts';
import { rowPrinter } from './support/print-row.ts';
import { withStore } from './support/with-store.ts';

const row = rowPrinter(10, 11, 14, 14, 16, 14, 14, 14, 12);
const PLACED = 15;

/** Quality against known families; then time and memory of extractions from histories of the sizes given. */
export async function benchPatterns(sizes: readonly number[]): Promise<void> {
  await printQuality();
  if (sizes.length === 0) return;
  await withStore('extraction of patterns', async (settings, folder) => {
    Object.assign(process.env, settings);
    row(
      'incidents',
      'patterns',
      'first run s',
      'again s',
      'placed p50 ms',
      'placed max ms',
      'similar ms',
      'late max ms',
      'RSS MiB',
    );
    const parley = await createParley(loadConfig(), { logger: createLogger('silent') });
    try {
      for (const size of sizes) await measure(parley, folder, size);
    } finally {
      await parley.close();
    }
  });
}

async function measure(parley: Parley, folder: string, size: number): Promise<void> {
  const file = join(folder, `large-${size}.jsonl`);
  await writeLargeHistory(file, size);
  const tenantId = await createTenant(parley.db, `patterns-${size}-${process.pid}`);
  const { added } = await parley.import(tenantId, [file]);
  if (added !== size) throw new Error(`${added} of ${size} incidents were imported`);
  const lateness = watchLateness();
  const first = await timed(() => parley.extractPatterns(tenantId));
  const lateMs = lateness.stop();
  await runQuery(parley.db, { tenantId }, requestExtraction(tenantId));
  const again = await timed(() => parley.extractPatterns(tenantId));
  const placed: number[] = [];
  for (let number = 0; number < PLACED; number++) {
    const one = join(folder, `one-${size}-${number}.jsonl`);
    await writeLargeHistory(one, 1);
    await parley.import(tenantId, [await asAnother(one, number)]);
    placed.push(await timed(() => parley.extractPatterns(tenantId)));
  }
  const similar = await timed(() =>
    findSimilarPatterns(
      parley.db,
      tenantId,
      { title: 'pages answer 503', description: 'kalomi is full' },
      20,
    ),
  );
  const patterns = await runQuery(parley.db, { tenantId }, countPatterns(tenantId, {}));
  placed.sort((a, b) => a - b);
  const memory = process.memoryUsage().rss / 1024 ** 2;
  row(
    ...[
      String(size),
      String(patterns),
      first / 1000,
      again / 1000,
      quantile(placed, 0.5),
      placed.at(-1) ?? 0,
    ],
    ...[similar, lateMs, memory],
  );
}

async function asAnother(file: string, number: number): Promise<string> {
  const { readFile, writeFile } = await import('node:fs/promises');
  const record = JSON.parse(await readFile(file, 'utf8'));
  await writeFile(file, JSON.stringify({ ...record, id: `one-${number}` }));
  return file;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

const TICK_MS = 10;

/** How late the event loop gets to a timer, at most. */
function watchLateness() {
  let [worst, before] = [0, performance.now()];
  const timer = setInterval(() => {
    const now = performance.now();
    worst = Math.max(worst, now - before - TICK_MS);
    before = now;
  }, TICK_MS);
  return {
    stop() {
      clearInterval(timer);
      return worst;
    },
  };
}
