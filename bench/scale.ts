import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { operatorContext } from '../src/auth/operator-context.ts';
import { createTenant } from '../src/auth/tenants.ts';
import { loadConfig } from '../src/config/load.ts';
import type { Uuid } from '../src/core/ids.ts';
import { createBrand } from '../src/knowledge/create-brand.ts';
import { createParley, type Parley } from '../src/parley.ts';
import { passageIndex } from '../src/store/brand-tables.ts';
import { createLogger } from '../src/telemetry/logger.ts';
import { quantile } from './support/load.ts';
import { madeWords, writeMadeDocuments } from './support/made-documents.ts';
import { numbers } from './support/made-history.ts';
import { rowPrinter } from './support/print-row.ts';
import { memoryMib } from './support/resident-memory.ts';
import { withStore } from './support/with-store.ts';

const TENANTS = 20;
/** Of all passages. */
const BIG_SHARE = 0.5;
const QUESTIONS = 400;
const WARM_UP = 50;

interface Place {
  readonly tenantId: Uuid;
  readonly brandId: Uuid;
  readonly passages: number;
}

async function fill(
  parley: Parley,
  folder: string,
  total: number,
): Promise<{ places: Place[]; seconds: number }> {
  const places: Place[] = [];
  let seconds = 0;
  for (let index = 0; index < TENANTS; index++) {
    const passages = Math.round(index === 0 ? total * BIG_SHARE : (total * (1 - BIG_SHARE)) / (TENANTS - 1));
    const file = join(folder, `documents-${index}.jsonl`);
    await writeMadeDocuments(file, passages, index + 1);
    const tenantId = await createTenant(parley.db, `scale-${total}-${index}-${process.pid}`);
    const brand = await createBrand(parley.db, operatorContext(tenantId), { key: 'docs' });
    const begun = performance.now();
    const report = await parley.import(tenantId, [file], { as: 'documents', brand: 'docs' });
    seconds += (performance.now() - begun) / 1000;
    if (report.added !== passages) throw new Error(`${report.added} of ${passages} documents are in`);
    await rm(file);
    places.push({ tenantId, brandId: brand.id, passages });
  }
  return { places, seconds };
}

/** Questions of 3 to 8 words, as often as in the documents. */
function questions(count: number): string[] {
  const word = madeWords(977);
  const next = numbers(5);
  return Array.from({ length: count }, () =>
    Array.from({ length: 3 + Math.floor(next() * 6) }, word).join(' '),
  );
}

async function search(parley: Parley, { tenantId, brandId }: Place): Promise<number[]> {
  const times: number[] = [];
  let unanswered = 0;
  for (const [index, question] of questions(QUESTIONS + WARM_UP).entries()) {
    const begun = performance.now();
    const found = await parley.findPassages({
      tenantId,
      brandId,
      scopes: [],
      question,
      limit: 5,
      threshold: 0,
    });
    if (found.length === 0) unanswered += 1;
    if (index >= WARM_UP) times.push(performance.now() - begun);
  }
  // A small tenant may lack rare words, no tenant all words of many questions.
  if (unanswered > QUESTIONS / 10) throw new Error(`${unanswered} questions found nothing`);
  return times.sort((a, b) => a - b);
}

/** Ingestion, index and search with many passages in one tenant among twenty; sizes as arguments. */
export async function benchScale(sizes: readonly number[]): Promise<void> {
  for (const total of sizes)
    await withStore(
      `${total.toLocaleString('en-US')} passages, half of them in one of ${TENANTS} tenants`,
      async (settings, folder) => {
        const parley = await createParley(loadConfig({}, { ...settings, PARLEY_EMBEDDINGS: 'off' }, folder), {
          logger: createLogger('silent'),
        });
        try {
          const { places, seconds } = await fill(parley, folder, total);
          const [big, small] = [places[0], places.at(-1)];
          if (big === undefined || small === undefined) throw new Error('There are no tenants');
          const begun = performance.now();
          await parley.db.maintain([`reindex index ${passageIndex(big.brandId)}`]);
          const indexSeconds = (performance.now() - begun) / 1000;
          console.log(
            `ingestion, text index included: ${seconds.toFixed(1)} s, ${(total / seconds).toFixed(0)} passages/s; ` +
              `the index of ${big.passages} passages alone: ${indexSeconds.toFixed(1)} s`,
          );
          const row = rowPrinter(10, 12);
          row('tenant', 'passages', 'p50 ms', 'p95 ms', 'p99 ms', 'memory MiB');
          for (const [name, place] of [
            ['big', big],
            ['small', small],
          ] as const) {
            const times = await search(parley, place);
            const at = (share: number) => quantile(times, share);
            row(name, String(place.passages), at(0.5), at(0.95), at(0.99), memoryMib(parley.db.engine));
          }
        } finally {
          await parley.close();
        }
      },
    );
}
