import { EXAMPLE_ID } from '../ids.ts';

export const exampleTemplateParams = { template_id: 'house-style' };

export const exampleNewTemplate = {
  template_id: 'release-notes',
  name: 'Release notes',
  body: 'You write release notes for {{organisation}}. Today is {{today}}.\nOne line for each change, the most visible first.',
};

export const exampleNewVersion = {
  body: 'You answer the people of {{organisation}} from the documents of {{brand}}, in one short paragraph.',
};

const made = { created_by: `key:${EXAMPLE_ID}`, created_at: '2026-01-15T08:30:00.000Z' };

export const exampleTemplate = {
  template_id: 'release-notes',
  name: 'Release notes',
  origin: 'own',
  latest_version: 1,
  created_at: made.created_at,
};

export const exampleTemplateWithVersions = { ...exampleTemplate, versions: [{ version: 1, ...made }] };

export const exampleVersion = {
  ...exampleTemplateParams,
  origin: 'own',
  version: 2,
  ...made,
  ...exampleNewVersion,
};
