import { EXAMPLE_ID } from '../ids.ts';

export const exampleParams = { projectId: 'my-project-a1b2c' };

export const exampleQuestion = {
  messages: [{ role: 'user', content: 'How many incidents did checkout have in 2025?' }],
};

export const exampleAnswer = {
  message: { role: 'assistant', content: 'There was 1 incident in 2025 with service checkout.' },
  sources: [{ type: 'incident', id: EXAMPLE_ID, name: 'Checkout answered 503' }],
};

export const exampleNewProject = {
  slug: 'web-shop-2026',
  name: 'Web shop',
  description: 'Everything that sells.',
};

export const exampleProject = {
  id: EXAMPLE_ID,
  projectId: 'web-shop-2026',
  slug: 'web-shop-2026',
  name: 'Web shop',
  description: 'Everything that sells.',
  ai_credits: 250,
  createdAt: '2026-01-15T08:30:00.000Z',
};
