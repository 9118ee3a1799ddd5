import { z } from 'zod';
import { INSIGHT_CATEGORIES, INSIGHT_SEVERITIES } from '../../analyst/plan/plan.ts';
import type { Tool } from '../../models/evidence.ts';
import { defineTool } from './define-tool.ts';
import { filterFields, readSubject, vocabularyFor } from './filters.ts';
import { planEvidence } from './plan-evidence.ts';
import type { ToolParts } from './tool-parts.ts';

const { from, to, service } = filterFields;

/** What was worked out of the incidents and still holds. */
export const listInsightsTool = (parts: ToolParts): Tool =>
  defineTool({
    name: 'list_insights',
    description:
      'Lists what was worked out of the incidents and still holds, such as failures that come more often, the gravest first; only with an incident that meets the conditions.',
    input: z.strictObject({
      category: z.enum(INSIGHT_CATEGORIES).optional(),
      severity: z.enum(INSIGHT_SEVERITIES).optional(),
      from,
      to,
      service,
    }),
    step: 'Listed insights',
    async run({ category = null, severity = null, ...filters }, request) {
      const subject = readSubject(filters, await vocabularyFor(filters, request, parts));
      return planEvidence({ kind: 'insights', subject, category, severity, words: [] }, request, parts);
    },
  });
