import type { TopologyDraft } from '../core/topology.ts';
import type { Tx } from '../db/db.ts';
import type { ProjectKey } from './topology-imports.ts';

/** What one file of a source says, as it is stored. */
export interface StoredDraft {
  readonly source: string;
  /** What the file is called among those of its source. */
  readonly part: string;
  readonly position: number;
  readonly draft: TopologyDraft;
}

export interface DraftWrite extends StoredDraft {
  readonly contentHash: Buffer;
}

/** All that is said of a project, in the order in which it counts: `first` before other sources. Scope: the tenant. */
export async function selectDrafts(
  tx: Tx,
  { tenantId, projectId }: ProjectKey,
  first: string,
): Promise<StoredDraft[]> {
  const rows = await tx.query(
    `select source, part, position, content as draft from topology_drafts where tenant_id = $1 and project_id = $2
     order by source <> $3, source, position, part`,
    [tenantId, projectId, first],
  );
  return rows as unknown as StoredDraft[];
}

/** Content hashes of a source in order, by part. Scope: the tenant. */
export async function selectDraftHashes(
  tx: Tx,
  { tenantId, projectId }: ProjectKey,
  source: string,
): Promise<Map<string, string>> {
  const rows = await tx.query(
    `select part, encode(content_hash, 'hex') as hash from topology_drafts
     where tenant_id = $1 and project_id = $2 and source = $3 order by position, part`,
    [tenantId, projectId, source],
  );
  return new Map(rows.map(({ part, hash }) => [String(part), String(hash)]));
}

/** Ends what a source says: in some parts, or in all where `parts` is null. Scope: the tenant. */
export async function deleteDrafts(
  tx: Tx,
  { tenantId, projectId }: ProjectKey,
  source: string,
  parts: readonly string[] | null,
): Promise<void> {
  await tx.query(
    `delete from topology_drafts where tenant_id = $1 and project_id = $2 and source = $3
       and ($4::text[] is null or part = any($4))`,
    [tenantId, projectId, source, parts],
  );
}

/** Stores drafts, each in place of what its part said before. Scope: the tenant. */
export async function writeDrafts(
  tx: Tx,
  { tenantId, projectId }: ProjectKey,
  drafts: readonly DraftWrite[],
): Promise<void> {
  const rows = drafts.map(({ contentHash, ...draft }) => ({ ...draft, hash: contentHash.toString('hex') }));
  await tx.query(
    `insert into topology_drafts (tenant_id, project_id, source, part, position, content_hash, content)
     select $1::uuid, $2::uuid, r.source, r.part, r.position, decode(r.hash, 'hex'), r.draft
     from json_to_recordset($3::json) as r (source text, part text, position int, hash text, draft json)
     on conflict (tenant_id, project_id, source, part) do update set position = excluded.position,
       content_hash = excluded.content_hash, content = excluded.content`,
    [tenantId, projectId, JSON.stringify(rows)],
  );
}
