import { requireRole } from '../../auth/roles.ts';
import { requireScope } from '../../auth/scopes.ts';
import type { Context } from '../../core/context.ts';
import { ParleyError } from '../../core/errors.ts';

/** Throws `forbidden` for who may not read insights. */
export function requireInsightReader(context: Context): void {
  requireScope(context, 'knowledge:read', 'ai.chat:read');
  requireRole(context, 'admin', 'member');
}

export const noInsight = () =>
  new ParleyError('not_found', 'There is no insight with that id.', { subject: 'insight' });
