import { EXAMPLE_ID } from '../ids.ts';

const AT = '2026-01-15T08:30:00.000Z';
const text =
  '# Signing keys\n\nTo rotate the signing key, run the job rotate-keys and restart the gateway.\n';

export const exampleDocumentParams = { document_id: EXAMPLE_ID };
export const exampleJobParams = { job_id: EXAMPLE_ID };

const row = JSON.stringify({ id: 'keys-1', title: 'Signing keys', text });

/** The same document in the media types in which a text can be shown; a form holds files of any of them. */
export const exampleUploads = {
  'application/json': { id: 'signing-keys', title: 'Signing keys', content: text },
  'text/markdown': text,
  'text/plain': text,
  'text/html': '<h1>Signing keys</h1><p>Run the job rotate-keys.</p>',
  'text/csv': 'id,title,text\nkeys-1,Signing keys,Run the job rotate-keys.\n',
  'application/x-ndjson': `${row}\n`,
  'application/jsonl': `${row}\n`,
};

export const exampleDocument = {
  id: EXAMPLE_ID,
  external_id: 'runbooks/signing-keys.md',
  brand_id: 'acme',
  scope: null,
  kind: 'document' as const,
  status: 'ready' as const,
  title: 'Signing keys',
  format: 'markdown',
  size_bytes: 93,
  characters: 93,
  pages: null,
  chunks: 1,
  alerts: [],
  errors: [],
  created_at: AT,
  updated_at: AT,
};

export const exampleDocumentDetail = { ...exampleDocument, attempts: 1, job_id: EXAMPLE_ID, steps: [] };

export const exampleDocumentText = {
  text,
  chunks: [
    {
      id: EXAMPLE_ID,
      start: 16,
      end: 92,
      headings: ['Signing keys'],
      content: 'To rotate the signing key, run the job rotate-keys and restart the gateway.',
    },
  ],
};

export const exampleJobSummary = {
  id: EXAMPLE_ID,
  status: 'completed' as const,
  brand_id: 'acme',
  scope: null,
  kind: 'document' as const,
  files_total: 1,
  files_completed: 1,
  files_failed: 0,
  created_at: AT,
  finished_at: AT,
};

export const exampleJob = {
  ...exampleJobSummary,
  files: [
    {
      name: 'runbooks/signing-keys.md',
      status: 'completed' as const,
      document_id: EXAMPLE_ID,
      outcome: 'added' as const,
      size_bytes: 93,
      pages: null,
      chunks: 1,
      added: 1,
      changed: 0,
      unchanged: 0,
      rejected: 0,
      problems: [],
      attempts: 1,
      error: null,
      started_at: AT,
      finished_at: AT,
    },
  ],
  next_from: null,
};
