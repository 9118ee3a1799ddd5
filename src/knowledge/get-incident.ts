import { requireScope } from '../auth/scopes.ts';
import type { Context } from '../core/context.ts';
import { ParleyError } from '../core/errors.ts';
import { parseId, type Uuid } from '../core/ids.ts';
import type { Db } from '../db/db.ts';
import { wellFormed } from '../lib/well-formed.ts';
import { selectIncident } from '../store/incident-pages.ts';
import { runQuery } from '../store/query.ts';
import { type Incident, viewIncident } from './incident-view.ts';

const MAX_REFERENCE_CHARACTERS = 300;

/**
 * The tenant's incident of that id (a UUID or `inc_…`), external id or slug. Throws `forbidden`, or `not_found`
 * (`incident`) where the tenant has none.
 */
export async function getIncident(db: Db, context: Context, reference: string): Promise<Incident> {
  requireScope(context, 'incidents:read', 'ai.chat:read');
  const { tenantId } = context;
  const text = wellFormed(reference).trim();
  if (text === '' || text.length > MAX_REFERENCE_CHARACTERS) throw noIncident();
  const found = await runQuery(db, { tenantId }, selectIncident(tenantId, idIn(text), text));
  if (found === undefined) throw noIncident();
  return viewIncident(found);
}

/** The id that the text is, or with which it ends as a slug does. */
const idIn = (text: string): Uuid | undefined =>
  parseId('inc', text) ?? parseId('inc', `inc_${/-([0-9a-z]{26})$/i.exec(text)?.[1] ?? ''}`);

export const noIncident = () =>
  new ParleyError('not_found', 'There is no incident with that id.', { subject: 'incident' });
