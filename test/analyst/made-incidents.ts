/** An incident as a JSONL row of a made-up history; absent fields are unknown. */
export interface MadeIncident {
  readonly id: string;
  readonly title: string;
  readonly started_at?: string;
  readonly duration_minutes?: number;
  readonly company: string;
  readonly services: readonly string[];
  readonly severity: string;
  readonly tags: readonly string[];
  readonly customers_affected?: number;
  readonly root_cause?: string;
}

const COMPANIES = ['Acme', 'Borealis Air', 'Crate & Co', 'Dunlin', 'Eastgate Bank'];
const SERVICES = ['checkout-api', 'kube-proxy', 'ledger', 'mail relay', 'session_store'];
const SEVERITIES = ['SEV1', 'SEV2', 'SEV3'];
const TAGS = ['automation', 'cloud', 'config-change', 'hardware', 'human error'];
const CAUSES = ['expired certificate', 'disk full', 'bad deploy', 'power loss'];

/** A small linear congruential generator (Numerical Recipes' constants): the same numbers in every run. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** `count` incidents of 2019 to 2024; about one in ten lacks a start, a duration or a cause. */
export function makeIncidents(count: number, seed = 7): MadeIncident[] {
  const next = numbers(seed);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(next() * items.length)] as T;
  const some = <T>(items: readonly T[]): T[] => items.filter(() => next() < 0.35);
  return Array.from({ length: count }, (_, index) => {
    const start = new Date(Date.UTC(2019, 0, 1) + Math.floor(next() * 6 * 365 * 1440) * 60_000);
    const services = some(SERVICES);
    return {
      id: `made-${index + 1}`,
      title: `${pick(['Slow', 'Failing', 'Lost', 'Blocked'])} requests number ${index + 1}`,
      ...(next() < 0.9 ? { started_at: start.toISOString() } : {}),
      ...(next() < 0.85 ? { duration_minutes: 1 + Math.floor(next() * 600) } : {}),
      company: pick(COMPANIES),
      services: services.length > 0 ? services : [pick(SERVICES)],
      severity: pick(SEVERITIES),
      tags: some(TAGS),
      ...(next() < 0.7 ? { customers_affected: Math.floor(next() * 5000) } : {}),
      ...(next() < 0.9 ? { root_cause: pick(CAUSES) } : {}),
    };
  });
}

export const made = { COMPANIES, SERVICES, SEVERITIES, TAGS, CAUSES };
