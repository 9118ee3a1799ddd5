import { z } from 'zod';
import { meantPattern } from '../../analyst/plan/meant-pattern.ts';
import { anySubject } from '../../analyst/plan/plan.ts';
import { readWords } from '../../analyst/read/words.ts';
import type { Tool } from '../../models/evidence.ts';
import { defineTool, given } from './define-tool.ts';
import { MOST_REFERENCE_CHARACTERS } from './incidents-called.ts';
import { patternCalled } from './pattern-called.ts';
import { planEvidence } from './plan-evidence.ts';
import type { ToolParts } from './tool-parts.ts';

const MOST_FOUND = 10;
const USUALLY_FOUND = 3;

/** Runbooks, imported or drafted, with their steps. */
export const findRunbooksTool = (parts: ToolParts): Tool =>
  defineTool({
    name: 'find_runbooks',
    description:
      'Finds runbooks by alert name, service or words of their title, or those of a pattern, with their steps. Without input: all of them.',
    input: z.strictObject({
      about: z.string().max(200).optional().describe('An alert name, or a few words.'),
      pattern: z.string().max(MOST_REFERENCE_CHARACTERS).optional().describe('Its title or id.'),
      limit: z.int().min(1).max(MOST_FOUND).optional(),
    }),
    step: 'Looked for runbooks',
    async run({ about, pattern, limit = USUALLY_FOUND }, request) {
      const called = given(pattern);
      const meant = called === undefined ? null : meantPattern(await patternCalled(called, request, parts));
      const words = readWords(given(about) ?? '').map(({ text }) => text);
      const subject = { ...anySubject, pattern: meant };
      return planEvidence({ kind: 'runbooks', subject, written: words, words, limit }, request, parts);
    },
  });
