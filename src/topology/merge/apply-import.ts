import { setImmediate } from 'node:timers/promises';
import type { Uuid } from '../../core/ids.ts';
import { newId } from '../../core/ids.ts';
import type { NameMerge, TopologyDraft } from '../../core/topology.ts';
import type { Db, Tx } from '../../db/db.ts';
import { type DraftWrite, deleteDrafts, selectDraftHashes } from '../../store/topology-drafts.ts';
import { writeGraphState } from '../../store/topology-graphs.ts';
import { insertImport, type ProjectKey } from '../../store/topology-imports.ts';
import { ANALYZE_TOPOLOGY, countGraph, touchSource } from '../../store/topology-writes.ts';
import { beginWrites } from './begin-writes.ts';
import { checkSource, storeParts, toWrites } from './draft-writes.ts';
import { type DraftWarning, fitDraft } from './fit-draft.ts';
import { type Rebuilt, rebuildGraph } from './rebuild-graph.ts';

/** From so many rows on, plans made before would be bad ones. */
const ROWS_TO_ANALYZE = 500;

export interface TopologyImport {
  /** The label under which the files are known: a second import of the same takes the place of the first. */
  readonly source: string;
  readonly drafts: readonly TopologyDraft[];
  readonly by: string;
}

interface ChangeTally {
  /** There are now. */
  readonly total: number;
  readonly added: number;
  readonly changed: number;
  readonly vanished: number;
  readonly returned: number;
}

export interface ImportOutcome {
  readonly importId: Uuid;
  readonly nodes: ChangeTally;
  readonly relations: ChangeTally;
  /** Names that are taken for one from now on. */
  readonly merges: readonly NameMerge[];
  readonly warnings: readonly DraftWarning[];
}

/**
 * Makes all that the drafts say, and nothing else, what the source says of the project; all of it or nothing. Two imports
 * into one project take turns. Throws `invalid_input` (`source`) and `too_large`.
 */
export async function applyImport(
  db: Db,
  tenantId: Uuid,
  projectId: Uuid,
  { source, drafts, by }: TopologyImport,
): Promise<ImportOutcome> {
  checkSource(source);
  const fitted: ReturnType<typeof fitDraft>[] = [];
  for (const draft of drafts) {
    fitted.push(fitDraft(draft));
    // Others have their turn between two files, each of which may be large.
    await setImmediate();
  }
  const writes = await toWrites(
    source,
    fitted.map(({ draft }) => draft),
  );
  const key = { tenantId, projectId };
  const files = [...new Set(fitted.flatMap(({ draft }) => filesOf(draft)))];
  const rebuilt = await db.transaction({ tenantId }, async (tx) => {
    await beginWrites(tx, key);
    if (await saysTheSame(tx, key, source, writes)) return confirmSource(tx, key, { source, files, by });
    await deleteDrafts(tx, key, source, null);
    await storeParts(tx, key, writes);
    const done = await rebuildGraph(tx, key, { source, files, by });
    await touchSource(tx, key, source);
    return done;
  });
  if (rebuilt.rowsWritten >= ROWS_TO_ANALYZE) await db.maintain(ANALYZE_TOPOLOGY);
  return toOutcome(
    rebuilt,
    fitted.flatMap(({ warnings }) => warnings),
  );
}

const MAX_FILES = 1_000;

const filesOf = ({ nodes, relations }: TopologyDraft): string[] =>
  [...new Set([...nodes, ...relations].map(({ place }) => place.file))].slice(0, MAX_FILES);

async function saysTheSame(
  tx: Tx,
  key: ProjectKey,
  source: string,
  writes: readonly DraftWrite[],
): Promise<boolean> {
  const stored = (await selectDraftHashes(tx, key, source)).map(
    ({ part, piece, hash }) => `${part} ${piece} ${hash}`,
  );
  const given = writes.map(
    ({ part, piece, contentHash }) => `${part} ${piece} ${contentHash.toString('hex')}`,
  );
  return stored.length === given.length && stored.every((each, place) => each === given[place]);
}

/** The source was read again, and nothing had changed. */
async function confirmSource(
  tx: Tx,
  key: ProjectKey,
  occasion: { source: string; files: readonly string[]; by: string },
): Promise<Rebuilt> {
  const importId = newId();
  await insertImport(tx, key, { id: importId, ...occasion });
  await touchSource(tx, key, occasion.source);
  const counts = await countGraph(tx, key);
  await writeGraphState(tx, key, counts);
  return { importId, ids: [], changes: [], freshIds: [], merges: [], rowsWritten: 0, ...counts };
}

function toOutcome(
  { importId, changes, merges, ...totals }: Rebuilt,
  warnings: readonly DraftWarning[],
): ImportOutcome {
  const tally = (total: number, isRelation: boolean): ChangeTally => {
    const of = (action: string) =>
      changes.filter((each) => each.action === action && (each.kind === 'relation') === isRelation).length;
    const [added, changed, vanished, returned] = [of('added'), of('changed'), of('vanished'), of('returned')];
    return { total, added, changed, vanished, returned };
  };
  return {
    ...{ importId, merges, warnings },
    nodes: tally(totals.nodes, false),
    relations: tally(totals.edges, true),
  };
}
