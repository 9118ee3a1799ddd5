import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { rowPrinter } from '../support/print-row.ts';
import { readIncidents } from '../support/read-incidents.ts';
import { clusterRecords } from './cluster-records.ts';
import { bankTenant, type MadeIncident, madeTenant, saasTenant, telecomTenant } from './made-tenants.ts';
import { measurePairs } from './pairs-measure.ts';
import { shopFamilies } from './shop-families.ts';

const row = rowPrinter(34, 10, 10, 9, 10, 8, 8, 8);
const REAL = new URL('../../../shared/data/incidents/', import.meta.url).pathname;
const GOLD = new URL('../questions/patterns.jsonl', import.meta.url);
const FEW = ['mail not sent', 'dns of cluster', 'feature toggle'];

interface GoldFamily {
  /** Null for files that count neither for nor against. */
  readonly family: string | null;
  readonly arguable: boolean;
  readonly files: readonly string[];
}

/** Prints how well patterns agree with known families, on real histories and on made-up ones. */
export async function printQuality(): Promise<void> {
  row('incidents of', 'incidents', 'patterns', 'precision', 'recall', 'right', 'wrong', 'missed');
  const made: Readonly<Record<string, readonly MadeIncident[]>> = {
    'shop, whole records': madeTenant({}),
    'shop, other mixture': madeTenant({ seed: 3 }),
    'shop, title and summary': madeTenant({ how: 'short' }),
    'shop, title and cause': madeTenant({ how: 'title and cause' }),
    'shop, one service everywhere': madeTenant({ service: 'shop' }),
    'shop, families only': madeTenant({ singles: 0 }),
    'shop, three families': madeTenant({
      families: shopFamilies.filter(({ name }) => FEW.includes(name)),
      singles: 12,
    }),
    'shop, nothing related': madeTenant({ families: [], singles: 40 }),
    'bank, component and failure': bankTenant(),
    'software company, short': saasTenant(),
    'software company, nothing related': saasTenant(true),
    'telephone company, short': telecomTenant(),
  };
  for (const [name, incidents] of Object.entries(made)) {
    const clusters = clusterRecords(incidents.map(({ record }) => record));
    printRow(
      name,
      incidents.map(({ family }) => family),
      clusters,
      new Set(),
    );
  }
  if (existsSync(REAL))
    for (const folders of [['dfds', 'posthog'], ['dfds'], ['posthog']]) await printReal(folders);
  else console.log(`Real incidents are not there: ${basename(REAL)}`);
}

async function printReal(folders: readonly string[]): Promise<void> {
  const gold = readFileSync(GOLD, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as GoldFamily);
  const records = await readIncidents(folders.map((folder) => REAL + folder));
  const told = records.map(({ externalId }) =>
    gold.find(({ files }) => files.includes(externalId.slice(externalId.lastIndexOf('/') + 1))),
  );
  const clusters = clusterRecords(records);
  const families = told.map((family) => family?.family ?? null);
  const placesOf = (isAside: (family: GoldFamily) => boolean) =>
    new Set(told.flatMap((family, place) => (family !== undefined && isAside(family) ? [place] : [])));
  printRow(
    folders.join(' and '),
    families,
    clusters,
    placesOf(({ family }) => family === null),
  );
  printRow(
    `${folders.join(' and ')}, not arguable`,
    families,
    clusters,
    placesOf(({ arguable }) => arguable),
  );
}

function printRow(
  name: string,
  families: readonly (string | null)[],
  clusters: readonly (readonly number[])[],
  aside: ReadonlySet<number>,
): void {
  const { precision, recall, right, wrong, missed } = measurePairs(families, clusters, aside);
  const counts = [right, wrong, missed].map(String);
  row(
    name,
    String(families.length),
    String(clusters.length),
    precision.toFixed(2),
    recall.toFixed(2),
    ...counts,
  );
}
