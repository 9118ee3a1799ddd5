import { prefixedId, type Uuid } from '../core/ids.ts';
import type { StoredIncident } from '../store/incident-pages.ts';
import { ENVIRONMENT_LABELS, TEAM_LABELS } from './label-families.ts';

/**
 * An incident as it is shown. Unknown is null or empty; `labels` holds those that have no field of their own here.
 */
export interface Incident extends Omit<StoredIncident, 'sourceUrl'> {
  /** The number that its source gave it. */
  readonly sequentialId: number | null;
  /** Lower-case letters, digits, dashes and underscores; finds the incident as its id does. */
  readonly slug: string;
  readonly kind: string | null;
  readonly status: string | null;
  readonly severity: string | null;
  readonly services: readonly string[];
  readonly environments: readonly string[];
  readonly teams: readonly string[];
  readonly url: string | null;
}

const SLUG = /^[a-z0-9_-]+$/;
const SLUG_TITLE_CHARACTERS = 60;
const OWN_FIELDS: ReadonlySet<string> = new Set([
  'service',
  'severity',
  'status',
  'kind',
  'slug',
  'sequential_id',
  ...ENVIRONMENT_LABELS,
  ...TEAM_LABELS,
]);

export function viewIncident({ labels, sourceUrl, ...incident }: StoredIncident): Incident {
  const first = (name: string): string | null => labels[name]?.[0] ?? null;
  const number = first('sequential_id');
  return {
    ...incident,
    sequentialId: number !== null && /^\d{1,15}$/.test(number) ? Number(number) : null,
    slug: slugOf(incident.id, incident.title, first('slug')),
    kind: first('kind'),
    status: first('status'),
    severity: first('severity'),
    services: labels.service ?? [],
    environments: valuesOf(labels, ENVIRONMENT_LABELS),
    teams: valuesOf(labels, TEAM_LABELS),
    labels: Object.fromEntries(Object.entries(labels).filter(([name]) => !OWN_FIELDS.has(name))),
    url: sourceUrl,
  };
}

/** The values under all of the names, each once in any letter case. */
function valuesOf(labels: StoredIncident['labels'], names: readonly string[]): string[] {
  const values = names.flatMap((name) => labels[name] ?? []);
  return [...new Map(values.map((value) => [value.toLowerCase(), value])).values()];
}

/** The source's own slug, or else one that ends with the id, which makes it the incident's alone. */
function slugOf(id: Uuid, title: string, own: string | null): string {
  if (own !== null && SLUG.test(own)) return own;
  const words = title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}+/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, SLUG_TITLE_CHARACTERS)
    .replace(/^-+|-+$/g, '');
  return `${words || 'incident'}-${prefixedId('inc', id).slice('inc_'.length).toLowerCase()}`;
}
