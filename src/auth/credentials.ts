import type { Db } from '../db/db.ts';
import { type Credential, selectCredential, touchApiKey } from '../store/api-keys.ts';
import { runQuery } from '../store/query.ts';

const MOST_REMEMBERED = 10_000;

interface Remembered {
  readonly byPrefix: Map<string, Credential>;
  /** Grows with every change of a key: what was read before a change is not remembered after it. */
  changes: number;
}

/** Only of embedded stores: nobody but this process can change a key there. */
const remembered = new WeakMap<Db, Remembered>();

/** The credential that a key's prefix names, as it is at this moment. */
export async function findCredential(db: Db, prefix: string): Promise<Credential | undefined> {
  const known = rememberedOf(db);
  const held = known?.byPrefix.get(prefix);
  if (held !== undefined) return held;
  const changes = known?.changes;
  const found = await runQuery(db, 'credentials', selectCredential(prefix));
  if (known !== undefined && found !== undefined && known.changes === changes) {
    if (known.byPrefix.size >= MOST_REMEMBERED) known.byPrefix.clear();
    known.byPrefix.set(prefix, found);
  }
  return found;
}

/** Notes that the key was used; at most once a minute reaches the store. */
export async function noteUse(db: Db, credential: Credential, now: Date): Promise<void> {
  const known = rememberedOf(db)?.byPrefix;
  if (known?.get(credential.prefix) === credential)
    known.set(credential.prefix, { ...credential, lastUsedAt: now });
  await runQuery(db, 'credentials', touchApiKey(credential.tenantId, credential.id));
}

/** To be called with every change of a key, once it is in the store. */
export function forgetCredentials(db: Db): void {
  const known = rememberedOf(db);
  if (known === undefined) return;
  known.changes++;
  known.byPrefix.clear();
}

function rememberedOf(db: Db): Remembered | undefined {
  if (db.engine !== 'pglite') return undefined;
  const known = remembered.get(db) ?? { byPrefix: new Map<string, Credential>(), changes: 0 };
  remembered.set(db, known);
  return known;
}
