import { z } from 'zod';
import { timeText, uuidText } from '../ids.ts';
import { wholeNumber } from '../query-values.ts';
import { limitedText } from '../texts.ts';

const kind = z.enum(['document', 'runbook']);
const brandId = limitedText(100).meta({ example: 'acme' });
const scopeName = limitedText(100).meta({
  description: 'A collection of the brand, which is made where it is not there yet; none unless given.',
});

/** Where a document goes: in a form as fields, for a plain body in the query, in JSON beside the documents. */
const target = {
  brand_id: brandId.optional(),
  scope: scopeName.optional(),
  /** The name under which contract 4 narrows a question. */
  rag_scope: limitedText(100).optional(),
  kind: kind.optional(),
};

export const submitQuery = z.object({
  ...target,
  filename: limitedText(500)
    .optional()
    .meta({ description: 'Name of a plain body, which tells its format.' }),
});

export const formFields = z.object(target);

const text = z.string();

const oneDocument = {
  id: limitedText(500).optional().meta({
    description: 'What the document is known by: the same id again is a new version. The title unless given.',
  }),
  title: limitedText(500).optional(),
  content: text.optional().meta({ description: 'Markdown. `text` is another name for it.' }),
  text: text.optional(),
};

/** One document, or several in `documents`. */
export const jsonBody = z.object({
  ...target,
  ...oneDocument,
  documents: z.array(z.object(oneDocument)).max(1000).optional(),
});

export const documentParams = z.object({ document_id: z.string().min(1).max(100) });
export const jobParams = z.object({ job_id: z.string().min(1).max(100) });

export const documentQuery = z.object({
  brand_id: brandId.optional(),
  scope: limitedText(100).optional(),
  kind: kind.optional(),
  status: z.enum(['processing', 'ready', 'failed']).optional(),
  limit: wholeNumber(1, 200, 100),
  cursor: z.string().optional(),
});

export const jobQuery = z.object({ from: wholeNumber(0, 1_000_000, 0) });

const span = {
  start: z.int().meta({ description: 'Unicode code points into the text of the document.' }),
  end: z.int().meta({ description: 'Exclusive.' }),
};

export const documentBody = z.object({
  id: uuidText(),
  external_id: z.string().meta({ description: 'The path below the import, or the id that the sender gave.' }),
  brand_id: z.string(),
  scope: z.string().nullable(),
  kind,
  status: z.enum(['processing', 'ready', 'failed']),
  title: z.string(),
  format: z.string(),
  size_bytes: z.int(),
  characters: z.int().meta({ description: 'Unicode code points of the text.' }),
  pages: z.int().nullable(),
  chunks: z.int().meta({ description: 'Passages.' }),
  alerts: z.array(z.string()).meta({ description: 'Alerts that a runbook serves.' }),
  errors: z.array(z.string()).meta({
    description: 'Why the last version that came in could not be read. An earlier one stays.',
  }),
  created_at: timeText(),
  updated_at: timeText(),
});

export const documentDetail = documentBody.extend({
  attempts: z.int(),
  job_id: uuidText().nullable(),
  steps: z.array(z.object({ text: z.string(), ...span, section: z.string().nullable() })).meta({
    description: 'What a runbook says to do, in order.',
  }),
});

export const documentList = z.object({
  items: z.array(documentBody),
  next_cursor: z.string().nullable(),
});

export const documentText = z.object({
  text: z.string().nullable(),
  chunks: z.array(
    z.object({
      id: z.string(),
      ...span,
      headings: z.array(z.string()),
      content: z.string().meta({ description: 'Exactly what stands there in the text.' }),
    }),
  ),
});

const jobFile = z.object({
  name: z.string(),
  status: z.enum(['queued', 'running', 'completed', 'failed']),
  document_id: uuidText().nullable().meta({ description: 'Null for a file of many documents.' }),
  outcome: z.enum(['added', 'changed', 'unchanged']).nullable(),
  size_bytes: z.int(),
  pages: z.int().nullable(),
  chunks: z.int().nullable(),
  added: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  rejected: z.int(),
  problems: z.array(z.object({ line: z.int().nullable(), reason: z.string() })),
  attempts: z.int(),
  error: z.string().nullable(),
  started_at: timeText().nullable(),
  finished_at: timeText().nullable(),
});

export const jobSummary = z.object({
  id: uuidText(),
  status: z.enum(['queued', 'running', 'completed', 'partially_failed', 'failed']),
  brand_id: z.string(),
  scope: z.string().nullable(),
  kind,
  files_total: z.int(),
  files_completed: z.int(),
  files_failed: z.int(),
  created_at: timeText(),
  finished_at: timeText().nullable(),
});

export const jobBody = jobSummary.extend({
  files: z.array(jobFile).meta({ description: 'In one order for good; 200 at a time.' }),
  next_from: z.int().nullable().meta({ description: 'Where `from` goes on; null behind the last file.' }),
});

export const jobList = z.object({ items: z.array(jobSummary), next_cursor: z.string().nullable() });
