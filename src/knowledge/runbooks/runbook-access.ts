import { requireRole } from '../../auth/roles.ts';
import { requireScope } from '../../auth/scopes.ts';
import type { Context } from '../../core/context.ts';
import { ParleyError } from '../../core/errors.ts';
import { parseId, type Uuid } from '../../core/ids.ts';

/** Throws `forbidden` for who may not read runbooks. */
export function requireRunbookReader(context: Context): void {
  requireScope(context, 'knowledge:read', 'ai.chat:read');
  requireRole(context, 'admin', 'member');
}

export const noRunbook = () =>
  new ParleyError('not_found', 'There is no runbook with that id.', { subject: 'runbook' });

/** A UUID or `rbk_…`. Throws `not_found` (`runbook`) for what can be no runbook's id. */
export function readRunbookId(reference: string): Uuid {
  const id = parseId('rbk', reference);
  if (id === undefined) throw noRunbook();
  return id;
}
