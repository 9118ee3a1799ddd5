import { z } from 'zod';
import type { Tool } from '../../models/evidence.ts';
import { defineTool } from './define-tool.ts';
import { filterFields, readSubject, vocabularyFor } from './filters.ts';
import { planEvidence } from './plan-evidence.ts';
import { groupField, groupPlan } from './read-grouping.ts';
import type { ToolParts } from './tool-parts.ts';

/** How long incidents took, as one figure or by groups. */
export const measureIncidentsTool = (parts: ToolParts): Tool =>
  defineTool({
    name: 'measure_incidents',
    description:
      'Works out how long incidents took, in minutes: the mean, median, sum, longest (max) or shortest (min) duration, time to detection, or time to recovery (MTTR) of those that meet all conditions. Says over how many of them it is known.',
    input: z.strictObject({
      measure: z
        .enum(['duration', 'detection', 'recovery'])
        .describe(
          'duration: from start to end; detection: from start until noticed; recovery: until recovered.',
        ),
      aggregate: z.enum(['mean', 'median', 'sum', 'max', 'min']),
      ...filterFields,
      group_by: groupField,
    }),
    step: 'Measured incidents',
    async run({ measure, aggregate, group_by, ...filters }, request) {
      const vocabulary = await vocabularyFor(filters, request, parts);
      const subject = readSubject(filters, vocabulary);
      const grouped = groupPlan(group_by, { measure, aggregate }, subject, vocabulary);
      return planEvidence(grouped ?? { kind: 'measure', subject, measure, aggregate }, request, parts);
    },
  });
