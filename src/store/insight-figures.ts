import type { Uuid } from '../core/ids.ts';
import { latest, MOST_IDS, type Span, within } from './insight-sql.ts';
import { PATTERN_TITLE, STANDING } from './patterns.ts';
import type { Query } from './query.ts';
import { measureSql } from './selection-sql.ts';

export interface HistoryFigures {
  readonly incidents: number;
  /** Of those with a start. */
  readonly firstStartedAt: Date | null;
  readonly lastStartedAt: Date | null;
}

/** What time the history covers, up to `to`. Scope: the tenant. */
export const selectHistory = (tenantId: Uuid, to: Date): Query<HistoryFigures> => ({
  sql: `select count(*)::int as incidents, min(i.started_at) filter (where i.started_at < $2) as first,
      max(i.started_at) filter (where i.started_at < $2) as last
    from incidents i where i.tenant_id = $1::uuid`,
  params: [tenantId, to],
  read: ([row]) => ({
    incidents: Number(row?.incidents ?? 0),
    firstStartedAt: (row?.first ?? null) as Date | null,
    lastStartedAt: (row?.last ?? null) as Date | null,
  }),
});

/** Severities that are the gravest of their scale. */
const GRAVE = '^(sev|severity|p|s|prio|priority)?[ _-]*0*[01]$|^(critical|blocker|emergency)$';

export interface PatternRate {
  readonly patternId: Uuid;
  readonly title: string;
  readonly services: readonly string[];
  readonly recent: number;
  readonly before: number;
  /** Of the recent ones, those labelled with the gravest severities. */
  readonly grave: number;
  readonly incidentIds: readonly Uuid[];
}

/** How often standing patterns happened in two spans; those with `fewest` in the recent one. Scope: the tenant. */
export const selectPatternRates = (
  tenantId: Uuid,
  recent: Span,
  before: Span,
  fewest: number,
): Query<PatternRate[]> => ({
  sql: `select p.id, ${PATTERN_TITLE} as title, p.services,
      count(*) filter (where ${within('$2', '$3')})::int as recent,
      count(*) filter (where ${within('$4', '$5')})::int as before,
      count(*) filter (where ${within('$2', '$3')} and exists (select from incident_labels l
        where l.tenant_id = $1::uuid and l.incident_id = i.id and l.name = 'severity' and l.value_key ~ '${GRAVE}'))::int as grave,
      ${latest(within('$2', '$3'))} as ids
    from patterns p
    join pattern_members m on m.tenant_id = p.tenant_id and m.pattern_id = p.id
    join incidents i on i.tenant_id = m.tenant_id and i.id = m.incident_id
    where p.tenant_id = $1::uuid and ${STANDING} and i.started_at >= $4
    group by p.tenant_id, p.id having count(*) filter (where ${within('$2', '$3')}) >= $6
    order by p.id`,
  isPlannedAnew: true,
  params: [tenantId, recent.from, recent.to, before.from, before.to, fewest],
  read: (rows) =>
    rows.map((row) => ({
      patternId: String(row.id),
      title: String(row.title),
      services: row.services as string[],
      recent: Number(row.recent),
      before: Number(row.before),
      grave: Number(row.grave),
      incidentIds: row.ids as Uuid[],
    })),
});

/** Times to recovery in two spans, as a rank-sum test reads them. */
export interface RecoveryFigures {
  /** The service in lower case; null: all incidents. */
  readonly key: string | null;
  readonly name: string | null;
  readonly recent: number;
  readonly before: number;
  /** Minutes. */
  readonly recentMedian: number;
  readonly beforeMedian: number;
  /** Ranks of the recent ones among all, equal values sharing their mean rank. */
  readonly rankSum: number;
  /** t³ − t over every group of t equal values. */
  readonly ties: number;
  readonly incidentIds: readonly Uuid[];
}

/** Of all incidents and of each service, where both spans have `fewest` of a known length and the median has grown. Scope: the tenant. */
export const selectRecoveries = (
  tenantId: Uuid,
  recent: Span,
  before: Span,
  fewest: number,
): Query<RecoveryFigures[]> => ({
  sql: `with measured as materialized (
      select i.id, i.started_at, ${measureSql.recovery} as minutes, ${within('$2', '$3')} as is_recent
      from incidents i where i.tenant_id = $1::uuid and (${within('$2', '$3')} or ${within('$4', '$5')})
        and ${measureSql.recovery} is not null),
    keyed as (
      select null::text as key, null::text as name, m.* from measured m
      union all
      select l.value_key, l.value, m.* from measured m
      join incident_labels l on l.tenant_id = $1::uuid and l.incident_id = m.id and l.name = 'service'),
    ranked as (
      select k.*, count(*) over (partition by k.key, k.minutes) as equal,
        rank() over (partition by k.key order by k.minutes) as least_rank from keyed k),
    figures as (
      select i.key, min(i.name) as name, count(*) filter (where i.is_recent)::int as recent,
        count(*) filter (where not i.is_recent)::int as before,
        percentile_cont(0.5) within group (order by i.minutes) filter (where i.is_recent) as recent_median,
        percentile_cont(0.5) within group (order by i.minutes) filter (where not i.is_recent) as before_median,
        sum(i.least_rank + (i.equal - 1) / 2.0) filter (where i.is_recent)::float8 as rank_sum,
        sum(i.equal::float8 * i.equal - 1) as ties, ${latest('i.is_recent')} as ids
      from ranked i group by i.key)
    select * from figures f where f.recent >= $6 and f.before >= $6 and f.recent_median > f.before_median
    order by f.key nulls first`,
  isPlannedAnew: true,
  params: [tenantId, recent.from, recent.to, before.from, before.to, fewest],
  read: (rows) =>
    rows.map((row) => ({
      key: row.key as string | null,
      name: row.name as string | null,
      recent: Number(row.recent),
      before: Number(row.before),
      recentMedian: Number(row.recent_median),
      beforeMedian: Number(row.before_median),
      rankSum: Number(row.rank_sum),
      ties: Number(row.ties),
      incidentIds: row.ids as Uuid[],
    })),
});

