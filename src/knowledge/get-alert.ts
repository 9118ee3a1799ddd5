import { requireScope } from '../auth/scopes.ts';
import type { Context } from '../core/context.ts';
import { ParleyError } from '../core/errors.ts';
import { parseId } from '../core/ids.ts';
import type { Db } from '../db/db.ts';
import { wellFormed } from '../lib/well-formed.ts';
import { type Alert, selectAlert } from '../store/alerts.ts';
import { runQuery } from '../store/query.ts';

const MAX_REFERENCE_CHARACTERS = 300;

/**
 * The tenant's alert of that id (a UUID or `alr_…`) or external id. Throws `forbidden`, or `not_found` (`alert`) where
 * the tenant has none.
 */
export async function getAlert(db: Db, context: Context, reference: string): Promise<Alert> {
  requireScope(context, 'incidents:read', 'ai.chat:read');
  const { tenantId } = context;
  const text = wellFormed(reference).trim();
  if (text === '' || text.length > MAX_REFERENCE_CHARACTERS) throw noAlert();
  const found = await runQuery(db, { tenantId }, selectAlert(tenantId, parseId('alr', text), text));
  if (found === undefined) throw noAlert();
  return found;
}

export const noAlert = () =>
  new ParleyError('not_found', 'There is no alert with that id.', { subject: 'alert' });
