import { EXAMPLE_ID } from '../ids.ts';

export const exampleQuestion = {
  messages: [{ role: 'user', content: 'How do we rotate the signing key?' }],
  brand_id: 'acme',
  user_id: 'ada',
  top_k: 3,
};

const passage = 'To rotate the signing key, run the job rotate-keys and restart the gateway.';

export const exampleAnswer = {
  content: 'Run the job rotate-keys and restart the gateway [1].',
  model: 'builtin',
  usage: { prompt_tokens: 9, completion_tokens: 13, total_tokens: 22 },
  rag_context: [{ id: EXAMPLE_ID, content: passage, score: 0.83 }],
  citations: [{ index: 1, content: passage, document_id: EXAMPLE_ID, score: 0.83 }],
  finish_reason: 'stop',
  template_id: 'documents',
  template_version: '1',
};

export const exampleNewBrand = { brand_id: 'acme-handbook', name: 'Acme handbook', scopes: ['runbooks'] };

export const exampleBrand = {
  id: EXAMPLE_ID,
  ...exampleNewBrand,
  created_at: '2026-01-15T08:30:00.000Z',
};
