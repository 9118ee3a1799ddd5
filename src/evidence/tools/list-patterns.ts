import { z } from 'zod';
import type { Tool } from '../../models/evidence.ts';
import { defineTool } from './define-tool.ts';
import { filterFields, readSubject, vocabularyFor } from './filters.ts';
import { planEvidence } from './plan-evidence.ts';
import type { ToolParts } from './tool-parts.ts';

const MOST_LISTED = 20;
const USUALLY_LISTED = 10;

const { from, to, service } = filterFields;

/** What keeps going wrong, by how many incidents. */
export const listPatternsTool = (parts: ToolParts): Tool =>
  defineTool({
    name: 'list_patterns',
    description:
      'Lists patterns, which are groups of incidents that are the same failure again, by how many of their incidents meet the conditions: what keeps breaking.',
    input: z.strictObject({
      from,
      to,
      service,
      status: z.enum(['emerging', 'stable']).optional().describe('emerging: few, or not sure.'),
      limit: z.int().min(1).max(MOST_LISTED).optional(),
    }),
    step: 'Listed patterns',
    async run({ status = null, limit = USUALLY_LISTED, ...filters }, request) {
      const subject = readSubject(filters, await vocabularyFor(filters, request, parts));
      return planEvidence({ kind: 'patterns', subject, among: null, status, limit }, request, parts);
    },
  });
