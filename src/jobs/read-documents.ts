import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ParleyError } from '../core/errors.ts';
import { newId } from '../core/ids.ts';
import type { Db } from '../db/db.ts';
import { type IngestParts, ingestFile } from '../documents/ingest/ingest-file.ts';
import { selectContent } from '../store/document-jobs.ts';
import {
  completeFile,
  failFile,
  type LeasedFile,
  leaseNextFile,
  renewLease,
} from '../store/document-leases.ts';
import { failDocument } from '../store/document-writes.ts';
import { runQuery } from '../store/query.ts';
import { holdLease } from './hold-lease.ts';

export interface ReadingSettings {
  /** How long a file belongs to a process that says nothing more. */
  readonly leaseMs: number;
  /** How often a file is begun before it counts as failed. */
  readonly maxAttempts: number;
  /** The pause before the second attempt; it doubles with each. */
  readonly retryMs: number;
  /** Told of failures that are not the file's own. */
  readonly onError: (error: unknown) => void;
}

/** Reads files of imports, whichever process took them in; each call reads one. */
export function createFileWork(
  parts: IngestParts,
  settings: ReadingSettings,
): (signal: AbortSignal) => Promise<boolean> {
  const owner = newId();
  return async (signal) => {
    const file = await runQuery(parts.db, 'system', leaseNextFile(owner, settings.leaseMs));
    if (file === undefined) return false;
    await readLeased(parts, settings, { file, owner, signal });
    return true;
  };
}

interface Held {
  readonly file: LeasedFile;
  readonly owner: string;
  readonly signal: AbortSignal;
}

async function readLeased(parts: IngestParts, settings: ReadingSettings, held: Held): Promise<void> {
  const { file, owner, signal } = held;
  if (file.attempts > settings.maxAttempts) {
    const often = `Reading was broken off ${settings.maxAttempts} times`;
    return giveUp(parts.db, held, `${often}: the server was stopped, or ran out of memory.`, null);
  }
  const renew = () =>
    runQuery(parts.db, { tenantId: file.tenantId }, renewLease(file, owner, settings.leaseMs));
  const lease = holdLease(renew, settings.leaseMs);
  const stop = AbortSignal.any([signal, lease.lost]);
  const folder = await mkdtemp(join(tmpdir(), 'parley-read-'));
  try {
    const path = join(folder, 'file');
    await fetchContent(parts.db, file, path);
    const { tenantId, brandId, scope } = file;
    await ingestFile(parts, {
      ...file,
      path,
      collection: { tenantId, brandId, scope },
      signal: stop,
      async settle(tx, outcome) {
        // Whoever took the file over settles it.
        if (!(await completeFile(tx, file, owner, outcome))) throw new LeaseLost();
      },
    });
  } catch (error) {
    if (error instanceof LeaseLost || lease.lost.aborted) return;
    await fail(parts.db, settings, held, error);
  } finally {
    lease.end();
    await rm(folder, { recursive: true, force: true });
  }
}

class LeaseLost extends Error {}

async function fetchContent(db: Db, { tenantId, jobId, position, sizeBytes }: LeasedFile, path: string) {
  let received = 0;
  async function* chunks() {
    for (let chunk = 0; ; chunk++) {
      const bytes = await runQuery(db, { tenantId }, selectContent(tenantId, jobId, position, chunk));
      if (bytes === undefined) return;
      received += bytes.length;
      yield bytes;
    }
  }
  await pipeline(Readable.from(chunks()), createWriteStream(path));
  if (received !== sizeBytes)
    throw new ParleyError('invalid_input', 'did not come in completely; send it again');
}

/** What is wrong with the file itself is final; anything else is tried again, each time later. */
async function fail(db: Db, settings: ReadingSettings, held: Held, error: unknown): Promise<void> {
  const { file, signal } = held;
  if (error instanceof ParleyError && (error.code === 'invalid_input' || error.code === 'too_large'))
    return giveUp(db, held, sentence(file.readAs, error.message), null);
  // A server that is told to stop leaves the file to the next one, without a pause.
  if (signal.aborted) return giveUp(db, held, 'The server was stopped while it read the file.', 0);
  settings.onError(error);
  const isLast = file.attempts >= settings.maxAttempts;
  const cause = error instanceof ParleyError ? `: ${error.message}` : '';
  const message = `The file could not be stored${cause || ' because of a fault inside the server; its log says more'}`;
  await giveUp(db, held, message, isLast ? null : settings.retryMs * 2 ** (file.attempts - 1));
}

const sentence = (name: string, message: string): string =>
  /^[a-z]/.test(message) ? `${name.slice(name.lastIndexOf('/') + 1)} ${message}.` : message;

async function giveUp(db: Db, { file, owner }: Held, error: string, retryMs: number | null): Promise<void> {
  const { tenantId, documentId } = file;
  await db.transaction({ tenantId }, async (tx) => {
    await failFile(tx, file, owner, error, retryMs);
    if (retryMs === null && documentId !== null) await failDocument(tx, tenantId, documentId, error);
  });
}
