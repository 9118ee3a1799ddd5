import type { z } from 'zod';
import { ParleyError } from '../../core/errors.ts';
import { noAlert } from '../../knowledge/get-alert.ts';
import type { Incident } from '../../knowledge/incident-view.ts';
import type { IncidentListRequest } from '../../knowledge/list-incidents.ts';
import type { NewIncident } from '../../knowledge/new-incident.ts';
import { type Call, operation } from '../surface.ts';
import { encodeIncidents } from './encode-incident.ts';
import { encodeList, pageTooDeep } from './encode-list.ts';
import { MEDIA_TYPE } from './errors.ts';
import {
  exampleIncidentBody,
  exampleIncidentList,
  exampleIncidentParams,
  exampleIncidentsQuery,
  exampleNewIncident,
} from './incident-fixtures.ts';
import { incidentParams, incidentQuery, incidentsQuery } from './incident-query.ts';
import { incidentBody, incidentList, newIncident } from './incident-schema.ts';
import { jsonApi } from './json-api.ts';
import { boundsOf, listed, pageOf } from './list-query.ts';
import { namesIn } from './named-resource.ts';
import { attributeNames, parameterNames, withWireNames } from './wire-names.ts';

const PATH = '/v1/incidents';
const READ = { scopes: ['incidents:read', 'ai.chat:read'] } as const;

const list = operation({
  method: 'GET',
  path: PATH,
  id: 'listIncidents',
  summary: 'List the incidents, latest first unless sorted',
  description: 'A filter that is not known is refused; any other unknown parameter is ignored.',
  access: READ,
  query: incidentsQuery,
  refusals: [pageTooDeep],
  answers: { 200: { description: 'One page.', schema: incidentList, example: exampleIncidentList } },
  example: { query: exampleIncidentsQuery },
  async handle(call) {
    const { c, services, caller, query } = call;
    const names = parameterNames(
      query['filter[services]'] === undefined ? { 'filter.services': 'filter[service_names]' } : {},
    );
    const page = await withWireNames(names, services.incidents.list(caller, decodeList(query)));
    const document = await encodeWith(call, page.items, query.include);
    return jsonApi(c, { ...document, ...encodeList(PATH, query, page) });
  },
});

const read = operation({
  method: 'GET',
  path: `${PATH}/{id}`,
  id: 'getIncident',
  summary: 'One incident',
  access: READ,
  params: incidentParams,
  query: incidentQuery,
  refusals: ['not_found'],
  answers: { 200: { description: 'The incident.', schema: incidentBody, example: exampleIncidentBody } },
  example: { params: exampleIncidentParams },
  async handle(call) {
    const { c, services, caller, params, query } = call;
    const incident = await services.incidents.find(caller, params.id);
    const { data, ...along } = await encodeWith(call, [incident], query.include);
    return jsonApi(c, { data: data[0], ...along });
  },
});

const taken = 'The alert 01890a5d-ac96-774b-bcce-b302099a8057 belongs to another incident.';

const create = operation({
  method: 'POST',
  path: PATH,
  id: 'createIncident',
  summary: 'Create an incident',
  description:
    'Unknown attributes are ignored. What has no id of its own, such as a service or a severity, is given by its name or by the id that this server gives that name.',
  access: { roles: ['admin', 'member'], scopes: ['incidents:write'] },
  body: newIncident,
  bodyTypes: [MEDIA_TYPE, 'application/json'],
  refusals: [noAlert(), new ParleyError('conflict', taken, { subject: 'alert' })],
  answers: { 201: { description: 'The incident.', schema: incidentBody, example: exampleIncidentBody } },
  example: { body: exampleNewIncident },
  async handle({ c, services, caller, now, body }) {
    const input = decodeNew(body.data.attributes, now);
    const incident = await withWireNames(NEW_NAMES, services.incidents.create(caller, input));
    const { data } = encodeIncidents([incident], undefined, undefined);
    c.header('Location', `${PATH}/${incident.id}`);
    return jsonApi(c, { data: data[0] }, 201);
  },
});

export const incidentOperations = [list, create, read];

const decodeList = (query: z.output<typeof incidentsQuery>): IncidentListRequest => ({
  ...pageOf(query),
  filter: {
    search: query['filter[search]'],
    status: query['filter[status]'],
    severity: namesIn(query['filter[severity]']),
    labels: query['filter[labels]'],
    services: namesIn(query['filter[services]'] ?? query['filter[service_names]']),
    teams: namesIn(query['filter[teams]']),
    cause: query['filter[cause]'],
    createdAt: boundsOf(query, 'created_at'),
    startedAt: boundsOf(query, 'started_at'),
    resolvedAt: boundsOf(query, 'resolved_at'),
  },
});

/** The incidents with what `include` asks for; alerts are read only where they are wanted. */
async function encodeWith(
  { services, caller }: Pick<Call, 'services' | 'caller'>,
  incidents: readonly Incident[],
  include: string | undefined,
) {
  const ids = incidents.map(({ id }) => id);
  const alerts = listed(include).includes('alerts')
    ? await services.alerts.ofIncidents(caller, ids)
    : undefined;
  return encodeIncidents(incidents, include, alerts);
}

const NEW_NAMES = attributeNames({
  severity: 'severity_id',
  services: 'service_ids',
  environments: 'environment_ids',
  teams: 'group_ids',
});

function decodeNew(told: z.output<typeof newIncident>['data']['attributes'], now: Date): NewIncident {
  return {
    title: told.title ?? `Untitled incident of ${now.toISOString().slice(0, 16).replace('T', ' ')} UTC`,
    kind: told.kind ?? 'normal',
    summary: told.summary,
    status: told.status,
    severity: told.severity_id ?? told.severity,
    services: told.service_ids ?? told.services,
    environments: told.environment_ids ?? told.environments,
    teams: told.group_ids ?? told.groups,
    labels: told.labels,
    url: told.url,
    startedAt: told.started_at,
    detectedAt: told.detected_at,
    mitigatedAt: told.mitigated_at,
    resolvedAt: told.resolved_at,
    alertIds: told.alert_ids,
  };
}
