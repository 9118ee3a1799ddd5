import { createHash } from 'node:crypto';
import { ParleyError } from '../../core/errors.ts';
import type { TopologyDraft } from '../../core/topology.ts';
import type { DraftWrite } from '../../store/topology-drafts.ts';
import { API_SOURCE, MAX_EDGES, MAX_NODES } from './rebuild-graph.ts';

const MAX_SOURCE_CHARACTERS = 200;
/** Several files may say the same. */
const MAX_STATEMENTS = 5 * (MAX_NODES + MAX_EDGES);
const MAX_DRAFTS = 20_000;
const MAX_BYTES = 128 * 1024 * 1024;
const BATCH_BYTES = 4 * 1024 * 1024;

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

/** A draft as it is stored. */
export const toWrite = (
  source: string,
  part: string,
  position: number,
  draft: TopologyDraft,
): DraftWrite => ({
  ...{ source, part, position, draft },
  contentHash: createHash('sha256').update(JSON.stringify(draft)).digest(),
});

/** The drafts of an import as they are stored. Throws `too_large`. */
export function toWrites(source: string, drafts: readonly TopologyDraft[]): DraftWrite[] {
  const statements = drafts.reduce((sum, { nodes, relations }) => sum + nodes.length + relations.length, 0);
  if (drafts.length > MAX_DRAFTS || statements > MAX_STATEMENTS)
    throw tooLarge(
      `has ${drafts.length} files with ${statements} statements; the most is ${MAX_DRAFTS} with ${MAX_STATEMENTS}`,
    );
  return drafts.map((draft, position) => toWrite(source, String(position), position, draft));
}

const tooLarge = (what: string) =>
  new ParleyError('too_large', `The import ${what}. Nothing was imported.`, { subject: 'import' });

/** The drafts in parts that can be sent to the store. Throws `too_large` when all together are more than it takes. */
export function* batches(writes: readonly DraftWrite[]): Generator<DraftWrite[]> {
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
