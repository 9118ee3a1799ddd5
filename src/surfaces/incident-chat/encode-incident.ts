import type { z } from 'zod';
import type { Moment } from '../../core/incident.ts';
import type { Incident } from '../../knowledge/incident-view.ts';
import { type Alert, encodeAlert } from './encode-alert.ts';
import { relationsOf, severityOf } from './incident-relations.ts';
import type { incidentBody } from './incident-schema.ts';
import { listed } from './list-query.ts';
import type { included } from './schema.ts';

type IncidentResource = z.input<typeof incidentBody>['data'];
type Attributes = IncidentResource['attributes'];
type Resource = z.input<typeof included>[number];

/**
 * Incidents and, each once, what the names in `include` ask for beside them. `alerts`: those of the incidents, where
 * they are asked for.
 */
export function encodeIncidents(
  incidents: readonly Incident[],
  include: string | undefined,
  alerts: readonly Alert[] | undefined,
): { data: IncidentResource[]; included?: Resource[] } {
  const names = listed(include);
  const along = new Map<string, Resource>();
  const data = incidents.map((incident) => {
    const own = alerts?.filter(({ incidentId }) => incidentId === incident.id).map(encodeAlert);
    const relations = { ...relationsOf(incident), ...(own === undefined ? {} : { alerts: own }) };
    for (const [name, resources] of Object.entries<readonly Resource[]>(relations))
      for (const resource of names.includes(name) ? resources : []) {
        const key = `${resource.type} ${resource.id}`;
        along.set(key, along.get(key) ?? resource);
      }
    return encodeIncident(incident, relations);
  });
  return names.length === 0 ? { data } : { data, included: [...along.values()] };
}

type Relations = ReturnType<typeof relationsOf> & { readonly alerts?: readonly Resource[] };

function encodeIncident(incident: Incident, relations: Relations): IncidentResource {
  const severity = severityOf(incident);
  const { services, environments, groups, causes, action_items, alerts } = relations;
  return {
    id: incident.id,
    type: 'incidents',
    attributes: {
      ...encodeFacts(incident),
      severity: severity && { data: severity },
      services: services.map((data) => ({ data })),
      environments: environments.map((data) => ({ data })),
      groups: groups.map((data) => ({ data })),
    },
    relationships: {
      severity: { data: severity && identifier(severity) },
      services: linkage(services),
      environments: linkage(environments),
      groups: linkage(groups),
      causes: linkage(causes),
      action_items: linkage(action_items),
      ...(alerts === undefined ? {} : { alerts: linkage(alerts) }),
    },
  };
}

const identifier = ({ id, type }: Resource) => ({ id, type });
const linkage = (resources: readonly Resource[]) => ({ data: resources.map(identifier) });

function encodeFacts(incident: Incident): Omit<Attributes, keyof Omit<Relations, 'causes'> | 'severity'> {
  const { sequentialId, kind } = incident;
  return {
    ...(sequentialId === null ? {} : { sequential_id: sequentialId }),
    title: incident.title,
    slug: incident.slug,
    ...(kind === null ? {} : { kind }),
    private: false,
    summary: incident.summary,
    status: incident.status,
    url: incident.url,
    labels: encodeLabels(incident.labels),
    resolution_message: incident.resolution,
    ...encodeTimes(incident),
    created_at: incident.createdAt.toISOString(),
    updated_at: incident.updatedAt.toISOString(),
    external_id: incident.externalId,
    root_cause: incident.rootCause,
    trigger: incident.trigger,
    impact: incident.impact,
    duration_minutes: incident.durationMinutes,
    detect_minutes: incident.detectMinutes,
    recover_minutes: incident.recoverMinutes,
  };
}

const encodeLabels = (labels: Incident['labels']): Attributes['labels'] =>
  Object.fromEntries(
    Object.entries(labels).map(([name, values]) => {
      const [first] = values;
      return [name, values.length === 1 && first !== undefined ? first : [...values]];
    }),
  );

type Times = Pick<
  Attributes,
  'started_at' | 'detected_at' | 'mitigated_at' | 'resolved_at' | 'time_precision'
>;

/** A time of which only the day, month or year is known is the beginning of it. */
function encodeTimes({ startedAt, detectedAt, mitigatedAt, resolvedAt }: Incident): Times {
  const text = (moment: Moment | null) => moment?.at.toISOString() ?? null;
  const rough = Object.entries({
    started_at: startedAt,
    detected_at: detectedAt,
    mitigated_at: mitigatedAt,
    resolved_at: resolvedAt,
  }).flatMap(([name, moment]) =>
    moment === null || moment.precision === 'minute' ? [] : [[name, moment.precision]],
  );
  return {
    started_at: text(startedAt),
    detected_at: text(detectedAt),
    mitigated_at: text(mitigatedAt),
    resolved_at: text(resolvedAt),
    time_precision: Object.fromEntries(rough),
  };
}
