import { z } from 'zod';
import { includeText, listQuery, textFilter, timeFilters } from './list-query.ts';

/** Those of the source. */
const SORTS = ['created_at', 'updated_at', 'started_at', 'in_triage_at', 'mitigated_at', 'resolved_at'];
const INCLUDES = [
  'sub_statuses',
  'causes',
  'subscribers',
  'roles',
  'slack_messages',
  'environments',
  'incident_types',
  'services',
  'functionalities',
  'groups',
  'events',
  'action_items',
  'custom_field_selections',
  'feedbacks',
  'incident_post_mortem',
  'alerts',
];
const include = includeText(
  INCLUDES,
  `Of ${INCLUDES.join(', ')}, with commas between them. What there is: services, environments, groups, causes, action_items, and of each incident the latest hundred alerts.`,
);

const ANY_OF = 'Several with commas between them mean any of them.';

export const incidentsQuery = listQuery(
  SORTS,
  {
    'filter[search]': textFilter('Words, or "phrases" in quotes, that stand together; or an external id.'),
    'filter[status]': textFilter(ANY_OF),
    'filter[severity]': textFilter(`Names or ids. ${ANY_OF}`),
    'filter[labels]': textFilter(
      '`name:value` or just `name`. Of several with commas between them all hold.',
    ),
    'filter[services]': textFilter(`Names or ids. ${ANY_OF}`),
    'filter[service_names]': textFilter('Another name for `filter[services]`.'),
    'filter[teams]': textFilter(`Names or ids. ${ANY_OF}`),
    'filter[cause]': textFilter(`Kinds of causes, or parts of the text that tells the cause. ${ANY_OF}`),
    ...timeFilters('created_at', 'started_at', 'resolved_at'),
  },
  { include },
).refine((query) => query['filter[services]'] === undefined || query['filter[service_names]'] === undefined, {
  path: ['filter[service_names]'],
  message: 'cannot stand beside filter[services]',
});

export const incidentParams = z.object({
  id: z.string().meta({ description: 'A UUID, `inc_` and 26 characters, an external id, or a slug.' }),
});
export const incidentQuery = z.object({ include });
