import type { Context } from '../../core/context.ts';
import type { Uuid } from '../../core/ids.ts';
import type { NodeKind } from '../../core/topology.ts';
import type { Db } from '../../db/db.ts';
import type { StoredMerge } from '../../store/topology-merges.ts';
import { fitName } from '../../topology/merge/fit-draft.ts';
import { addMerge, listMerges, undoMerge } from '../../topology/merge/merge-decisions.ts';
import { readIdPage } from '../id-pages.ts';
import type { Page, PageRequest } from '../name-pages.ts';
import { readableGraph, writableGraph } from './graph-access.ts';

/**
 * Which names are taken for one, by which rule, undone ones among them; the oldest first. Throws `forbidden`,
 * `not_found` (`project`), or `invalid_input` for a page that cannot be.
 */
export async function listNameMerges(
  db: Db,
  context: Context,
  reference: string,
  request: PageRequest = {},
): Promise<Page<StoredMerge>> {
  const { tenantId, projectId } = await readableGraph(db, context, reference);
  return readIdPage(
    request,
    ({ id }) => id,
    (after, limit) => listMerges(db, tenantId, projectId, { after, limit }),
  );
}

/**
 * Takes two names for one thing from now on; it keeps `name`. Throws `forbidden`, `not_found` (`project`, `name` or
 * `alias`), or `conflict` (`alias`) where they are one already.
 */
export async function addNameMerge(
  db: Db,
  context: Context,
  reference: string,
  { kind, name, alias }: { readonly kind: NodeKind; readonly name: string; readonly alias: string },
): Promise<StoredMerge> {
  const { tenantId, projectId } = await writableGraph(db, context, reference);
  const merge = { kind, name: fitName(name), alias: fitName(alias), by: context.actor };
  const { id } = await addMerge(db, tenantId, projectId, merge);
  const all = await listMerges(db, tenantId, projectId, { after: null, limit: Number.MAX_SAFE_INTEGER });
  const added = all.find((each) => each.id === id);
  if (added === undefined) throw new Error('A merge that was added is not there');
  return added;
}

/** Takes the two names for two things from now on. Throws `forbidden` or `not_found` (`project` or `merge`). */
export async function undoNameMerge(db: Db, context: Context, reference: string, id: Uuid): Promise<void> {
  const { tenantId, projectId } = await writableGraph(db, context, reference);
  await undoMerge(db, tenantId, projectId, id, context.actor);
}
