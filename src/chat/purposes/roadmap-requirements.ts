import { z } from 'zod';
import type { Purpose } from './purpose.ts';

const MAX_TEXT_CHARACTERS = 20_000;
const MAX_LABEL_CHARACTERS = 200;

/** Talks requirements through in a given text, before any code is looked at: the text is all that is known. */
export const roadmapRequirements: Purpose = {
  name: 'roadmap_requirements',
  context: z.object({
    source_text: z.string().max(MAX_TEXT_CHARACTERS),
    source_label: z.string().max(MAX_LABEL_CHARACTERS).optional(),
  }),
  async builtin() {
    const { createRequirementsAnswerer } = await import('../../requirements/requirements-answerer.ts');
    return createRequirementsAnswerer();
  },
};
