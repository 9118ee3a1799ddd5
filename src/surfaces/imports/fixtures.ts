const attributes = {
  title: 'Checkout answered 503',
  started_at: '2026-01-14T09:12:00Z',
  resolved_at: '2026-01-14T09:54:00Z',
  severity: 'SEV2',
  services: ['checkout'],
  root_cause: 'A certificate had expired.',
};
const incident = { id: 'INC-17', ...attributes };

const markdown = `# Checkout answered 503

**Severity:** SEV2
**Started:** 2026-01-14 09:12 UTC
**Resolved:** 2026-01-14 09:54 UTC

## Root cause

A certificate had expired.
`;

const csv = `id,title,started_at,resolved_at,severity,services
INC-17,Checkout answered 503,2026-01-14T09:12:00Z,2026-01-14T09:54:00Z,SEV2,checkout
`;

const yaml = `- id: INC-17
  title: Checkout answered 503
  started_at: 2026-01-14T09:12:00Z
  severity: SEV2
`;

const jsonLines = `${JSON.stringify(incident)}\n`;

/** The same incident in every media type that a body may have; a form holds files of any of them. */
export const exampleUploads = {
  'application/json': [incident],
  'text/markdown': markdown,
  'text/csv': csv,
  'application/yaml': yaml,
  'application/x-ndjson': jsonLines,
  'application/jsonl': jsonLines,
  'application/vnd.api+json': {
    data: [{ id: '17', type: 'incidents', attributes }],
  },
};

export const exampleReport = {
  files: 1,
  added: 1,
  changed: 0,
  unchanged: 0,
  rejectedCount: 0,
  skippedCount: 0,
  warningCount: 0,
  rejected: [],
  skipped: [],
  warnings: [],
};
