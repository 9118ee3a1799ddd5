import type { Uuid } from '../core/ids.ts';
import type { Query } from './query.ts';

/** An imported runbook that can be read. */
export const READY_RUNBOOK = `d.kind = 'runbook' and d.status = 'ready' and d.content_hash is not null`;

/** The names of services that the tenant's incidents really have, and a hash of them. Scope: the tenant. */
export const selectServiceNames = (
  tenantId: Uuid,
  limit: number,
): Query<{ readonly names: readonly string[]; readonly hash: string }> => ({
  sql: `select coalesce(array_agg(n.name order by n.value_key), '{}') as names,
      md5(coalesce(string_agg(n.value_key, e'\\n' order by n.value_key), '')) as hash
    from (select l.value_key, min(l.value) as name from incident_labels l
      where l.tenant_id = $1::uuid and l.name = 'service' group by l.value_key
      order by count(*) desc, l.value_key limit $2) n`,
  params: [tenantId, limit],
  read: ([row]) => ({ names: (row?.names ?? []) as string[], hash: String(row?.hash ?? '') }),
});

/** An imported runbook without its text. */
export interface RunbookHead {
  readonly id: Uuid;
  readonly title: string;
  readonly alerts: readonly string[];
}

/** Every runbook that was imported, the newest first, at most `limit`. Scope: the tenant. */
export const selectRunbookHeads = (tenantId: Uuid, limit: number): Query<RunbookHead[]> => ({
  sql: `select d.id, d.title, d.alerts from documents d where d.tenant_id = $1::uuid and ${READY_RUNBOOK}
    order by d.id desc limit $2`,
  params: [tenantId, limit],
  read: (rows) =>
    rows.map((row) => ({ id: String(row.id), title: String(row.title), alerts: row.alerts as string[] })),
});

export interface UnmatchedRunbook {
  readonly id: Uuid;
  /** What it says has changed, not only the names that are looked for in it. */
  readonly isChanged: boolean;
  readonly title: string;
  /** The beginning of what it says. */
  readonly text: string;
  readonly contentHash: Buffer;
}

/** Longer than this no page is read for the names in it. */
const MOST_CHARACTERS = 200_000;

/**
 * Imported runbooks that have changed since they were compared with the patterns, or are to be read for
 * other names; those behind `after`. Scope: the tenant.
 */
export const selectUnmatchedRunbooks = (
  tenantId: Uuid,
  namesHash: string,
  after: Uuid | null,
  limit: number,
): Query<UnmatchedRunbook[]> => ({
  sql: `select d.id, d.title, left(t.text, ${MOST_CHARACTERS}) as text, d.content_hash,
      m.content_hash is distinct from d.content_hash as is_changed
    from documents d
    join document_texts t on t.tenant_id = d.tenant_id and t.document_id = d.id
    left join runbook_matchings m on m.tenant_id = d.tenant_id and m.document_id = d.id
    where d.tenant_id = $1::uuid and ${READY_RUNBOOK}
      and (m.content_hash, m.names_hash) is distinct from (d.content_hash, $2)
      and ($3::uuid is null or d.id > $3)
    order by d.id limit $4`,
  params: [tenantId, namesHash, after, limit],
  read: (rows) =>
    rows.map((row) => ({
      id: String(row.id),
      isChanged: row.is_changed === true,
      title: String(row.title),
      text: String(row.text),
      contentHash: row.content_hash as Buffer,
    })),
});

export interface MatchingWrite {
  readonly documentId: Uuid;
  /** In hexadecimal. */
  readonly contentHash: string;
  readonly services: readonly string[];
}

/** Tells that the runbooks have been compared. One that is gone by now is left out. Scope: the tenant. */
export const upsertMatchings = (
  tenantId: Uuid,
  namesHash: string,
  matchings: readonly MatchingWrite[],
): Query<void> => ({
  sql: `insert into runbook_matchings (tenant_id, document_id, content_hash, names_hash, services)
    select $1::uuid, w."documentId", decode(w."contentHash", 'hex'), $2, w.services
    from json_to_recordset($3::json) as w ("documentId" uuid, "contentHash" text, services text[])
    join documents d on d.tenant_id = $1::uuid and d.id = w."documentId"
    on conflict (tenant_id, document_id) do update set content_hash = excluded.content_hash,
      names_hash = excluded.names_hash, services = excluded.services`,
  params: [tenantId, namesHash, JSON.stringify(matchings)],
  read: () => undefined,
});

