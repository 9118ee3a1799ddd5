import { z } from 'zod';
import type { Plan, Subject } from '../../analyst/plan/plan.ts';
import type { Tool } from '../../models/evidence.ts';
import { defineTool } from './define-tool.ts';
import { filterFields, readSubject, vocabularyFor } from './filters.ts';
import { planEvidence } from './plan-evidence.ts';
import type { ToolParts } from './tool-parts.ts';

const MOST_LISTED = 20;
const USUALLY_LISTED = 10;

const ORDERS = ['newest', 'oldest', 'longest'] as const;

/** Incidents by title and start, newest, oldest or longest first. */
export const listIncidentsTool = (parts: ToolParts): Tool =>
  defineTool({
    name: 'list_incidents',
    description:
      'Names the recorded incidents that meet all conditions, with their start, or with their duration where the longest are asked for. Says how many there are in all.',
    input: z.strictObject({
      ...filterFields,
      order: z.enum(ORDERS).optional().describe('newest where left out.'),
      limit: z.int().min(1).max(MOST_LISTED).optional().describe(`${USUALLY_LISTED} where left out.`),
    }),
    step: 'Listed incidents',
    async run({ order = 'newest', limit = USUALLY_LISTED, ...filters }, request) {
      const subject = readSubject(filters, await vocabularyFor(filters, request, parts));
      return planEvidence(listPlan(subject, order, limit), request, parts);
    },
  });

function listPlan(subject: Subject, order: (typeof ORDERS)[number], limit: number): Plan {
  if (order === 'newest') return { kind: 'list', subject, exists: false, limit };
  const extreme =
    order === 'oldest'
      ? ({ of: 'start', direction: 'least' } as const)
      : ({ of: 'duration', direction: 'most' } as const);
  return { kind: 'lookup', target: { by: 'extreme', ...extreme, limit, subject }, asks: [], labels: [] };
}
