import type { Context } from '../core/context.ts';
import type { Db } from '../db/db.ts';
import { type Assistant, selectAssistant } from '../store/assistants.ts';
import { runQuery } from '../store/query.ts';
import { noAssistant, readAssistantReference } from './assistant-rules.ts';

type Caller = Pick<Context, 'tenantId'>;

/**
 * The tenant's assistant of that key or id (a UUID in any letter case, or `ast_…`). Needs no scope: what the caller wants
 * of it does. Undefined, whatever the reason, where there is none.
 */
export async function lookUpAssistant(
  db: Db,
  { tenantId }: Caller,
  reference: string,
): Promise<Assistant | undefined> {
  const named = readAssistantReference(reference);
  return named && runQuery(db, { tenantId }, selectAssistant(tenantId, ...named));
}

/** The same; throws `not_found` (`assistant`) where there is none. */
export async function findAssistant(db: Db, caller: Caller, reference: string): Promise<Assistant> {
  const assistant = await lookUpAssistant(db, caller, reference);
  if (assistant === undefined) throw noAssistant();
  return assistant;
}
