import { EXAMPLE_ID } from '../ids.ts';

export const exampleParams = { id: EXAMPLE_ID };

export const exampleQuestion = {
  purpose: 'roadmap_requirements',
  messages: [{ role: 'user', content: 'Which of these requirements cannot be tested?' }],
  context: {
    source_text: 'The export must finish within 30 seconds.\nThe page must be fast.',
    source_label: 'Roadmap 2026',
  },
};

export const exampleAnswer = {
  message:
    '1 requirement cannot be tested as it stands: line 2, “The page must be fast.” (“fast” has no measure).',
};
