import type { Incident } from '../../knowledge/incident-view.ts';
import { EXAMPLE_ID } from '../ids.ts';
import { exampleAlert } from './alert-fixtures.ts';
import { encodeIncidents } from './encode-incident.ts';
import { encodeList } from './encode-list.ts';
import { idOfName } from './named-resource.ts';

const minute = (text: string) => ({ at: new Date(text), precision: 'minute' as const });

const exampleIncident: Incident = {
  id: EXAMPLE_ID,
  externalId: 'INC-17',
  sequentialId: 17,
  slug: 'checkout-answered-503',
  title: 'Checkout answered 503',
  kind: 'normal',
  summary: 'Every third payment failed for fifty minutes.',
  status: 'resolved',
  severity: 'High',
  services: ['checkout'],
  environments: ['Production'],
  teams: ['Payments'],
  labels: { platform: ['k8s'], root_cause: ['Expired certificate'] },
  rootCause: 'Expired certificate',
  trigger: null,
  impact: 'A third of all payments.',
  detection: null,
  resolution: 'The certificate was renewed.',
  lessons: null,
  timeline: [],
  actionItems: ['Warn two weeks before a certificate expires'],
  url: 'https://status.example.org/incidents/17',
  startedAt: minute('2026-01-15T08:30:00.000Z'),
  detectedAt: minute('2026-01-15T08:42:00.000Z'),
  mitigatedAt: null,
  resolvedAt: minute('2026-01-15T09:20:00.000Z'),
  durationMinutes: 50,
  detectMinutes: 12,
  recoverMinutes: null,
  createdAt: new Date('2026-01-15T08:44:10.000Z'),
  updatedAt: new Date('2026-01-15T09:25:31.000Z'),
};

export const exampleIncidentParams = { id: exampleIncident.id };
export const exampleIncidentsQuery = {
  'filter[severity]': 'High',
  'filter[started_at][gte]': '2026-01-01',
  sort: '-started_at',
  include: 'services,alerts',
};

const { data } = encodeIncidents([exampleIncident], undefined, undefined);
export const exampleIncidentBody = { data: data[0] };

export const exampleIncidentList = {
  ...encodeIncidents([exampleIncident], exampleIncidentsQuery.include, [exampleAlert]),
  ...encodeList('/v1/incidents', exampleIncidentsQuery, {
    items: [exampleIncident],
    total: 1,
    size: 20,
    number: 1,
    nextCursor: null,
  }),
};

export const exampleNewIncident = {
  data: {
    type: 'incidents',
    attributes: {
      title: exampleIncident.title,
      summary: exampleIncident.summary,
      status: 'resolved',
      severity_id: 'High',
      service_ids: [idOfName('checkout')],
      environment_ids: ['Production'],
      group_ids: ['Payments'],
      labels: { platform: 'k8s' },
      url: exampleIncident.url,
      started_at: '2026-01-15T08:30:00Z',
      detected_at: '2026-01-15T08:42:00Z',
      resolved_at: '2026-01-15T09:20:00Z',
    },
  },
};
