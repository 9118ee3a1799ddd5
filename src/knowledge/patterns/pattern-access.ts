import { requireRole } from '../../auth/roles.ts';
import { requireScope } from '../../auth/scopes.ts';
import type { Context } from '../../core/context.ts';
import { ParleyError } from '../../core/errors.ts';
import { parseId, type Uuid } from '../../core/ids.ts';
import type { Pattern } from '../../core/pattern.ts';
import type { Db, Tx } from '../../db/db.ts';
import { lockPatterns } from '../../store/pattern-writes.ts';
import { selectPatternsOfIds } from '../../store/patterns.ts';
import { runIn } from '../../store/query.ts';

/** Throws `forbidden` for who may not see what keeps going wrong. */
export function requirePatternReader(context: Context): void {
  requireScope(context, 'knowledge:read', 'ai.chat:read');
  requireRole(context, 'admin', 'member');
}

/** Throws `forbidden` for who may not say what of it is true. */
export function requirePatternWriter(context: Context): void {
  requireScope(context, 'knowledge:write');
  requireRole(context, 'admin', 'member');
}

export const noPattern = () =>
  new ParleyError('not_found', 'There is no pattern with that id.', { subject: 'pattern' });

/** A UUID or `ptn_…`. Throws `not_found` (`pattern`) for what can be no pattern's id. */
export function readPatternId(reference: string): Uuid {
  const id = parseId('ptn', reference);
  if (id === undefined) throw noPattern();
  return id;
}

/** Whatever became of it. Throws `not_found` (`pattern`). */
export async function patternIn(tx: Tx, tenantId: Uuid, id: Uuid): Promise<Pattern> {
  const [pattern] = await runIn(tx, selectPatternsOfIds(tenantId, [id]));
  if (pattern === undefined) throw noPattern();
  return pattern;
}

/** One transaction in which nobody else changes the tenant's patterns. */
export const decide = <T>(
  db: Db,
  { tenantId }: Context,
  work: (tx: Tx, tenantId: Uuid) => Promise<T>,
): Promise<T> =>
  db.transaction({ tenantId }, async (tx) => {
    await lockPatterns(tx, tenantId);
    return work(tx, tenantId);
  });
