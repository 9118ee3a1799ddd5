import { basename, resolve } from 'node:path';
import type { Context } from '../core/context.ts';
import { ParleyError } from '../core/errors.ts';
import type { Uuid } from '../core/ids.ts';
import type { Db } from '../db/db.ts';
import { documentKindOf } from '../importers/import-kind.ts';
import type { ImportLimits } from '../importers/import-limits.ts';
import type { ImportReport } from '../importers/import-report.ts';
import { type ImportOptions, runImport } from '../importers/run-import.ts';
import { importServices } from '../importers/services/import-services.ts';
import { findProject } from '../knowledge/find-project.ts';
import { listProjects } from '../knowledge/list-projects.ts';
import { shorten } from '../lib/shorten.ts';
import type { DocumentWork } from './document-work.ts';

/** What files hold, and where it belongs. */
export interface FileImport extends Omit<ImportOptions, 'limits'> {
  /** For documents and runbooks: a brand's key or id; the only one, or a first one, unless given. */
  readonly brand?: string | undefined;
  readonly scope?: string | undefined;
  /** For services: a project's slug or id; the only one unless given. */
  readonly project?: string | undefined;
  /** For services: the label of the files, by which a later import of the same is known; their folder's name unless given. */
  readonly source?: string | undefined;
}

export type ImportFiles = (
  context: Context,
  paths: readonly string[],
  what?: FileImport,
) => Promise<ImportReport>;

interface Parts {
  readonly db: Db;
  readonly documents: DocumentWork;
  readonly limits: Partial<ImportLimits>;
}

/** Imports files of any kind, in this process and at once. */
export const createImportFiles =
  ({ db, documents, limits }: Parts): ImportFiles =>
  async (context, paths, { brand, scope, project, source, ...options } = {}) => {
    const kind = documentKindOf(options.as);
    if (kind !== null) return documents.import(context, paths, { ...options, limits, kind, brand, scope });
    if (options.as !== 'services') return runImport(db, context.tenantId, paths, { ...options, limits });
    return importServices(db, context.tenantId, paths, {
      projectId: await projectOf(db, context, project),
      source: source ?? labelOf(paths),
      by: context.actor,
      limits,
      onProgress: options.onProgress,
    });
  };

async function projectOf(db: Db, context: Context, reference: string | undefined): Promise<Uuid> {
  if (reference !== undefined) return (await findProject(db, context, reference)).id;
  const { items } = await listProjects(db, context, { limit: 2 });
  const [only, other] = items;
  if (only !== undefined && other === undefined) return only.id;
  const why = only === undefined ? 'there is none yet' : 'there are several';
  throw new ParleyError('invalid_input', `Name the project with --project: ${why}.`, { subject: 'project' });
}

const labelOf = (paths: readonly string[]): string =>
  shorten(paths.map((path) => basename(resolve(path))).join(', '), 200);
