import type { Uuid } from '../../core/ids.ts';
import {
  coverIncidents,
  type Group,
  groupIncidents,
  measureIncidents,
  measureLabel,
  type ValueGroup,
} from '../../store/incident-figures.ts';
import { countIncidents, getIncidents, listIncidents } from '../../store/incident-queries.ts';
import type { Measure } from '../../store/incident-selection.ts';
import { runQueries, runQuery } from '../../store/query.ts';
import { anySubject, measureField, type Plan, toSelection } from '../plan/plan.ts';
import { MOST_SOURCES, type Runner, withPresence } from './run.ts';
import { sharedCauses } from './shared-causes.ts';

/** Most incidents whose texts one reply reads. */
const MOST_READ = 200;
const MOST_DISTINCT = 2_000;
const MOST_GROUPS = 200;
/** Fifty years of months. */
const MOST_PERIODS = 600;

export const distinct: Runner<'distinct'> = async (plan, { db, tenantId }) => {
  const groups = await runQuery(
    db,
    { tenantId },
    groupIncidents(
      tenantId,
      toSelection(plan.subject),
      { label: plan.label },
      { figure: null, having: plan.having, order: 'figure', ascending: false, limit: MOST_DISTINCT },
    ),
  );
  return { kind: 'distinct', plan, groups };
};

export const group: Runner<'group'> = async (plan, { db, tenantId }) => {
  const selection = toSelection(plan.subject);
  const inOrder = plan.rank === 'all' && 'time' in plan.by;
  const field = 'label' in plan.by ? { label: plan.by.label } : ('start' as const);
  const [groups, total, without] = await runQueries(db, { tenantId }, [
    groupIncidents(tenantId, selection, plan.by, {
      figure: plan.figure,
      having: plan.having,
      order: inOrder ? 'key' : 'figure',
      ascending: inOrder || plan.rank === 'least',
      limit: plan.rank === 'all' ? MOST_GROUPS : plan.limit,
    }),
    countIncidents(tenantId, selection),
    countIncidents(tenantId, withPresence(selection, field, false)),
  ]);
  const shown = await runQuery(db, { tenantId }, sourcesOf(plan, groups, tenantId));
  return { kind: 'group', plan, groups, total, without, shown };
};

/** The incidents of the first group where one stands out, else those of all groups. */
function sourcesOf(plan: Extract<Plan, { kind: 'group' }>, groups: readonly Group[], tenantId: Uuid) {
  const selection = toSelection(plan.subject);
  const first = groups[0];
  const narrowed =
    'label' in plan.by && plan.rank !== 'all' && first
      ? {
          ...selection,
          labels: [
            ...selection.labels,
            { names: plan.by.label, valueKeys: keysOf(first, plan.by.only), negated: false },
          ],
        }
      : selection;
  return listIncidents(tenantId, narrowed, 'newest', MOST_SOURCES);
}

/** The values that count for a group: its own name, unless groups were given. */
const keysOf = ({ key }: Group, only: readonly ValueGroup[] | undefined): string[] =>
  only
    ? only.filter(({ group: name }) => name === key).map(({ valueKey }) => valueKey)
    : [key.toLowerCase().trim()];

export const causes: Runner<'causes'> = async (plan, { db, tenantId }) => {
  const selection = toSelection(plan.subject);
  const [rows, coverage] = await runQueries(db, { tenantId }, [
    listIncidents(tenantId, selection, 'newest', MOST_READ),
    coverIncidents(tenantId, selection),
  ]);
  const incidents = await runQuery(
    db,
    { tenantId },
    getIncidents(
      tenantId,
      rows.map((row) => row.id),
    ),
  );
  const stated = incidents.filter((incident) => incident.rootCause ?? incident.trigger).length;
  return { kind: 'causes', plan, shared: sharedCauses(incidents, plan.limit), stated, coverage };
};

