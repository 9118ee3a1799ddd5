import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import type { z } from 'zod';
import { ParleyError } from '../../core/errors.ts';
import type { DocumentSubmission, SubmittedFile } from '../../knowledge/submit-documents.ts';
import type { HttpContext } from '../environment.ts';
import { parseRequest } from '../http/parse-request.ts';
import { mediaTypeOf, readJson } from '../http/read-body.ts';
import type { Services } from '../services.ts';
import { receiveUpload } from '../uploads/receive-upload.ts';
import { formFields, jsonBody, type submitQuery } from './document-schema.ts';

/** Media types of a plain body, and the ending of a file of each. */
export const DOCUMENT_TYPES = {
  'text/markdown': 'md',
  'text/plain': 'txt',
  'text/html': 'html',
  'application/pdf': 'pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'text/csv': 'csv',
  'text/tab-separated-values': 'tsv',
  'text/x-rst': 'rst',
  'application/x-ndjson': 'jsonl',
  'application/jsonl': 'jsonl',
} as const;

type Limits = Pick<Services['limits'], 'maxBodyBytes' | 'maxDocumentBytes' | 'maxImportFiles'>;

/** What a request brings, on disk; `discard` deletes it. */
export interface ReceivedDocuments {
  readonly submission: DocumentSubmission;
  discard(): Promise<void>;
}

/**
 * Reads documents from a form, a plain body or JSON. Throws `unsupported_media`, `too_large` or `invalid_input`, and
 * leaves nothing behind then.
 */
export async function receiveDocuments(
  c: HttpContext,
  query: z.output<typeof submitQuery>,
  limits: Limits,
): Promise<ReceivedDocuments> {
  if (mediaTypeOf(c) === 'application/json') return receiveJson(c, query, limits);
  const upload = await receiveUpload(c, {
    types: DOCUMENT_TYPES,
    maxBytes: limits.maxDocumentBytes,
    maxFiles: limits.maxImportFiles,
  });
  try {
    const fields = parseRequest(formFields, Object.fromEntries(upload.fields));
    const files = await filesBelow(upload.folder);
    return { submission: { ...targetOf({ ...query, ...fields }), files }, discard: upload.discard };
  } catch (error) {
    await upload.discard();
    throw error;
  }
}

async function filesBelow(folder: string): Promise<SubmittedFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      const name = relative(folder, path).split(sep).join('/');
      return { path, name, readAs: name };
    })
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

async function receiveJson(
  c: HttpContext,
  query: z.output<typeof submitQuery>,
  limits: Limits,
): Promise<ReceivedDocuments> {
  const body = parseRequest(jsonBody, await readJson(c, limits.maxBodyBytes, ['application/json']));
  const given = body.documents ?? [body];
  const folder = await mkdtemp(join(tmpdir(), 'parley-documents-'));
  const discard = () => rm(folder, { recursive: true, force: true });
  try {
    const files: SubmittedFile[] = [];
    for (const [place, document] of given.entries()) {
      const path = join(folder, `${place}.md`);
      await writeFile(path, markdownOf(document, place));
      files.push({ path, name: nameOf(document, place), readAs: 'document.md' });
    }
    if (new Set(files.map(({ name }) => name)).size < files.length)
      throw new ParleyError('invalid_input', 'Two documents in the request have the same id.', {
        subject: 'id',
      });
    return { submission: { ...targetOf({ ...query, ...withoutBlanks(body) }), files }, discard };
  } catch (error) {
    await discard();
    throw error;
  }
}

type Given = Pick<z.output<typeof jsonBody>, 'id' | 'title' | 'content' | 'text'>;

/** A title stands in front matter, so that the text stays as it was given. */
function markdownOf({ title, content, text = content }: Given, place: number): string {
  if (text === undefined || text.trim() === '')
    throw new ParleyError('invalid_input', `Document ${place + 1} has no content.`, { subject: 'content' });
  // JSON is YAML.
  return title === undefined ? text : `---\ntitle: ${JSON.stringify(title)}\n---\n${text}`;
}

function nameOf({ id, title }: Given, place: number): string {
  const name = (id ?? title ?? '').trim();
  if (name !== '') return name;
  throw new ParleyError('invalid_input', `Document ${place + 1} needs an id or a title.`, { subject: 'id' });
}

const withoutBlanks = <T extends object>(values: T): T =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T;

function targetOf(given: z.output<typeof formFields>): Omit<DocumentSubmission, 'files'> {
  if (given.brand_id === undefined)
    throw new ParleyError('invalid_input', 'Name the brand that the documents belong to in brand_id.', {
      subject: 'brand_id',
    });
  return {
    brand: given.brand_id,
    scope: given.scope ?? given.rag_scope ?? null,
    kind: given.kind ?? 'document',
  };
}
