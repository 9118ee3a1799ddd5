import { once } from 'node:events';
import { createWriteStream } from 'node:fs';

const SERVICES = [
  'checkout',
  'payments',
  'search',
  'catalog',
  'identity',
  'mail',
  'ledger',
  'pricing',
  'stock',
  'web',
  'gateway',
  'reports',
];
const CATEGORIES = ['Kubernetes', 'Database', 'Network', 'Deploy', 'Certificates', 'Capacity'];
const SEVERITIES = ['SEV1', 'SEV2', 'SEV3', 'SEV4'];
const TEAMS = ['Platform', 'Purchase', 'Discovery', 'Accounts'];
const CAUSES = [
  'a connection pool ran dry after a deploy',
  'an expired certificate',
  'a full disk',
  'a lost leader',
  'a slow query without an index',
  'a wrong limit',
];
const SYMPTOMS = [
  'requests timed out',
  'pods were evicted',
  'consumers lagged',
  'logins failed',
  'pages answered 503',
  'messages were lost',
];

/** A small linear congruential generator (Numerical Recipes' constants): the same history in every run. */
export function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Writes `count` made-up incidents of about 120 words each, over 2019 to 2025, as JSON lines. */
export async function writeMadeHistory(file: string, count: number): Promise<void> {
  const next = numbers(11);
  const pick = (items: readonly string[]): string => items[Math.floor(next() * items.length)] ?? '';
  const out = createWriteStream(file);
  for (let index = 1; index <= count; index++) {
    const service = pick(SERVICES);
    const symptom = pick(SYMPTOMS);
    const cause = pick(CAUSES);
    const start = new Date(Date.UTC(2019, 0, 1) + Math.floor(next() * 7 * 365 * 1440) * 60_000);
    const minutes = 5 + Math.floor(next() * 400);
    const words = Array.from({ length: 60 }, () => `w${Math.floor(next() ** 3 * 20_000)}`).join(' ');
    const record = {
      id: `bench-${index}`,
      title: `${service}: ${symptom} (${index})`,
      started_at: start.toISOString(),
      resolved_at: new Date(start.getTime() + minutes * 60_000).toISOString(),
      severity: pick(SEVERITIES),
      services: [service],
      category: pick(CATEGORIES),
      team: pick(TEAMS),
      summary: `At ${start.toISOString().slice(11, 16)} ${symptom} on ${service}. Alerts fired and the ${pick(TEAMS)} team took over. ${words}`,
      root_cause: `The cause was ${cause} on ${service}.`,
      resolution: `The change was rolled back and ${pick(SERVICES)} was restarted; ${service} recovered after ${minutes} minutes.`,
    };
    if (!out.write(`${JSON.stringify(record)}\n`)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
}
