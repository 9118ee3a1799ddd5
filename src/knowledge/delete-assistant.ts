import { requireRole } from '../auth/roles.ts';
import { requireScope } from '../auth/scopes.ts';
import type { Context } from '../core/context.ts';
import type { Db } from '../db/db.ts';
import { deleteAssistantRow } from '../store/assistants.ts';
import { runQuery } from '../store/query.ts';
import { noAssistant, readAssistantReference } from './assistant-rules.ts';

/** `reference` as for `findAssistant`. Throws `forbidden` or `not_found` (`assistant`). */
export async function deleteAssistant(db: Db, context: Context, reference: string): Promise<void> {
  requireScope(context, 'assistants:write');
  requireRole(context, 'admin', 'member');
  const { tenantId } = context;
  const named = readAssistantReference(reference);
  const isGone =
    named !== undefined && (await runQuery(db, { tenantId }, deleteAssistantRow(tenantId, ...named)));
  if (!isGone) throw noAssistant();
}