/** An alert of a runbook that members of a pattern name. */
export interface AlertMatch {
  readonly documentId: Uuid;
  readonly patternId: Uuid;
  readonly alert: string;
  /** Members that name it, of how many. */
  readonly incidents: number;
  readonly members: number;
}

/**
 * Where members of the patterns name alerts: as an identifier in their texts, as a label, or by an alert
 * that belongs to them. `names` are identifiers such as `KubeAPIDown`. Scope: the tenant.
 */
export const selectAlertMatches = (
  tenantId: Uuid,
  patternIds: readonly Uuid[],
  names: readonly { readonly documentId: Uuid; readonly alert: string }[],
): Query<AlertMatch[]> => ({
  sql: `with named as materialized (
      select w."documentId" as document_id, min(w.alert) as alert, lower(w.alert) as key
      from json_to_recordset($3::json) as w ("documentId" uuid, alert text) group by 1, 3),
    keys as materialized (select distinct n.key from named n),
    hits as materialized (
      select k.key, g.incident_id from passages g cross join lateral unnest(g.identifiers) k (key)
      where g.tenant_id = $1::uuid and k.key in (select key from keys)
        and g.id in (select passage_id from passages_naming(array(select key from keys)))
      union
      select l.value_key, l.incident_id from incident_labels l
      where l.tenant_id = $1::uuid and l.value_key in (select key from keys)
      union
      select k.key, a.incident_id from alerts a
      cross join lateral (
        select lower(a.external_id) union select lower(a.summary) union
        select lower(v.value) from jsonb_each(a.labels) t (name, told) cross join jsonb_array_elements_text(t.told) v (value)
        where t.name in ('alertname', 'alert_name', 'alert')
      ) k (key)
      where a.tenant_id = $1::uuid and a.incident_id is not null and k.key in (select key from keys))
    select n.document_id, m.pattern_id, n.alert, count(distinct m.incident_id)::int as incidents, p.occurrences as members
    from hits h
    join pattern_members m on m.tenant_id = $1::uuid and m.incident_id = h.incident_id and m.pattern_id = any($2::uuid[])
    join patterns p on p.tenant_id = m.tenant_id and p.id = m.pattern_id
    join named n on n.key = h.key
    group by n.document_id, m.pattern_id, n.alert, p.occurrences`,
  params: [tenantId, patternIds, JSON.stringify(names)],
  read: (rows) =>
    rows.map((row) => ({
      documentId: String(row.document_id),
      patternId: String(row.pattern_id),
      alert: String(row.alert),
      incidents: Number(row.incidents),
      members: Number(row.members),
    })),
});

/** Why an imported runbook is about a pattern. */
export type MatchReason =
  | { readonly rule: 'alert'; readonly alert: string; readonly incidents: number; readonly members: number }
  | { readonly rule: 'title'; readonly terms: readonly string[]; readonly of: number };

export interface MatchWrite {
  readonly documentId: Uuid;
  readonly patternId: Uuid;
  /** Above 0, at most 1. */
  readonly score: number;
  readonly reasons: readonly MatchReason[];
}

/**
 * What the runbooks are about, in place of what was known for these patterns and runbooks; null: all of the tenant.
 * What is gone by now is left out. Scope: the tenant.
 */
export const replaceMatches = (
  tenantId: Uuid,
  patternIds: readonly Uuid[] | null,
  documentIds: readonly Uuid[] | null,
  matches: readonly MatchWrite[],
): Query<void> => ({
  sql: `with written as (
      select w."documentId" as document_id, w."patternId" as pattern_id, w.score, w.reasons
      from json_to_recordset($4::json) as w ("documentId" uuid, "patternId" uuid, score float8, reasons json)
      join documents d on d.tenant_id = $1::uuid and d.id = w."documentId"
      join patterns p on p.tenant_id = $1::uuid and p.id = w."patternId"),
    gone as (
      delete from runbook_patterns r where r.tenant_id = $1::uuid
        and ($2::uuid[] is null or r.pattern_id = any($2)) and ($3::uuid[] is null or r.document_id = any($3))
        and not exists (select from written w where w.document_id = r.document_id and w.pattern_id = r.pattern_id))
    insert into runbook_patterns (tenant_id, document_id, pattern_id, score, reasons)
    select $1::uuid, w.document_id, w.pattern_id, w.score, w.reasons from written w
    on conflict (tenant_id, document_id, pattern_id) do update set score = excluded.score, reasons = excluded.reasons`,
  params: [tenantId, patternIds, documentIds, JSON.stringify(matches)],
  read: () => undefined,
});
