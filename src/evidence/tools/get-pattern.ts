import { z } from 'zod';
import { likeDescribed } from '../../analyst/plan/follow-up.ts';
import { meantPattern } from '../../analyst/plan/meant-pattern.ts';
import { anySubject, type Plan } from '../../analyst/plan/plan.ts';
import { linkByDescription, linkByIncident } from '../../analyst/read/link-pattern.ts';
import { ParleyError } from '../../core/errors.ts';
import type { Pattern } from '../../core/pattern.ts';
import type { AnswerRequest } from '../../models/answerer.ts';
import type { Tool } from '../../models/evidence.ts';
import { defineTool, given } from './define-tool.ts';
import { filterFields } from './filters.ts';
import { incidentsCalled, MOST_REFERENCE_CHARACTERS } from './incidents-called.ts';
import { patternCalled } from './pattern-called.ts';
import { planEvidence } from './plan-evidence.ts';
import { readWindow } from './read-window.ts';
import type { ToolParts } from './tool-parts.ts';

const reference = () => z.string().max(MOST_REFERENCE_CHARACTERS).optional();

const fields = {
  pattern: reference().describe('Its title or id.'),
  incident: reference().describe('Id or exact title of an incident of it.'),
  description: z.string().max(2000).optional().describe('What is seen now.'),
  from: filterFields.from,
  to: filterFields.to,
};

type Input = z.infer<z.ZodObject<typeof fields>>;

/** What is known of one pattern. */
export const getPatternTool = (parts: ToolParts): Tool =>
  defineTool({
    name: 'get_pattern',
    description:
      'Tells of one pattern how often and when it came up, what its causes share, what resolved it, whether it comes more often, its incidents and runbooks. Give one of pattern, incident and description.',
    input: z.strictObject(fields),
    step: 'Looked up a pattern',
    async run(input, request) {
      const pattern = await meant(input, request, parts);
      if (pattern === null)
        return [
          { text: 'No known pattern of recurring incidents is meant.', citations: [], isAbsence: true },
        ];
      const plan: Plan = {
        kind: 'pattern',
        subject: { ...anySubject, pattern: meantPattern(pattern), window: readWindow(input) },
        tells: ['seen', 'cause', 'trend', 'members'],
        meantBy: given(input.pattern) === undefined ? 'description' : 'name',
        incidentId: null,
        limit: null,
        beside: null,
        asOf: request.now,
      };
      return planEvidence(plan, request, parts);
    },
  });

async function meant(input: Input, request: AnswerRequest, parts: ToolParts): Promise<Pattern | null> {
  const [pattern, incident, description] = [input.pattern, input.incident, input.description].map(given);
  const run = { db: parts.db, tenantId: request.context.tenantId };
  if ([pattern, incident, description].filter((each) => each !== undefined).length !== 1)
    throw new ParleyError('invalid_input', 'Give one of pattern, incident and description.', {
      subject: 'pattern',
    });
  if (pattern !== undefined) return patternCalled(pattern, request, parts);
  if (incident !== undefined) {
    const [id = ''] = await incidentsCalled(incident, request, parts);
    return (await linkByIncident(id, run)).pattern;
  }
  const like = likeDescribed(description ?? '');
  return (await linkByDescription(like.target.required, description ?? '', parts.findSimilar, run)).pattern;
}
