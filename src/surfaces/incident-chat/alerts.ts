import type { z } from 'zod';
import { ParleyError } from '../../core/errors.ts';
import type { NewAlert } from '../../knowledge/create-alert.ts';
import { noIncident } from '../../knowledge/get-incident.ts';
import type { AlertListRequest } from '../../knowledge/list-alerts.ts';
import { operation } from '../surface.ts';
import { exampleAlertBody, exampleAlertList, exampleAlertParams, exampleNewAlert } from './alert-fixtures.ts';
import { alertBody, alertList, alertParams, alertsQuery, newAlert } from './alert-schema.ts';
import { encodeAlert } from './encode-alert.ts';
import { encodeList, pageTooDeep } from './encode-list.ts';
import { MEDIA_TYPE } from './errors.ts';
import { jsonApi } from './json-api.ts';
import { boundsOf, pageOf } from './list-query.ts';
import { namesIn } from './named-resource.ts';
import { attributeNames, parameterNames, withWireNames } from './wire-names.ts';

const PATH = '/v1/alerts';
const READ = { scopes: ['incidents:read', 'ai.chat:read'] } as const;

const list = operation({
  method: 'GET',
  path: PATH,
  id: 'listAlerts',
  summary: 'List the alerts, latest first unless sorted',
  description: 'A filter that is not known is refused; any other unknown parameter is ignored.',
  access: READ,
  query: alertsQuery,
  refusals: [pageTooDeep],
  answers: { 200: { description: 'One page.', schema: alertList, example: exampleAlertList } },
  async handle({ c, services, caller, query }) {
    const page = await withWireNames(parameterNames(), services.alerts.list(caller, decodeList(query)));
    return jsonApi(c, { data: page.items.map(encodeAlert), ...encodeList(PATH, query, page) });
  },
});

const read = operation({
  method: 'GET',
  path: `${PATH}/{id}`,
  id: 'getAlert',
  summary: 'One alert',
  access: READ,
  params: alertParams,
  refusals: ['not_found'],
  answers: { 200: { description: 'The alert.', schema: alertBody, example: exampleAlertBody } },
  example: { params: exampleAlertParams },
  handle: async ({ c, services, caller, params }) =>
    jsonApi(c, { data: encodeAlert(await services.alerts.find(caller, params.id)) }),
});

const taken = `There is an alert "${exampleNewAlert.data.attributes.external_id}" already.`;

const create = operation({
  method: 'POST',
  path: PATH,
  id: 'createAlert',
  summary: 'Create an alert',
  description:
    'Unknown attributes are ignored. Services are given by their names, or by the ids that this server gives those names.',
  access: { roles: ['admin', 'member'], scopes: ['incidents:write'] },
  body: newAlert,
  bodyTypes: [MEDIA_TYPE, 'application/json'],
  refusals: [noIncident(), new ParleyError('conflict', taken, { subject: 'alert' })],
  answers: { 201: { description: 'The alert.', schema: alertBody, example: exampleAlertBody } },
  example: { body: exampleNewAlert },
  async handle({ c, services, caller, body: { data } }) {
    const names = attributeNames({
      url: 'external_url',
      ...(data.attributes.services ? {} : { services: 'service_ids' }),
    });
    const alert = await withWireNames(names, services.alerts.create(caller, decodeNew(data.attributes)));
    c.header('Location', `${PATH}/${alert.id}`);
    return jsonApi(c, { data: encodeAlert(alert) }, 201);
  },
});

export const alertOperations = [list, create, read];

const decodeList = (query: z.output<typeof alertsQuery>): AlertListRequest => ({
  ...pageOf(query),
  filter: {
    search: query['filter[search]'],
    status: query['filter[status]'],
    source: query['filter[source]'],
    services: namesIn(query['filter[services]']),
    createdAt: boundsOf(query, 'created_at'),
    startedAt: boundsOf(query, 'started_at'),
  },
});

const decodeNew = (told: z.output<typeof newAlert>['data']['attributes']): NewAlert => ({
  summary: told.summary,
  description: told.description,
  externalId: told.external_id,
  source: told.source,
  status: told.status,
  services: told.services ?? told.service_ids,
  labels: Array.isArray(told.labels) ? byKey(told.labels) : told.labels,
  url: told.external_url,
  startedAt: told.started_at,
  endedAt: told.ended_at,
  incidentId: told.incident_id,
});

/** Labels as a list, of which several may have one key. */
const byKey = (labels: readonly { key: string; value: string }[]): NewAlert['labels'] =>
  Object.fromEntries(
    [...Map.groupBy(labels, ({ key }) => key)].map(([key, of]) => [key, of.map(({ value }) => value)]),
  );
