import { z } from 'zod';
import { timeText, uuidText } from '../ids.ts';
import { filledText, limitedText } from '../texts.ts';
import { listLinks, listMeta } from './encode-list.ts';
import { namedSchema, nameText } from './named-resource.ts';
import { included } from './schema.ts';

/** Those of the source, as are the statuses. */
const KINDS = [
  'test',
  'test_sub',
  'example',
  'example_sub',
  'normal',
  'normal_sub',
  'backfilled',
  'scheduled',
  'scheduled_sub',
] as const;
const STATUSES = [
  'in_triage',
  'started',
  'detected',
  'acknowledged',
  'mitigated',
  'resolved',
  'closed',
  'cancelled',
  'scheduled',
  'in_progress',
  'completed',
] as const;

/** Of a new incident or alert, by name. */
export const newLabels = z.record(
  z.string(),
  z.union([z.string(), z.array(z.string())], 'must be a string or a list of strings'),
);
const names = z.array(nameText).nullish();
const time = z.string().nullish().meta({ description: 'In ISO 8601; a day alone is known no better.' });

export const newIncident = z.object({
  data: z.object({
    type: z.literal('incidents'),
    attributes: z.object({
      title: filledText(500).nullish().meta({ description: 'One is made where there is none.' }),
      kind: z.enum(KINDS).nullish().meta({ default: 'normal' }),
      // An incident that its reporter wants to hide must not be shown to everybody.
      private: z.literal(false, 'must be false: every incident is seen by the whole organisation').nullish(),
      summary: limitedText(100_000).nullish(),
      status: z.enum(STATUSES).nullish(),
      severity_id: nameText.nullish(),
      service_ids: names,
      environment_ids: names,
      group_ids: names,
      severity: nameText.nullish().meta({ description: 'Another name for `severity_id`.' }),
      services: names.meta({ description: 'Another name for `service_ids`.' }),
      environments: names.meta({ description: 'Another name for `environment_ids`.' }),
      groups: names.meta({ description: 'Another name for `group_ids`.' }),
      alert_ids: z.array(z.string()).nullish(),
      labels: newLabels.nullish(),
      url: z.string().nullish(),
      started_at: time,
      detected_at: time,
      mitigated_at: time,
      resolved_at: time,
    }),
  }),
});

const severity = namedSchema('severities');
const severitySchema = severity.extend({
  attributes: severity.shape.attributes.extend({
    severity: z.enum(['critical', 'high', 'medium', 'low']).optional(),
  }),
});
const listOf = <Type extends string>(type: Type) => z.array(z.object({ data: namedSchema(type) }));

const PRECISIONS = z.enum(['day', 'month', 'year']);

const attributes = z.object({
  sequential_id: z.int().optional(),
  title: z.string(),
  slug: z.string(),
  kind: z.string().optional(),
  private: z.literal(false),
  summary: z.string().nullable(),
  status: z.string().nullable(),
  url: z.string().nullable(),
  severity: z.object({ data: severitySchema }).nullable(),
  services: listOf('services'),
  environments: listOf('environments'),
  groups: listOf('groups'),
  labels: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
  resolution_message: z.string().nullable(),
  started_at: timeText().nullable(),
  detected_at: timeText().nullable(),
  mitigated_at: timeText().nullable(),
  resolved_at: timeText().nullable(),
  created_at: timeText(),
  updated_at: timeText(),
  time_precision: z
    .object({
      started_at: PRECISIONS.optional(),
      detected_at: PRECISIONS.optional(),
      mitigated_at: PRECISIONS.optional(),
      resolved_at: PRECISIONS.optional(),
    })
    .meta({
      description: 'Of which times only the day, month or year is known; they are written as its beginning.',
    }),
  external_id: z.string(),
  root_cause: z.string().nullable(),
  trigger: z.string().nullable(),
  impact: z.string().nullable(),
  duration_minutes: z.number().nullable(),
  detect_minutes: z.number().nullable(),
  recover_minutes: z.number().nullable(),
});

const identifier = z.object({ id: z.string(), type: z.string() });
const many = z.object({ data: z.array(identifier) });

const incident = z.object({
  id: uuidText(),
  type: z.literal('incidents'),
  attributes,
  relationships: z.object({
    severity: z.object({ data: identifier.nullable() }),
    services: many,
    environments: many,
    groups: many,
    causes: many,
    action_items: many,
    alerts: many.optional().meta({ description: 'Only where alerts are included.' }),
  }),
});

const comesAlong = included.optional().meta({ description: 'There where `include` is.' });

export const incidentBody = z.object({ data: incident, included: comesAlong });
export const incidentList = z.object({
  data: z.array(incident),
  links: listLinks,
  meta: listMeta,
  included: comesAlong,
});
