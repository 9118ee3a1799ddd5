import type { Tx } from '../../db/db.ts';
import { runIn } from '../../store/query.ts';
import { deleteAllDrafts, selectDrafts } from '../../store/topology-drafts.ts';
import { selectGraphState, writeGraphState } from '../../store/topology-graphs.ts';
import { lockTopologyWrites, type ProjectKey } from '../../store/topology-imports.ts';
import { countGraph } from '../../store/topology-writes.ts';
import { partWrites, storeParts } from './draft-writes.ts';
import { API_SOURCE } from './graph-limits.ts';

/**
 * Waits for the project's turn, which ends with the transaction. What a release stored that kept files whole is stored in
 * pieces, with what they mention. Scope: the tenant.
 */
export async function beginWrites(tx: Tx, key: ProjectKey): Promise<void> {
  await lockTopologyWrites(tx, key.projectId);
  if ((await runIn(tx, selectGraphState(key))) !== undefined) return;
  const drafts = await selectDrafts(tx, key, API_SOURCE);
  if (drafts.length === 0) return;
  await deleteAllDrafts(tx, key);
  const writes = drafts.flatMap(({ source, part, position, draft }) =>
    partWrites(source, part, position, draft),
  );
  await storeParts(tx, key, writes);
  await writeGraphState(tx, key, await countGraph(tx, key));
}
