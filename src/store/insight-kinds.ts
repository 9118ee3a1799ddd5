import type { Uuid } from '../core/ids.ts';
import { latest, type Span, within } from './insight-sql.ts';
import type { Query } from './query.ts';

/** A kind that incidents are counted by, and the words that tell it; patterns are for PostgreSQL's `~*`. */
export interface WordKind {
  readonly kind: string;
  readonly pattern: string;
  /** Where a text has none of this, `pattern` need not be tried: it saves most of the time of a slow one. */
  readonly needs?: string;
}

export interface KindFigures {
  readonly kind: string;
  readonly incidents: number;
  /** Incidents that tell at all what set them off, or what failed. */
  readonly told: number;
  readonly incidentIds: readonly Uuid[];
}

/** Where a recorded cause begins; later on it speaks of much else. */
const CAUSE = 'left(t.root_cause, 400)';
const WORDS = {
  /** What set it off: the recorded trigger, else the title with the beginning of the cause. */
  trigger: `case when t.trigger is not null then left(t.trigger, 1000) else concat_ws(E'\\n', i.title, ${CAUSE}) end`,
  /** What failed. */
  failure: `concat_ws(E'\\n', i.title, left(t.trigger, 1000), ${CAUSE})`,
};

/** How many incidents of the span that tell a trigger or a cause are of each kind; one may be of several. Scope: the tenant. */
export const selectKinds = (
  tenantId: Uuid,
  told: keyof typeof WORDS,
  kinds: readonly WordKind[],
  span: Span,
): Query<KindFigures[]> => ({
  sql: `with told as materialized (
      select i.id, i.started_at, ${WORDS[told]} as words
      from incidents i join incident_texts t on t.tenant_id = i.tenant_id and t.incident_id = i.id
      where i.tenant_id = $1::uuid and ${within('$3', '$4')} and (t.trigger is not null or t.root_cause is not null))
    select k.kind, (select count(*)::int from told) as told, f.incidents, f.ids
    from json_to_recordset($2::json) as k (kind text, pattern text, needs text)
    cross join lateral (
      select count(*)::int as incidents, ${latest('true')} as ids from told i
      where case when k.needs is null or i.words ~* k.needs then i.words ~* k.pattern else false end
    ) f order by k.kind`,
  isPlannedAnew: true,
  params: [tenantId, JSON.stringify(kinds), span.from, span.to],
  read: (rows) =>
    rows.map((row) => ({
      kind: String(row.kind),
      incidents: Number(row.incidents),
      told: Number(row.told),
      incidentIds: row.ids as Uuid[],
    })),
});

/** Services of each set of incidents, those of most of them first. Scope: the tenant. */
export const selectServicesOfSets = (
  tenantId: Uuid,
  sets: readonly { readonly key: string; readonly ids: readonly Uuid[] }[],
  limit: number,
): Query<ReadonlyMap<string, readonly string[]>> => ({
  sql: `select k.key, array(
      select min(l.value) from json_array_elements_text(k.ids) o (id)
      join incident_labels l on l.tenant_id = $1::uuid and l.incident_id = o.id::uuid and l.name = 'service'
      group by l.value_key order by count(*) desc, l.value_key limit $3) as services
    from json_to_recordset($2::json) as k (key text, ids json)`,
  params: [tenantId, JSON.stringify(sets), limit],
  read: (rows) => new Map(rows.map((row) => [String(row.key), row.services as string[]])),
});
