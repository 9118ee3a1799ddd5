import { z } from 'zod';
import { ParleyError } from '../../core/errors.ts';
import { documentKindOf, parseImportKind } from '../../importers/import-kind.ts';
import { operation } from '../surface.ts';
import { receiveUpload } from '../uploads/receive-upload.ts';
import { exampleReport, exampleUploads } from './fixtures.ts';

const place = z.object({ file: z.string(), line: z.int().nullable(), reason: z.string() });

const report = z.object({
  files: z.int().meta({ description: 'Files that were looked at, skipped ones included.' }),
  added: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  rejectedCount: z.int(),
  skippedCount: z.int(),
  warningCount: z.int(),
  rejected: z.array(place).meta({ description: 'Records that are not in; the first of them.' }),
  skipped: z
    .array(z.object({ file: z.string(), reason: z.string() }))
    .meta({ description: 'Files that hold no incident; the first of them.' }),
  warnings: z
    .array(place)
    .meta({ description: 'Records that are in, with a field left unknown or a twin; the first of them.' }),
});

const query = z.object({
  as: z.string().optional().meta({ description: 'What the files hold; read from them unless given.' }),
  project: z.string().optional().meta({ description: 'The project that services and topics belong to.' }),
  source: z
    .string()
    .optional()
    .meta({ description: 'The label by which a later import of the same services is known.' }),
  filename: z.string().optional().meta({ description: 'Name of a plain body, which tells its format.' }),
  folder: z.string().optional().meta({ description: "Name of the sender's folder." }),
});

/** Media types of a plain body, and the ending of a file of each. */
const TYPES = {
  'application/json': 'json',
  'text/markdown': 'md',
  'text/csv': 'csv',
  'application/yaml': 'yaml',
  'application/x-ndjson': 'jsonl',
  'application/jsonl': 'jsonl',
  'application/vnd.api+json': 'json',
};

/** The same import as `parley import`, answered with the same report. */
export const importFiles = operation({
  method: 'POST',
  path: '/v1/imports',
  id: 'importFiles',
  summary: 'Bring in incidents',
  access: { roles: ['admin', 'member'], scopes: ['imports:write'] },
  query,
  receivesBody: true,
  bodyTypes: [
    'multipart/form-data',
    'application/json',
    'text/markdown',
    'text/csv',
    'application/yaml',
    'application/x-ndjson',
    'application/jsonl',
    'application/vnd.api+json',
  ],
  bodyExamples: exampleUploads,
  refusals: ['invalid_input', 'too_large', 'unsupported_media'],
  answers: {
    200: {
      description: 'What was imported, and what was not and why.',
      schema: report,
      example: exampleReport,
    },
  },
  async handle({ c, services, caller, query: { as, project, source } }) {
    const kind = as === undefined ? undefined : parseImportKind(as);
    if (documentKindOf(kind) !== null)
      throw new ParleyError('invalid_input', 'Documents and runbooks are sent to /v1/documents.', {
        subject: 'as',
      });
    const upload = await receiveUpload(c, {
      types: TYPES,
      maxBytes: services.limits.maxImportBytes,
      maxFiles: services.limits.maxImportFiles,
    });
    try {
      return c.json(await services.importFolder(caller, upload.folder, { as: kind, project, source }));
    } finally {
      await upload.discard();
    }
  },
});
