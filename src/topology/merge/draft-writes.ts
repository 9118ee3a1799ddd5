import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { ParleyError } from '../../core/errors.ts';
import type { TopologyDraft } from '../../core/topology.ts';
import type { Tx } from '../../db/db.ts';
import {
  type DraftWrite,
  type StoredDraft,
  writeDrafts,
  writeMentions,
} from '../../store/topology-drafts.ts';
import type { ProjectKey } from '../../store/topology-imports.ts';
import { cutDraft, mentionsIn } from './draft-pieces.ts';
import { API_SOURCE, MAX_EDGES, MAX_NODES } from './graph-limits.ts';

const MAX_SOURCE_CHARACTERS = 200;
/** Several files may say the same. */
const MAX_STATEMENTS = 5 * (MAX_NODES + MAX_EDGES);
const MAX_DRAFTS = 20_000;
const MAX_BYTES = 128 * 1024 * 1024;
const BATCH_BYTES = 4 * 1024 * 1024;
const BATCH_MENTIONS = 5_000;

/** Throws `invalid_input` (`source`) for a label that an import cannot have. */
export function checkSource(source: string): void {
  const isUsable = source.trim() === source && source !== '' && source.length <= MAX_SOURCE_CHARACTERS;
  // What came through the interface is changed there only.
  if (isUsable && source !== API_SOURCE && !source.includes('\0') && source.isWellFormed()) return;
  throw new ParleyError(
    'invalid_input',
    `source must be 1 to ${MAX_SOURCE_CHARACTERS} characters without space at its ends, and not “${API_SOURCE}”.`,
    { subject: 'source' },
  );
}

/** A piece of a draft as it is stored. */
export const toWrite = (piece: StoredDraft): DraftWrite => ({
  ...piece,
  contentHash: createHash('sha256').update(JSON.stringify(piece.draft)).digest(),
});

/** What one file says as it is stored. */
export const partWrites = (
  source: string,
  part: string,
  position: number,
  draft: TopologyDraft,
): DraftWrite[] =>
  cutDraft(draft).map((some, piece) => toWrite({ source, part, piece, position, draft: some }));

/** The drafts of an import as they are stored. Throws `too_large`. */
export async function toWrites(source: string, drafts: readonly TopologyDraft[]): Promise<DraftWrite[]> {
  const statements = drafts.reduce((sum, { nodes, relations }) => sum + nodes.length + relations.length, 0);
  if (drafts.length > MAX_DRAFTS || statements > MAX_STATEMENTS)
    throw tooLarge(
      `has ${drafts.length} files with ${statements} statements; the most is ${MAX_DRAFTS} with ${MAX_STATEMENTS}`,
    );
  const writes: DraftWrite[] = [];
  for (const [position, draft] of drafts.entries()) {
    for (const write of partWrites(source, String(position), position, draft)) writes.push(write);
    await setImmediate();
  }
  return writes;
}

/** Stores parts that were not there before, with what they mention. Throws `too_large`. Scope: the tenant. */
export async function storeParts(tx: Tx, key: ProjectKey, writes: readonly DraftWrite[]): Promise<void> {
  for (const some of batches(writes)) await writeDrafts(tx, key, some);
  const mentions = mentionsIn(writes);
  for (let first = 0; first < mentions.length; first += BATCH_MENTIONS)
    await writeMentions(tx, key, mentions.slice(first, first + BATCH_MENTIONS));
}

const tooLarge = (what: string) =>
  new ParleyError('too_large', `The import ${what}. Nothing was imported.`, { subject: 'import' });

/** The drafts in parts that can be sent to the store. Throws `too_large` when all together are more than it takes. */
function* batches(writes: readonly DraftWrite[]): Generator<DraftWrite[]> {
  let [some, bytes, all]: [DraftWrite[], number, number] = [[], 0, 0];
  for (const write of writes) {
    const size = Buffer.byteLength(JSON.stringify(write.draft));
    all += size;
    if (all > MAX_BYTES) throw tooLarge(`says more than ${MAX_BYTES / 1024 / 1024} MiB`);
    some.push(write);
    bytes += size;
    if (bytes < BATCH_BYTES) continue;
    yield some;
    [some, bytes] = [[], 0];
  }
  if (some.length > 0) yield some;
}
