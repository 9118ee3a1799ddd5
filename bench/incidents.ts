import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Ask, load, postJson, quantile } from './support/load.ts';
import { writeMadeHistory } from './support/made-history.ts';
import { parley, serve } from './support/parley-process.ts';
import { rowPrinter } from './support/print-row.ts';

const ask = (message: string): Ask => postJson('/v1/memory/chat', { message });

const COUNTED: readonly [Ask, ...Ask[]] = [
  ask('How many incidents were there in 2021?'),
  ask('How many SEV1 incidents were there in March 2022?'),
  ask('How many Kubernetes incidents lasted over 3 hours in 2023?'),
  ask('How many incidents affected checkout in the last quarter of 2024?'),
];
const MIXED: readonly [Ask, ...Ask[]] = [
  ...COUNTED,
  ask('Which category had the most incidents in 2022?'),
  ask('What is the mean time to recovery of Database incidents in 2024?'),
  ask('Which payments incident lasted the longest in 2023?'),
  ask('What happened with logins failed on identity in June 2022?'),
];
const SECONDS = 10;
const STARTS = 5;

const row = rowPrinter();

async function measure(count: number, settings: Record<string, string>, folder: string): Promise<void> {
  console.log(
    `\n${count.toLocaleString('en-US')} incidents, ${settings.DATABASE_URL ? 'PostgreSQL' : 'embedded store'}`,
  );
  const tenant = await parley(settings, 'tenant', 'create', `bench-${count}-${process.pid}`);
  const key = await parley(
    settings,
    'key',
    'create',
    '--tenant',
    tenant,
    '--rate-read',
    '1000000/1s',
    '--rate-write',
    '1000000/1s',
  );
  const file = join(folder, `history-${count}.jsonl`);
  await writeMadeHistory(file, count);
  const begun = performance.now();
  await parley(settings, 'import', file, '--tenant', tenant, '--json');
  const importSeconds = (performance.now() - begun) / 1000;
  console.log(
    `import: ${importSeconds.toFixed(1)} s, ${(count / importSeconds).toFixed(0)} incidents/s (process start included)`,
  );

  const starts: number[] = [];
  for (let start = 0; start < STARTS; start++) {
    const server = await serve(settings);
    starts.push(server.startedMs);
    await server.stop();
  }
  console.log(
    `start of an existing store: median ${quantile(
      starts.sort((a, b) => a - b),
      0.5,
    ).toFixed(0)} ms of ${STARTS}`,
  );

  const server = await serve(settings);
  try {
    row('questions', 'callers', 'answers/s', 'p50 ms', 'p99 ms', 'RSS MiB');
    for (const [name, questions] of [
      ['counted', COUNTED],
      ['mixed', MIXED],
    ] as const) {
      await load({ url: server.url, key }, questions, 2, 2);
      for (const callers of [1, 16]) {
        const result = await load({ url: server.url, key }, questions, callers, SECONDS);
        row(name, String(callers), result.perSecond, result.p50Ms, result.p99Ms, server.residentMib());
      }
    }
  } finally {
    await server.stop();
  }
}

/** Import rate, start, latency and memory with small and large histories; sizes as arguments. */
export async function benchIncidents(sizes: readonly number[]): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-bench-'));
  try {
    for (const size of sizes) {
      const settings = process.env.DATABASE_URL
        ? { DATABASE_URL: process.env.DATABASE_URL }
        : { PARLEY_DATA: join(folder, `store-${size}`) };
      await measure(size, settings, folder);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
