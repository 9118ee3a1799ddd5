import { z } from 'zod';
import { likeDescribed } from '../../analyst/plan/follow-up.ts';
import { anySubject, type Plan } from '../../analyst/plan/plan.ts';
import { ParleyError } from '../../core/errors.ts';
import type { AnswerRequest } from '../../models/answerer.ts';
import type { Tool } from '../../models/evidence.ts';
import { defineTool, given } from './define-tool.ts';
import { incidentsCalled, MOST_REFERENCE_CHARACTERS } from './incidents-called.ts';
import { planEvidence } from './plan-evidence.ts';
import type { ToolParts } from './tool-parts.ts';

const fields = {
  description: z.string().max(2000).optional().describe('What is seen now: symptoms, names, error messages.'),
  incident: z
    .string()
    .max(MOST_REFERENCE_CHARACTERS)
    .optional()
    .describe('In place of a description: the id or exact title of a recorded incident.'),
};

/** Incidents like a described one, or like a recorded one, with what helped. */
export const similarIncidentsTool = (parts: ToolParts): Tool =>
  defineTool({
    name: 'similar_incidents',
    description:
      'Finds recorded incidents that are like the one described, or like a recorded one; says what they share and what resolved them.',
    input: z.strictObject(fields),
    step: 'Looked for similar incidents',
    run: async (input, request) => planEvidence(await similarPlan(input, request, parts), request, parts),
  });

async function similarPlan(
  input: { readonly description?: string | undefined; readonly incident?: string | undefined },
  request: AnswerRequest,
  parts: ToolParts,
): Promise<Plan> {
  const description = given(input.description);
  const incident = given(input.incident);
  if (incident === undefined && description !== undefined) return likeDescribed(description);
  if (incident === undefined || description !== undefined)
    throw new ParleyError('invalid_input', 'Give either a description or an incident.', {
      subject: 'description',
    });
  const ids = await incidentsCalled(incident, request, parts);
  const subject = { ...anySubject, ids: { condition: ids.slice(0, 1), text: 'of that name' } };
  return { kind: 'similar', target: { by: 'selection', subject }, advice: true };
}
