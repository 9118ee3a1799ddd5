import type { z } from 'zod';
import type { Services } from '../services.ts';
import type { alert as alertSchema } from './alert-schema.ts';
import { namedResource } from './named-resource.ts';

export type Alert = Awaited<ReturnType<Services['alerts']['find']>>;

/** Services and labels as the source writes them for alerts: in other shapes than for incidents. */
export const encodeAlert = (alert: Alert): z.input<typeof alertSchema> => ({
  id: alert.id,
  type: 'alerts',
  attributes: {
    summary: alert.summary,
    description: alert.description,
    source: alert.source,
    status: alert.status,
    services: alert.services.map((name) => {
      const { id, attributes } = namedResource('services', name, alert);
      return { id, ...attributes };
    }),
    labels: Object.entries(alert.labels).flatMap(([key, values]) => values.map((value) => ({ key, value }))),
    external_id: alert.externalId,
    external_url: alert.url,
    started_at: alert.startedAt?.toISOString() ?? null,
    ended_at: alert.endedAt?.toISOString() ?? null,
    incident_id: alert.incidentId,
    created_at: alert.createdAt.toISOString(),
    updated_at: alert.updatedAt.toISOString(),
  },
  relationships: {
    incident: { data: alert.incidentId === null ? null : { id: alert.incidentId, type: 'incidents' } },
  },
});
