import type { Uuid } from '../core/ids.ts';
import type { Moment } from '../core/incident.ts';
import { storedMoment } from './incident-queries.ts';
import type { Selection } from './incident-selection.ts';
import type { Query } from './query.ts';
import { Parameters, selectionSql } from './selection-sql.ts';

/** A passage that matches, best first; `score` grows with relevance and compares only within one search. */
export interface PassageHit {
  readonly incidentId: Uuid;
  readonly externalId: string;
  readonly title: string;
  readonly startedAt: Moment | null;
  readonly heading: string | null;
  readonly body: string;
  readonly score: number;
}

const readHits = (rows: Record<string, unknown>[]): PassageHit[] =>
  rows.map((row) => ({
    incidentId: String(row.incident_id),
    externalId: String(row.external_id),
    title: String(row.title),
    startedAt: storedMoment(row.started_at, row.started_precision),
    heading: row.heading === null ? null : String(row.heading),
    body: String(row.body),
    score: Number(row.score),
  }));

/**
 * The best `limit` passages for free text by BM25 over the tenant's passages. Ranking comes first and the selection
 * filters what was ranked: filter and rank together would leave the index.
 */
export function searchPassages(
  tenantId: Uuid,
  words: string,
  selection: Selection,
  limit: number,
): Query<PassageHit[]> {
  const parameters = new Parameters();
  const tenant = parameters.add(tenantId);
  const query = parameters.add(words);
  const where = selectionSql(selection, tenantId, parameters, 'few');
  const size = parameters.add(limit);
  return {
    sql: `with ranked as (
        select p.incident_id, p.heading, p.body, -(p.body <@> to_bm25query(${query}, 'passages_body')) as score
        from passages p where p.tenant_id = ${tenant}::uuid
        order by p.body <@> to_bm25query(${query}, 'passages_body') limit ${size})
      select r.incident_id, i.external_id, i.title, i.started_at, i.started_precision, r.heading, r.body, r.score
      from ranked r
      join incidents i on i.tenant_id = ${tenant}::uuid and i.id = r.incident_id
      where r.score > 0 and ${where} order by r.score desc, r.incident_id`,
    params: parameters.values,
    read: readHits,
  };
}

/** Passages by rank alone, and whether all of them match at all. */
export interface RankedPassages {
  readonly passages: readonly Omit<PassageHit, 'score'>[];
  readonly allMatch: boolean;
}

/**
 * The best `limit` passages, best first, without their scores: to tell one takes as long as to find several. A search
 * that does not use the index ends with passages that match nothing, which the score of the last one tells; where there
 * are fewer than `limit`, those are left out.
 */
export const rankPassages = (tenantId: Uuid, words: string, limit: number): Query<RankedPassages> => ({
  sql: `with ranked as (
      select p.incident_id, p.heading, p.body from passages p where p.tenant_id = $1::uuid
      order by p.body <@> to_bm25query($2, 'passages_body') limit $3),
    numbered as (select ranked.*, row_number() over () as position, count(*) over () as total from ranked)
    select n.incident_id, i.external_id, i.title, i.started_at, i.started_precision, n.heading, n.body,
      case when position = total or total < $3 then -(n.body <@> to_bm25query($2, 'passages_body')) end as score
    from numbered n join incidents i on i.tenant_id = $1::uuid and i.id = n.incident_id
    order by position`,
  params: [tenantId, words, limit],
  read(rows) {
    const passages = readHits(rows);
    const few = passages.length < limit;
    return {
      passages: few ? passages.filter(({ score }) => score > 0) : passages,
      allMatch: few || (passages.at(-1)?.score ?? 0) > 0,
    };
  },
});

/** An incident in the order of its best passage; 1 is the best of all. */
export interface RankedIncident {
  readonly id: Uuid;
  readonly title: string;
  readonly position: number;
}

/**
 * Incidents of the selection by their best passage, among the `depth` best passages of the tenant. By rank alone: to
 * tell a passage's score would take longer than to find it.
 */
export function rankIncidents(
  tenantId: Uuid,
  words: string,
  selection: Selection,
  depth: number,
): Query<RankedIncident[]> {
  const parameters = new Parameters();
  const tenant = parameters.add(tenantId);
  const query = parameters.add(words);
  const where = selectionSql(selection, tenantId, parameters, 'few');
  return {
    sql: `with ranked as (
        select p.incident_id from passages p where p.tenant_id = ${tenant}::uuid
        order by p.body <@> to_bm25query(${query}, 'passages_body') limit ${parameters.add(depth)}),
      best as (select incident_id, min(position) as position
        from (select incident_id, row_number() over () as position from ranked) r group by incident_id)
      select b.incident_id, i.title, b.position from best b
      join incidents i on i.tenant_id = ${tenant}::uuid and i.id = b.incident_id
      where ${where} order by b.position limit 100`,
    params: parameters.values,
    read: (rows) =>
      rows.map((row) => ({
        id: String(row.incident_id),
        title: String(row.title),
        position: Number(row.position),
      })),
  };
}

/** Incidents with a passage that holds one of the identifiers exactly as written (letter case apart). */
export function findNamed(tenantId: Uuid, identifiers: readonly string[], limit: number): Query<Uuid[]> {
  return {
    sql: `select distinct p.incident_id from passages p
      where p.tenant_id = $1::uuid and p.id in (select n.passage_id from passages_naming($2::text[]) n limit $3)`,
    params: [tenantId, identifiers, limit],
    read: (rows) => rows.map((row) => String(row.incident_id)),
  };
}

/** Which of the words occur anywhere in the tenant's passages (as stems); stop words always do. */
export function knownWords(tenantId: Uuid, words: readonly string[]): Query<string[]> {
  const parameters = new Parameters();
  const tenant = parameters.add(tenantId);
  const conditions = words.map((word) => {
    const term = parameters.add(word);
    return `select ${term}::text as word where exists (select from passages_naming(array[lower(${term}::text)]))
      or numnode(plainto_tsquery('english', ${term})) = 0
      or exists (select from (
        select p.body <@> to_bm25query(${term}, 'passages_body') as distance from passages p
        where p.tenant_id = ${tenant}::uuid order by distance limit 1) best where best.distance < 0)`;
  });
  return {
    sql:
      conditions.length > 0
        ? conditions.join(' union all ')
        : `select null::text as word where ${tenant}::uuid is null`,
    params: parameters.values,
    read: (rows) => rows.map((row) => String(row.word)),
  };
}
