import { EXAMPLE_ID } from '../ids.ts';
import { type Alert, encodeAlert } from './encode-alert.ts';
import { encodeList } from './encode-list.ts';

export const exampleAlert: Alert = {
  id: EXAMPLE_ID,
  externalId: 'prometheus/4711',
  source: 'prometheus',
  summary: 'Checkout answers 503',
  description: 'A third of the answers of the last five minutes.',
  status: 'resolved',
  services: ['checkout'],
  labels: { cluster: ['eu-west'] },
  url: 'https://monitor.example.org/alerts/4711',
  startedAt: new Date('2026-01-15T08:41:30.000Z'),
  endedAt: new Date('2026-01-15T09:21:00.000Z'),
  incidentId: EXAMPLE_ID,
  createdAt: new Date('2026-01-15T08:41:32.000Z'),
  updatedAt: new Date('2026-01-15T08:44:10.000Z'),
};

export const exampleAlertParams = { id: exampleAlert.id };
export const exampleAlertBody = { data: encodeAlert(exampleAlert) };
export const exampleAlertList = {
  data: [encodeAlert(exampleAlert)],
  ...encodeList('/v1/alerts', {}, { items: [exampleAlert], total: 1, size: 20, number: 1, nextCursor: null }),
};

export const exampleNewAlert = {
  data: {
    type: 'alerts',
    attributes: {
      summary: exampleAlert.summary,
      description: exampleAlert.description,
      source: exampleAlert.source,
      status: 'resolved',
      service_ids: ['checkout'],
      labels: { cluster: 'eu-west' },
      external_id: exampleAlert.externalId,
      external_url: exampleAlert.url,
      started_at: '2026-01-15T08:41:30Z',
      ended_at: '2026-01-15T09:21:00Z',
      incident_id: EXAMPLE_ID,
    },
  },
};
