import { z } from 'zod';
import type { Tool } from '../../models/evidence.ts';
import { findPassageEvidence } from '../passage-evidence.ts';
import { defineTool } from './define-tool.ts';
import type { ToolParts } from './tool-parts.ts';

const MOST_PASSAGES = 10;
const USUAL_PASSAGES = 5;

/** Passages of incident texts, best first. */
export const searchIncidentsTool = (parts: ToolParts): Tool =>
  defineTool({
    name: 'search_incidents',
    description:
      'Finds the passages of incident texts that match the words best: what happened, why, and what was done. To count, use count_incidents.',
    input: z.strictObject({
      words: z.string().min(1).max(300).describe('What to look for: names, symptoms, error messages.'),
      limit: z.int().min(1).max(MOST_PASSAGES).optional().describe(`${USUAL_PASSAGES} where left out.`),
    }),
    step: 'Searched the incidents',
    async run({ words, limit = USUAL_PASSAGES }, request) {
      const found = await findPassageEvidence(parts.db, request.context.tenantId, words, limit);
      if (found.length > 0) return found;
      return [{ text: `No text of an incident here has any of: ${words}`, citations: [], isAbsence: true }];
    },
  });
