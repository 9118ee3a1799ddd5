import type { TopologyDraft } from '../core/topology.ts';
import type { Tx } from '../db/db.ts';
import type { ProjectKey } from './topology-imports.ts';

/** A piece of what one file of a source says, as it is stored. */
export interface StoredDraft {
  readonly source: string;
  /** What the file is called among those of its source. */
  readonly part: string;
  /** Its place in the part, from 0; numbers may be left out. */
  readonly piece: number;
  /** Of the part in its source. */
  readonly position: number;
  readonly draft: TopologyDraft;
}

export interface DraftWrite extends StoredDraft {
  readonly contentHash: Buffer;
}

/** In which pieces of a part something is named. */
export interface MentionWrite {
  readonly source: string;
  readonly part: string;
  /** Of kind and name, as a signed number of 64 bits. */
  readonly hash: string;
  readonly pieces: readonly number[];
}

const COLUMNS = 'd.source, d.part, d.piece, d.position, d.content as draft';
/** The order in which it counts: `$3` before other sources. */
const ORDER = 'd.source <> $3, d.source, d.position, d.part, d.piece';

const readDrafts = (rows: Record<string, unknown>[]) => rows as unknown as StoredDraft[];

/** All that is said of a project, in the order in which it counts: `first` before other sources. Scope: the tenant. */
export async function selectDrafts(
  tx: Tx,
  { tenantId, projectId }: ProjectKey,
  first: string,
): Promise<StoredDraft[]> {
  const sql = `select ${COLUMNS} from topology_drafts d where d.tenant_id = $1 and d.project_id = $2 order by ${ORDER}`;
  return readDrafts(await tx.query(sql, [tenantId, projectId, first]));
}

/** The pieces that may name one of the things, in the same order. Scope: the tenant. */
export async function selectMentioning(
  tx: Tx,
  { tenantId, projectId }: ProjectKey,
  first: string,
  hashes: readonly string[],
): Promise<StoredDraft[]> {
  const rows = await tx.query(
    `select ${COLUMNS} from (
       select distinct m.source, m.part, p.piece from topology_mentions m cross join unnest(m.pieces) p (piece)
       where m.tenant_id = $1 and m.project_id = $2 and m.name_hash = any($4::bigint[])
     ) m
     join topology_drafts d on d.tenant_id = $1 and d.project_id = $2 and d.source = m.source and d.part = m.part
       and d.piece = m.piece
     order by ${ORDER}`,
    [tenantId, projectId, first, hashes],
  );
  return readDrafts(rows);
}

/** All pieces of a part, in order. Scope: the tenant. */
export async function selectPart(
  tx: Tx,
  { tenantId, projectId }: ProjectKey,
  source: string,
  part: string,
): Promise<(StoredDraft & { readonly hash: string })[]> {
  const rows = await tx.query(
    `select ${COLUMNS}, encode(d.content_hash, 'hex') as hash from topology_drafts d
     where d.tenant_id = $1 and d.project_id = $2 and d.source = $3 and d.part = $4 order by d.piece`,
    [tenantId, projectId, source, part],
  );
  return rows as unknown as (StoredDraft & { readonly hash: string })[];
}

/** What each piece of a source is called and says, in order; the latter as a hash. Scope: the tenant. */
export async function selectDraftHashes(
  tx: Tx,
  { tenantId, projectId }: ProjectKey,
  source: string,
): Promise<{ readonly part: string; readonly piece: number; readonly hash: string }[]> {
  return tx.query(
    `select part, piece, encode(content_hash, 'hex') as hash from topology_drafts
     where tenant_id = $1 and project_id = $2 and source = $3 order by position, part, piece`,
    [tenantId, projectId, source],
  );
}

/** Ends what a source says: in some parts, or in all where `parts` is null. Scope: the tenant. */
export async function deleteDrafts(
  tx: Tx,
  { tenantId, projectId }: ProjectKey,
  source: string,
  parts: readonly string[] | null,
): Promise<void> {
  for (const table of ['topology_drafts', 'topology_mentions'])
    await tx.query(
      `delete from ${table} where tenant_id = $1 and project_id = $2 and source = $3
         and ($4::text[] is null or part = any($4))`,
      [tenantId, projectId, source, parts],
    );
}

/** Ends what every source says. Scope: the tenant. */
export async function deleteAllDrafts(tx: Tx, { tenantId, projectId }: ProjectKey): Promise<void> {
  for (const table of ['topology_drafts', 'topology_mentions'])
    await tx.query(`delete from ${table} where tenant_id = $1 and project_id = $2`, [tenantId, projectId]);
}

/** Stores pieces of drafts, each in place of what it said before. Scope: the tenant. */
export async function writeDrafts(
  tx: Tx,
  { tenantId, projectId }: ProjectKey,
  drafts: readonly DraftWrite[],
): Promise<void> {
  const rows = drafts.map(({ contentHash, ...draft }) => ({ ...draft, hash: contentHash.toString('hex') }));
  await tx.query(
    `insert into topology_drafts (tenant_id, project_id, source, part, piece, position, content_hash, content)
     select $1::uuid, $2::uuid, r.source, r.part, r.piece, r.position, decode(r.hash, 'hex'), r.draft
     from json_to_recordset($3::json) as r (source text, part text, piece int, position int, hash text, draft json)
     on conflict (tenant_id, project_id, source, part, piece) do update set position = excluded.position,
       content_hash = excluded.content_hash, content = excluded.content`,
    [tenantId, projectId, JSON.stringify(rows)],
  );
}

/** Stores which pieces name what, for parts that had no mentions. Scope: the tenant. */
export async function writeMentions(
  tx: Tx,
  { tenantId, projectId }: ProjectKey,
  mentions: readonly MentionWrite[],
): Promise<void> {
  await tx.query(
    `insert into topology_mentions (tenant_id, project_id, name_hash, source, part, pieces)
     select $1::uuid, $2::uuid, r.hash::bigint, r.source, r.part, r.pieces
     from json_to_recordset($3::json) as r (source text, part text, hash text, pieces int[])`,
    [tenantId, projectId, JSON.stringify(mentions)],
  );
}
