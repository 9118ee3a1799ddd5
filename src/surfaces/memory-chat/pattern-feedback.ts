import { noIncident } from '../../knowledge/get-incident.ts';
import { commentRequired } from '../../knowledge/patterns/give-feedback.ts';
import { operation } from '../surface.ts';
import { encodeFeedback } from './encode-pattern.ts';
import { KNOWLEDGE_WRITE } from './knowledge-access.ts';
import { NO_PATTERN } from './no-pattern.ts';
import { exampleFeedback, exampleNewFeedback } from './pattern-fixtures.ts';
import { feedbackBody, newFeedback } from './pattern-schema.ts';

const give = operation({
  method: 'POST',
  path: '/v1/knowledge/feedback',
  id: 'giveFeedback',
  summary: 'Say whether a pattern explains an incident',
  description:
    '`confirm_rca` holds the incident in the pattern, `reject_rca` takes it out and keeps it out, `correct_rca` says in `comment` what of the pattern is wrong. Without `patternId` it is about the pattern that the incident is in.',
  access: KNOWLEDGE_WRITE,
  body: newFeedback,
  refusals: [commentRequired(), noIncident(), NO_PATTERN, 'conflict'],
  answers: {
    201: {
      description: 'It is kept.',
      schema: feedbackBody,
      example: exampleFeedback,
      hasNoAddress: true,
    },
  },
  example: { body: exampleNewFeedback },
  async handle({ c, services, caller, body: { incidentId, patternId, type, comment } }) {
    const feedback = { incidentId, patternId: patternId ?? undefined, type, comment: comment ?? undefined };
    return c.json(encodeFeedback(await services.patterns.giveFeedback(caller, feedback)), 201);
  },
});

export const patternFeedbackOperations = [give];
