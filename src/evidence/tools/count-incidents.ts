import { z } from 'zod';
import type { Tool } from '../../models/evidence.ts';
import { defineTool } from './define-tool.ts';
import { filterFields, readSubject, vocabularyFor } from './filters.ts';
import { planEvidence } from './plan-evidence.ts';
import { groupField, groupPlan } from './read-grouping.ts';
import type { ToolParts } from './tool-parts.ts';

/** How many incidents there are, as a whole or by groups. */
export const countIncidentsTool = (parts: ToolParts): Tool =>
  defineTool({
    name: 'count_incidents',
    description:
      'Counts the recorded incidents that meet all conditions, and names some of them. With group_by: how many there are in each group, such as by service or by month.',
    input: z.strictObject({ ...filterFields, group_by: groupField }),
    step: 'Counted incidents',
    async run(input, request) {
      const vocabulary = await vocabularyFor(input, request, parts);
      const subject = readSubject(input, vocabulary);
      const grouped = groupPlan(input.group_by, null, subject, vocabulary);
      return planEvidence(grouped ?? { kind: 'count', subject, often: false }, request, parts);
    },
  });
