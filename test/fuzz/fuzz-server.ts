import { join } from 'node:path';
import { createApiKey } from '../../src/auth/api-keys.ts';
import { createTenant } from '../../src/auth/tenants.ts';
import { loadConfig } from '../../src/config/load.ts';
import type { Uuid } from '../../src/core/ids.ts';
import type { Db } from '../../src/db/db.ts';
import { packageRoot } from '../../src/lib/package-root.ts';
import { createParley } from '../../src/parley.ts';
import { createLogger } from '../../src/telemetry/logger.ts';
import { newStoreFolder } from '../support/embedded-store.ts';
import { newPattern } from '../support/new-pattern.ts';
import { WITHOUT_EXTRACTION } from '../support/pattern-desk.ts';
import type { Known } from './generated-request.ts';

const PLENTY = '999999999/1s';
const BRAND = 'acme';

export interface FuzzServer {
  readonly url: string;
  readonly known: Known;
  /** Errors that were logged as the server's own. */
  readonly failures: string[];
  close(): Promise<void>;
}

/** A server with the sample organisation, its real answerer, a project and a brand, on a free port. */
export async function startFuzzServer(): Promise<FuzzServer> {
  const { dataDir, remove } = await newStoreFolder();
  const failures: string[] = [];
  const logger = createLogger('error', { write: (line: string) => void failures.push(line) });
  const rates = { PARLEY_RATE_READ: PLENTY, PARLEY_RATE_WRITE: PLENTY, PARLEY_RATE_REFUSED: PLENTY };
  const environment = {
    PORT: '0',
    PARLEY_DATA: dataDir,
    PARLEY_SHUTDOWN_TIMEOUT: '1s',
    ...rates,
    ...WITHOUT_EXTRACTION,
  };
  const parley = await createParley(loadConfig({}, environment, '/nowhere'), { logger });
  const tenantId = await createTenant(parley.db, 'fuzz');
  await parley.import(tenantId, [join(packageRoot(), 'sample', 'incidents')]);
  const { key } = await createApiKey(parley.db, { tenantId, role: 'admin' });
  const viewer = await createApiKey(parley.db, { tenantId, role: 'viewer' });
  const { url } = await parley.listen();
  const post = async (path: string, body: object) => {
    const response = await fetch(url + path, {
      method: 'POST',
      headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    return (await response.json()) as Record<string, string>;
  };
  await post('/v1/brands', { brand_id: BRAND, scopes: ['runbooks'] });
  const project = await post('/v1/projects', { name: 'Fuzzed project' });
  const incidents = await knownIncidents(parley.db, tenantId);
  const pattern = await newPattern(parley.db, tenantId, {
    title: 'Checkout was down',
    incidentIds: incidents,
  });
  const { sessionId } = await post('/v1/memory/chat', { message: 'How many incidents were there?' });
  return {
    url,
    failures,
    known: {
      names: [BRAND, project.id ?? '', project.slug ?? '', sessionId ?? '', pattern, incidents[0] ?? ''],
      credentials: [key, key, key, key, key, key, viewer.key],
    },
    async close() {
      await parley.close();
      await remove();
    },
  };
}

/** Some incidents of the sample organisation, to speak of them and their pattern. */
async function knownIncidents(db: Db, tenantId: Uuid): Promise<Uuid[]> {
  const sql = 'select id from incidents order by external_id limit 6';
  const rows = await db.transaction({ tenantId }, (tx) => tx.query<{ id: Uuid }>(sql));
  return rows.map(({ id }) => id);
}
