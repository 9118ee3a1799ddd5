import { z } from 'zod';
import { timeText, uuidText } from '../ids.ts';
import { filledText, limitedText } from '../texts.ts';
import { listLinks, listMeta } from './encode-list.ts';
import { newLabels } from './incident-schema.ts';
import { listQuery, textFilter, timeFilters } from './list-query.ts';
import { namedSchema, nameText } from './named-resource.ts';

const SORTS = ['created_at', 'updated_at', 'started_at', 'ended_at'];
const ANY_OF = 'Several with commas between them mean any of them.';

export const alertsQuery = listQuery(
  SORTS,
  {
    'filter[search]': textFilter('Words that all stand in summary and description, as parts of words too.'),
    'filter[status]': textFilter(ANY_OF),
    'filter[source]': textFilter(ANY_OF),
    'filter[services]': textFilter(`Names or ids. ${ANY_OF}`),
    ...timeFilters('created_at', 'started_at'),
  },
  {},
);

export const alertParams = z.object({
  id: z.string().meta({ description: 'A UUID, `alr_` and 26 characters, or an external id.' }),
});

const time = z.string().nullish().meta({ description: 'In ISO 8601, with a time of day.' });

/** The source writes labels as a list. */
const labelList = z.array(z.object({ key: z.string(), value: z.string() }));

export const newAlert = z.object({
  data: z.object({
    type: z.literal('alerts'),
    attributes: z
      .object({
        summary: filledText(500),
        description: limitedText(100_000).nullish(),
        source: limitedText(200).nullish(),
        status: limitedText(50).nullish(),
        service_ids: z.array(nameText).nullish(),
        services: z.array(nameText).nullish().meta({ description: 'Another name for `service_ids`.' }),
        labels: z
          .union([newLabels, labelList], 'must be an object, or a list of objects with key and value')
          .nullish(),
        external_id: limitedText(300).nullish(),
        external_url: z.string().nullish(),
        started_at: time,
        ended_at: time,
        incident_id: z.string().nullish().meta({ description: 'The id or the external id of an incident.' }),
      })
      .refine(({ services, service_ids }) => !services || !service_ids, {
        path: ['services'],
        message: 'cannot stand beside service_ids',
      }),
  }),
});

const service = namedSchema('services');

export const alert = z.object({
  id: uuidText(),
  type: z.literal('alerts'),
  attributes: z.object({
    summary: z.string(),
    description: z.string().nullable(),
    source: z.string().nullable(),
    status: z.string().nullable(),
    services: z.array(service.shape.attributes.extend({ id: z.string() })),
    labels: labelList,
    external_id: z.string(),
    external_url: z.string().nullable(),
    started_at: timeText().nullable(),
    ended_at: timeText().nullable(),
    incident_id: uuidText().nullable(),
    created_at: timeText(),
    updated_at: timeText(),
  }),
  relationships: z.object({
    incident: z.object({ data: z.object({ id: uuidText(), type: z.literal('incidents') }).nullable() }),
  }),
});

export const alertBody = z.object({ data: alert });
export const alertList = z.object({ data: z.array(alert), links: listLinks, meta: listMeta });
