import type { Context } from '../../core/context.ts';
import { ParleyError } from '../../core/errors.ts';
import type { GraphNode, NodeKind } from '../../core/topology.ts';
import type { Db } from '../../db/db.ts';
import { runQuery } from '../../store/query.ts';
import { selectNamed, selectNodesOfKind } from '../../store/topology-nodes.ts';
import { checkLimit, DEFAULT_LIMIT, type Page, type PageRequest } from '../name-pages.ts';
import { readableGraph } from './graph-access.ts';

export interface NodeListRequest extends PageRequest {
  readonly tag?: string | undefined;
  readonly type?: string | undefined;
  readonly protocol?: string | undefined;
  /** Name of who owns them. */
  readonly owner?: string | undefined;
}

const MAX_CURSOR_CHARACTERS = 3000;

/**
 * Things of one kind by name, narrowed where asked for. Throws `forbidden`, `not_found` (`project`), or `invalid_input`
 * for a page that cannot be.
 */
export async function listNodes(
  db: Db,
  context: Context,
  reference: string,
  kind: NodeKind,
  { limit = DEFAULT_LIMIT, cursor, tag, type, protocol, owner }: NodeListRequest = {},
): Promise<Page<GraphNode>> {
  const key = await readableGraph(db, context, reference);
  checkLimit(limit);
  const after = cursor === undefined ? null : decode(cursor);
  const scope = { tenantId: key.tenantId };
  const ownedBy =
    owner === undefined ? [] : await runQuery(db, scope, selectNamed(key, 'owner', plain(owner)));
  if (owner !== undefined && ownedBy.length === 0) return { items: [], nextCursor: null };
  const filter = {
    ...{ tag: orNull(tag), type: orNull(type), protocol: orNull(protocol) },
    ...{ ownerId: ownedBy[0]?.id ?? null, after, limit: limit + 1 },
  };
  const found = await runQuery(db, scope, selectNodesOfKind(key, kind, filter));
  const items = found.slice(0, limit);
  const last = found.length > limit ? items.at(-1) : undefined;
  return { items, nextCursor: last === undefined ? null : encode(last.name) };
}

/** The store takes no NUL. */
const plain = (text: string): string => text.toWellFormed().replaceAll('\0', '');
const orNull = (text: string | undefined): string | null => (text === undefined ? null : plain(text));

const encode = (name: string): string => Buffer.from(name).toString('base64url');

function decode(cursor: string): string {
  const name = cursor.length > MAX_CURSOR_CHARACTERS ? '' : Buffer.from(cursor, 'base64url').toString();
  if (name !== '' && !name.includes('\0') && encode(name) === cursor) return name;
  throw new ParleyError('invalid_input', 'cursor is not one that this server gave out.', {
    subject: 'cursor',
  });
}
