import { join } from 'node:path';
import { createApiKey, listApiKeys, renewApiKey } from '../auth/api-keys.ts';
import { createTenant, findTenant, listTenants } from '../auth/tenants.ts';
import type { Uuid } from '../core/ids.ts';
import { packageRoot } from '../lib/package-root.ts';
import type { Parley } from '../parley.ts';
import { selectKnowledgeVersion } from '../store/knowledge-version.ts';
import { runQuery } from '../store/query.ts';

const DEMO = 'demo';
/** High enough for a person, a page and a script at once. */
const DEMO_RATE = '1000/60s';

/**
 * The tenant `demo` with the sample organisation: made in an empty store, found again later. Gives a key for it, whose
 * predecessor ends: the store cannot show a key twice. Undefined where the store serves other tenants only.
 */
export async function ensureDemo(parley: Parley, onLoading: () => void): Promise<string | undefined> {
  const { db } = parley;
  const found = await findTenant(db, DEMO);
  if (found === undefined && (await listTenants(db)).length > 0) return undefined;
  const tenantId = found?.id ?? (await createTenant(db, DEMO));
  if ((await runQuery(db, { tenantId }, selectKnowledgeVersion(tenantId))) === 0) {
    onLoading();
    await parley.import(tenantId, [join(packageRoot(), 'sample', 'incidents')]);
  }
  return demoKey(parley, tenantId);
}

async function demoKey({ db }: Parley, tenantId: Uuid): Promise<string> {
  const keys = await listApiKeys(db, tenantId);
  const earlier = keys.find(({ name, revokedAt }) => name === DEMO && revokedAt === null);
  // The same key with another secret, so that earlier conversations stay its own.
  if (earlier !== undefined) return renewApiKey(db, tenantId, earlier.id);
  const rates = { rateRead: DEMO_RATE, rateWrite: DEMO_RATE };
  return (await createApiKey(db, { tenantId, role: 'admin', name: DEMO, ...rates })).key;
}
