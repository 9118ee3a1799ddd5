import { EXAMPLE_ID } from '../ids.ts';

export const exampleAssistantParams = { assistant_id: 'acme-guide' };

export const exampleNewAssistant = {
  assistant_id: 'acme-helper',
  name: 'Acme helper',
  template_id: 'documents',
  default_model: 'gpt-4o-mini',
  default_scopes: ['runbooks'],
};

export const exampleAssistantChange = { template_version: 1 };

export const exampleAssistant = {
  id: EXAMPLE_ID,
  ...exampleNewAssistant,
  template_version: null,
  created_at: '2026-01-15T08:30:00.000Z',
};
