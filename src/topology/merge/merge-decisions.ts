import { ParleyError } from '../../core/errors.ts';
import { newId, type Uuid } from '../../core/ids.ts';
import type { NameMerge, NodeKind } from '../../core/topology.ts';
import type { Db, Tx } from '../../db/db.ts';
import { runIn, runQuery } from '../../store/query.ts';
import type { ProjectKey } from '../../store/topology-imports.ts';
import { markUndone, type StoredMerge, selectMerges, writeMerges } from '../../store/topology-merges.ts';
import { selectNamed } from '../../store/topology-nodes.ts';
import { beginWrites } from './begin-writes.ts';
import { rebuildAround } from './rebuild-around.ts';

/** The source of decisions about names. */
const BY_HAND = 'by hand';
const MAX_MERGES = 100_000;

/**
 * Takes the two names for two things from now on, whatever is imported. Throws `not_found` (`merge`) for one that is not
 * there or was undone before.
 */
export async function undoMerge(
  db: Db,
  tenantId: Uuid,
  projectId: Uuid,
  mergeId: Uuid,
  by: string,
  rebuild = rebuildAround,
): Promise<void> {
  const key = { tenantId, projectId };
  await db.transaction({ tenantId }, async (tx) => {
    await beginWrites(tx, key);
    const undone = await markUndone(tx, key, mergeId, by);
    if (undone === undefined)
      throw new ParleyError('not_found', 'There is no merge with that id that counts.', { subject: 'merge' });
    await rebuild(tx, key, undone, { source: BY_HAND, files: [], by });
  });
}

export interface HandMerge {
  readonly kind: NodeKind;
  /** The name that the thing keeps. */
  readonly name: string;
  readonly alias: string;
  readonly by: string;
}

/**
 * Takes two names of one kind for one thing from now on. Throws `not_found` (`name` or `alias`) where nothing of the
 * kind is called so, `conflict` (`alias`) where they are one thing already.
 */
export async function addMerge(
  db: Db,
  tenantId: Uuid,
  projectId: Uuid,
  { kind, name, alias, by }: HandMerge,
  rebuild = rebuildAround,
): Promise<NameMerge> {
  const key = { tenantId, projectId };
  return db.transaction({ tenantId }, async (tx) => {
    await beginWrites(tx, key);
    const [keeps, yields] = [
      await named(tx, key, kind, name, 'name'),
      await named(tx, key, kind, alias, 'alias'),
    ];
    if (keeps.id === yields.id)
      throw new ParleyError('conflict', `“${name}” and “${alias}” are one ${kind} already.`, {
        subject: 'alias',
      });
    const merge = {
      id: newId(),
      kind,
      nodeId: keeps.id,
      name: keeps.name,
      alias: yields.name,
      rule: BY_HAND,
    };
    await writeMerges(tx, key, [{ ...merge, place: null, createdBy: by }]);
    const names = [merge.name, merge.alias].map((each) => ({ kind, name: each }));
    await rebuild(tx, key, names, { source: BY_HAND, files: [], by });
    return { id: merge.id, nodeId: keeps.id, kind, alias: yields.name, rule: BY_HAND, place: null };
  });
}

async function named(tx: Tx, key: ProjectKey, kind: NodeKind, name: string, subject: 'name' | 'alias') {
  const [found] = await runIn(tx, selectNamed(key, kind, name));
  if (found !== undefined) return found;
  throw new ParleyError('not_found', `No ${kind} of the project is called “${name}”.`, { subject });
}

/** Which names are taken for one, by which rule and because of what; the oldest first, undone ones among them. */
export async function listMerges(
  db: Db,
  tenantId: Uuid,
  projectId: Uuid,
  page: { readonly after: Uuid | null; readonly limit: number },
): Promise<StoredMerge[]> {
  return runQuery(
    db,
    { tenantId },
    selectMerges({ tenantId, projectId }, page.after, Math.min(page.limit, MAX_MERGES)),
  );
}
