import type { Context } from '../../core/context.ts';
import type { Db } from '../../db/db.ts';
import { upsertNode } from '../../topology/merge/write-node.ts';
import { type NodeView, viewOf } from './find-node.ts';
import { writableGraph } from './graph-access.ts';
import { type ServiceSaying, serviceDrafts } from './node-saying.ts';

/** What there is now, and whether the project knew nothing of the name before. */
export type PutNode = NodeView & { readonly isNew: boolean };

/**
 * Makes this what callers say of a service, which counts more than what files say. Throws `forbidden`, `not_found`
 * (`project`), `invalid_input` (`name`), or `too_large` where the graph has no room.
 */
export async function putService(
  db: Db,
  context: Context,
  reference: string,
  name: string,
  saying: ServiceSaying,
): Promise<PutNode> {
  const key = await writableGraph(db, context, reference);
  const write = { ...serviceDrafts(name, saying), by: context.actor };
  const { node, isNew } = await upsertNode(db, key.tenantId, key.projectId, write);
  return { ...(await viewOf(db, key, node)), isNew };
}