export const measure: Runner<'measure'> = async (plan, { db, tenantId }) => {
  const selection = toSelection(plan.subject);
  const known = withPresence(selection, measureField[plan.measure], true);
  const [figures, shown] = await runQueries(db, { tenantId }, [
    measureIncidents(tenantId, selection, plan.measure, plan.aggregate),
    listIncidents(tenantId, known, { measure: plan.measure, direction: 'most' }, MOST_SOURCES),
  ]);
  return { kind: 'measure', plan, figures, shown };
};

export const labelFigure: Runner<'label figure'> = async (plan, { db, tenantId }) => {
  const selection = toSelection(plan.subject);
  const [figures, shown] = await runQueries(db, { tenantId }, [
    measureLabel(tenantId, selection, plan.label, plan.aggregate),
    listIncidents(tenantId, withPresence(selection, { label: plan.label }, true), 'newest', MOST_SOURCES),
  ]);
  return { kind: 'label figure', plan, figures, shown };
};

const DAYS_PER = { day: 1, week: 7, month: 30.436875, quarter: 91.310625, year: 365.2425 } as const;

export const rate: Runner<'rate'> = async (plan, { db, tenantId }) => {
  const coverage = await runQuery(db, { tenantId }, coverIncidents(tenantId, toSelection(plan.subject)));
  const from = plan.subject.window?.condition.from ?? coverage.first?.at;
  const end = plan.subject.window?.condition.to ?? coverage.last?.at;
  // A year that is not over has had fewer months.
  const to = end && end > plan.asOf ? plan.asOf : end;
  const days = from && to ? (to.getTime() - from.getTime()) / 86_400_000 : 0;
  return {
    kind: 'rate',
    plan,
    count: coverage.total - coverage.undated,
    coverage,
    units: days / DAYS_PER[plan.unit],
  };
};

export const share: Runner<'share'> = async (plan, { db, tenantId }) => {
  const [part, whole, shown] = await runQueries(db, { tenantId }, [
    countIncidents(tenantId, toSelection(plan.subject)),
    countIncidents(tenantId, toSelection(plan.of)),
    listIncidents(tenantId, toSelection(plan.subject), 'newest', MOST_SOURCES),
  ]);
  return { kind: 'share', plan, part, whole, shown };
};

export const compare: Runner<'compare'> = async (plan, { db, tenantId }) => {
  const measured: Measure = plan.figure?.measure ?? 'duration';
  const figures = await runQueries(
    db,
    { tenantId },
    plan.sides.map((side) =>
      measureIncidents(tenantId, toSelection(side.subject), measured, plan.figure?.aggregate ?? 'mean'),
    ),
  );
  const each = Math.floor(MOST_SOURCES / plan.sides.length);
  const shown = await runQueries(
    db,
    { tenantId },
    plan.sides.map((side) => listIncidents(tenantId, toSelection(side.subject), 'newest', each)),
  );
  const sides = plan.sides.flatMap((side, index) => {
    const found = figures[index];
    return found ? [{ text: side.text, figures: found }] : [];
  });
  return { kind: 'compare', plan, sides, shown: shown.flat() };
};

export const trend: Runner<'trend'> = async (plan, { db, tenantId }) => {
  const selection = toSelection(plan.subject);
  const [groups, coverage] = await runQueries(db, { tenantId }, [
    groupIncidents(
      tenantId,
      selection,
      { time: plan.unit },
      { figure: plan.figure, having: null, order: 'key', ascending: true, limit: MOST_PERIODS },
    ),
    coverIncidents(tenantId, selection),
  ]);
  return { kind: 'trend', plan, groups, coverage };
};

export const values: Runner<'values'> = async (plan, { db, tenantId }) => {
  const groups = await runQuery(
    db,
    { tenantId },
    groupIncidents(
      tenantId,
      toSelection(anySubject),
      { label: plan.label },
      { figure: null, having: null, order: 'figure', ascending: false, limit: MOST_GROUPS },
    ),
  );
  return { kind: 'values', plan, groups };
};
