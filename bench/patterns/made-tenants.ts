import type { IncidentRecord } from '../../src/core/incident.ts';
import { numbers } from '../support/made-history.ts';
import { bankIncidents } from './bank-incidents.ts';
import { type ShortIncident, saasIncidents } from './saas-incidents.ts';
import { type MadeFamily, shopFamilies } from './shop-families.ts';
import { singleFailures } from './single-failures.ts';
import { telecomIncidents } from './telecom-incidents.ts';

/** An incident, and the family that it was made for; null where it is alone. */
export interface MadeIncident {
  readonly record: IncidentRecord;
  readonly family: string | null;
}

const NOTHING: IncidentRecord = {
  ...{ id: null, externalId: '', title: '', summary: null, status: null, severity: null },
  ...{ startedAt: null, detectedAt: null, mitigatedAt: null, resolvedAt: null },
  ...{ durationMinutes: null, detectMinutes: null, recoverMinutes: null, services: [], labels: {} },
  ...{ rootCause: null, trigger: null, impact: null, detection: null, resolution: null, lessons: null },
  ...{ timeline: [], actionItems: [], sourceUrl: null, fullText: '' },
};

/** How much of an incident is told. */
type Telling = 'structured' | 'short' | 'title and cause';

function told(
  fields: Partial<IncidentRecord>,
  number: number,
  how: Telling,
  service: string | undefined,
): IncidentRecord {
  const services = service === undefined ? (fields.services ?? []) : [service];
  const kept =
    how === 'structured'
      ? { ...fields, services }
      : how === 'short'
        ? { title: fields.title ?? '', summary: fields.summary ?? null }
        : { title: fields.title ?? '', rootCause: fields.rootCause ?? null };
  const fullText = [
    kept.title,
    'summary' in kept ? kept.summary : '',
    'rootCause' in kept ? kept.rootCause : '',
  ].join('\n\n');
  const startedAt = {
    at: new Date(Date.UTC(2024, 0, 1) + number * 3 * 86_400_000),
    precision: 'minute' as const,
  };
  return { ...NOTHING, ...kept, externalId: `made-${number}`, startedAt, fullText };
}

export interface MadeTenant {
  readonly families?: readonly MadeFamily[];
  readonly singles?: number;
  readonly how?: Telling;
  /** The one service of all incidents. */
  readonly service?: string;
  readonly seed?: number;
}

/** The incidents of a made-up tenant, families mixed with what is alone; the same in every run. */
export function madeTenant({
  families = shopFamilies,
  singles = 30,
  how = 'structured',
  service,
  seed = 7,
}: MadeTenant): MadeIncident[] {
  const next = numbers(seed);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(next() * items.length)] as T;
  const made: { fields: Partial<IncidentRecord>; family: string | null }[] = [];
  for (const family of families)
    for (let count = 0; count < family.count; count++)
      made.push({
        family: family.name,
        fields: {
          title: family.titles[count % family.titles.length] as string,
          services: pick(family.services),
          rootCause: pick(family.causes),
          trigger: pick(family.triggers),
          summary: pick(family.summaries),
          resolution: 'Rolled back and restarted; the team added an alert.',
        },
      });
  for (const [title, summary, rootCause] of singleFailures.slice(0, singles))
    made.push({
      family: null,
      fields: {
        title,
        summary,
        rootCause,
        services: [pick(['web', 'catalog', 'warehouse', 'checkout', 'payments'])],
      },
    });
  for (let place = made.length - 1; place > 0; place--) {
    const other = Math.floor(next() * (place + 1));
    [made[place], made[other]] = [made[other] as (typeof made)[0], made[place] as (typeof made)[0]];
  }
  return made.map(({ fields, family }, number) => ({ record: told(fields, number, how, service), family }));
}

/** The incidents of a made-up bank, nothing but families. */
export const bankTenant = (): MadeIncident[] =>
  bankIncidents().map(({ family, ...fields }, number) => ({
    record: told(fields, number, 'structured', undefined),
    family,
  }));

/** Incidents that are told in one to three sentences. */
const shortTenant = (incidents: readonly ShortIncident[]): MadeIncident[] =>
  incidents.map(([family, title, text, services], number) => ({
    record: { ...told({ title, summary: text }, number, 'short', undefined), services },
    family,
  }));

/** The incidents of a made-up software company, or those that have nothing to do with each other. */
export const saasTenant = (onlyAlone = false): MadeIncident[] =>
  shortTenant(saasIncidents.filter(([family]) => !onlyAlone || family === null));

export const telecomTenant = (): MadeIncident[] => shortTenant(telecomIncidents);