/** How often a pattern was back soon after its last incident had ended. */
export interface EarlyRepeats {
  readonly patternId: Uuid;
  readonly title: string;
  readonly services: readonly string[];
  /** Pairs of neighbours of which the first has a known end. */
  readonly pairs: number;
  readonly repeats: number;
  /** The shortest time from an end to the next start. */
  readonly shortestDays: number;
  readonly lastRepeatAt: Date;
  /** Incidents that came too early, and those before them. */
  readonly incidentIds: readonly Uuid[];
}

/** When an incident was over: as recorded, at the latest that the date leaves open, else by its length. */
const ENDED = `case when i.resolved_precision = 'minute' then i.resolved_at
        when i.resolved_precision = 'day' then i.resolved_at + interval '1 day'
        when i.started_precision = 'minute'
          then i.started_at + coalesce(i.duration_minutes, i.recover_minutes) * interval '1 minute' end`;

/** Members that began within `days` after the one before them had ended. Starts are known to the day at least. Scope: the tenant. */
export const selectEarlyRepeats = (tenantId: Uuid, to: Date, days: number): Query<EarlyRepeats[]> => ({
  sql: `with ended as (
      select m.pattern_id, i.id, i.started_at, ${ENDED} as ended_at
      from pattern_members m join incidents i on i.tenant_id = m.tenant_id and i.id = m.incident_id
      where m.tenant_id = $1::uuid and i.started_precision in ('minute', 'day') and i.started_at < $2),
    paired as (
      select e.*, lag(e.id) over w as previous_id, lag(e.ended_at) over w as previous_end from ended e
      window w as (partition by e.pattern_id order by e.started_at, e.id)),
    judged as (
      select p.*, p.started_at >= p.previous_end and p.started_at < p.previous_end + make_interval(days => $3::int) as is_early
      from paired p where p.previous_end is not null)
    select p.id, ${PATTERN_TITLE} as title, p.services, j.*
    from (
      select j.pattern_id, count(*)::int as pairs, count(*) filter (where j.is_early)::int as repeats,
        min(extract(epoch from j.started_at - j.previous_end)) filter (where j.is_early)::float8 / 86400 as shortest,
        max(j.started_at) filter (where j.is_early) as last_repeat,
        array_agg(j.id order by j.started_at desc) filter (where j.is_early)
          || array_agg(j.previous_id order by j.started_at desc) filter (where j.is_early) as ids
      from judged j group by j.pattern_id having bool_or(j.is_early)
    ) j
    join patterns p on p.tenant_id = $1::uuid and p.id = j.pattern_id and ${STANDING}
    order by p.id`,
  isPlannedAnew: true,
  params: [tenantId, to, days],
  read: (rows) =>
    rows.map((row) => ({
      patternId: String(row.id),
      title: String(row.title),
      services: row.services as string[],
      pairs: Number(row.pairs),
      repeats: Number(row.repeats),
      shortestDays: Number(row.shortest),
      lastRepeatAt: row.last_repeat as Date,
      incidentIds: [...new Set(row.ids as Uuid[])].slice(0, MOST_IDS),
    })),
});

/** The step of a pattern's runbook that most incidents tell. */
export interface RepeatedStep {
  readonly patternId: Uuid;
  readonly title: string;
  readonly services: readonly string[];
  readonly step: string;
  /** Incidents of the span that tell it. */
  readonly incidents: number;
  readonly incidentIds: readonly Uuid[];
}

/** Steps against the trouble that at least `fewest` incidents of the span tell, one of each pattern. Scope: the tenant. */
export const selectRepeatedSteps = (tenantId: Uuid, span: Span, fewest: number): Query<RepeatedStep[]> => ({
  sql: `with told as materialized (
      select r.pattern_id, s.place, s.text as step, (o.source ->> 'incidentId')::uuid as incident_id
      from runbooks r
      cross join lateral rows from (json_to_recordset(r.steps) as (text text, phase text, sources json))
        with ordinality as s (text, phase, sources, place)
      cross join lateral json_array_elements(s.sources) o (source)
      where r.tenant_id = $1::uuid and r.withdrawn_at is null and s.phase in ('mitigate', 'fix')
        and json_array_length(s.sources) >= $4),
    counted as (
      select t.pattern_id, t.place, min(t.step) as step, count(*)::int as incidents, ${latest('true')} as ids
      from told t join incidents i on i.tenant_id = $1::uuid and i.id = t.incident_id and ${within('$2', '$3')}
      group by t.pattern_id, t.place having count(*) >= $4)
    select distinct on (p.id) p.id, ${PATTERN_TITLE} as title, p.services, c.step, c.incidents, c.ids
    from counted c join patterns p on p.tenant_id = $1::uuid and p.id = c.pattern_id and ${STANDING}
    order by p.id, c.incidents desc, c.place`,
  isPlannedAnew: true,
  params: [tenantId, span.from, span.to, fewest],
  read: (rows) =>
    rows.map((row) => ({
      patternId: String(row.id),
      title: String(row.title),
      services: row.services as string[],
      step: String(row.step),
      incidents: Number(row.incidents),
      incidentIds: row.ids as Uuid[],
    })),
});
