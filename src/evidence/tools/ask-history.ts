import { z } from 'zod';
import type { Tool } from '../../models/evidence.ts';
import { cutText } from '../cut-text.ts';
import { hearAnswer } from '../hear-answer.ts';
import { defineTool } from './define-tool.ts';
import { MOST_RESULT_CHARACTERS } from './plan-evidence.ts';
import type { ToolParts } from './tool-parts.ts';

/** A question in words, answered by the analyst. */
export const askHistoryTool = (parts: ToolParts): Tool =>
  defineTool({
    name: 'ask_history',
    description:
      'Answers one plain English question about the recorded incidents by exact look-up, for what the other look-ups do not offer: shares ("what percentage of incidents in 2021 were SEV1"), comparisons, trends, rates, common causes, totals of a numeric field. It knows nothing of this conversation.',
    input: z.strictObject({
      question: z.string().min(1).max(500).describe('One question that says all that is meant.'),
    }),
    step: 'Asked the incident history',
    async run({ question }, request) {
      // Earlier turns would be answered anew where their states are not known.
      const alone = { ...request, question, history: [], incidentId: null, alertId: null };
      const { text, sources } = await hearAnswer(parts.analyst, alone);
      return [
        {
          text: cutText(text, MOST_RESULT_CHARACTERS),
          citations: sources.map((source) => ({ source })),
        },
      ];
    },
  });
