import { operation } from '../surface.ts';
import {
  exampleDocument,
  exampleDocumentDetail,
  exampleDocumentParams,
  exampleDocumentText,
  exampleJob,
  exampleUploads,
} from './document-fixtures.ts';
import {
  documentDetail,
  documentList,
  documentParams,
  documentQuery,
  documentText,
  formFields,
  jobBody,
  jsonBody,
  submitQuery,
} from './document-schema.ts';
import { encodeDocument, encodeFoundDocument, encodeJob } from './encode-document.ts';
import { DOCUMENT_TYPES, receiveDocuments } from './receive-documents.ts';

const WRITE = { roles: ['admin', 'member'], scopes: ['documents:write'] } as const;
const READ = { scopes: ['documents:read', 'ai.chat:read'] } as const;

const submit = operation({
  method: 'POST',
  path: '/v1/documents',
  id: 'submitDocuments',
  summary: 'Give documents to a brand',
  description:
    'Files as a form, one file as a plain body, or texts as JSON. They are stored before the answer comes and read in the background: the job tells what became of each. The same content again is recognised; a changed file takes the place of its earlier version.',
  access: WRITE,
  query: submitQuery,
  receivesBody: true,
  bodyTypes: [
    'application/json',
    'multipart/form-data',
    ...(Object.keys(DOCUMENT_TYPES) as (keyof typeof DOCUMENT_TYPES)[]),
  ],
  bodySchemas: { 'application/json': jsonBody, 'multipart/form-data': formFields },
  bodyExamples: exampleUploads,
  refusals: ['invalid_input', 'too_large', 'unsupported_media'],
  answers: { 202: { description: 'The job that reads them.', schema: jobBody, example: exampleJob } },
  example: { query: { brand_id: 'acme' } },
  async handle({ c, services, caller, query }) {
    const { submission, discard } = await receiveDocuments(c, query, services.limits);
    try {
      const job = await services.documents.submit(caller, submission);
      c.header('Location', `/v1/jobs/${job.id}`);
      return c.json(encodeJob(job), 202);
    } finally {
      await discard();
    }
  },
});

const list = operation({
  method: 'GET',
  path: '/v1/documents',
  id: 'listDocuments',
  summary: 'List the documents, the newest first',
  access: READ,
  query: documentQuery,
  answers: {
    200: {
      description: 'One page.',
      schema: documentList,
      example: { items: [exampleDocument], next_cursor: null },
    },
  },
  async handle({ c, services, caller, query: { brand_id: brand, scope, kind, status, limit, cursor } }) {
    const request = { brand, scope, kind, status, limit, ...(cursor === undefined ? {} : { cursor }) };
    const page = await services.documents.list(caller, request);
    return c.json({ items: page.items.map(encodeDocument), next_cursor: page.nextCursor });
  },
});

const read = operation({
  method: 'GET',
  path: '/v1/documents/{document_id}',
  id: 'getDocument',
  summary: 'One document: whether it is read, its passages, and what went wrong',
  access: READ,
  params: documentParams,
  refusals: ['not_found'],
  answers: { 200: { description: 'The document.', schema: documentDetail, example: exampleDocumentDetail } },
  example: { params: exampleDocumentParams },
  handle: async ({ c, services, caller, params }) =>
    c.json(encodeFoundDocument(await services.documents.find(caller, params.document_id))),
});

const readText = operation({
  method: 'GET',
  path: '/v1/documents/{document_id}/text',
  id: 'getDocumentText',
  summary: "A document's text, and where its first 1,000 passages stand in it",
  access: READ,
  params: documentParams,
  refusals: ['not_found'],
  answers: { 200: { description: 'The text.', schema: documentText, example: exampleDocumentText } },
  example: { params: exampleDocumentParams },
  async handle({ c, services, caller, params }) {
    const { text, passages } = await services.documents.findContent(caller, params.document_id);
    const chunks = passages.map(({ id, start, end, headings, content }) => ({
      ...{ id, start, end, content },
      headings: [...headings],
    }));
    return c.json({ text, chunks });
  },
});

const remove = operation({
  method: 'DELETE',
  path: '/v1/documents/{document_id}',
  id: 'deleteDocument',
  summary: 'Delete a document: no answer rests on it from now on',
  access: WRITE,
  params: documentParams,
  refusals: ['not_found'],
  answers: { 204: { description: 'It is gone.' } },
  example: { params: exampleDocumentParams },
  async handle({ c, services, caller, params }) {
    await services.documents.delete(caller, params.document_id);
    return c.body(null, 204);
  },
});

export const documentOperations = [submit, list, read, readText, remove];
