import type { Uuid } from '../core/ids.ts';
import type { Db } from '../db/db.ts';
import {
  type Coverage,
  countIncidents,
  coverIncidents,
  getIncidents,
  groupIncidents,
  type IncidentRow,
  listIncidents,
  measureIncidents,
  measureLabel,
} from '../store/incident-queries.ts';
import { knownWords } from '../store/incident-search.ts';
import type { Measure } from '../store/incident-selection.ts';
import { runQueries, runQuery } from '../store/query.ts';
import type { Facts, None } from './facts.ts';
import { findIncidents, meantIncidents } from './find-incidents.ts';
import { findPassages } from './find-passages.ts';
import { anySubject, type Plan, type Subject, type Target, toSelection } from './plan.ts';
import { runSimilar } from './run-similar.ts';
import { sharedCauses } from './shared-causes.ts';

/** What a plan runs over. */
export interface Run {
  readonly db: Db;
  readonly tenantId: Uuid;
}

/** Most sources that one reply names. */
const MOST_SOURCES = 50;
/** Most incidents whose texts one reply reads. */
const MOST_READ = 200;
const MOST_TARGETS = 10;

type Runner<Kind extends Plan['kind']> = (plan: Extract<Plan, { kind: Kind }>, run: Run) => Promise<Facts>;

/** A selection of nothing, where there is nothing to be counted. */
const nowhere = { ...toSelection(anySubject), ids: [] };

const everything = (tenantId: Uuid) => coverIncidents(tenantId, toSelection(anySubject));

/** Incidents of the subject, its window apart, that have no start: a window can neither hold them nor leave them out. */
const undatedCount = (tenantId: Uuid, subject: Subject) =>
  countIncidents(
    tenantId,
    subject.window || subject.weekdays ? toSelection(undated({ ...subject, weekdays: null })) : nowhere,
  );

const count: Runner<'count'> = async (plan, run) => {
  const { db, tenantId } = run;
  const selection = toSelection(plan.subject);
  const [number, shown, undatedOnes] = await runQueries(db, { tenantId }, [
    countIncidents(tenantId, selection),
    listIncidents(tenantId, selection, 'newest', MOST_SOURCES),
    undatedCount(tenantId, plan.subject),
  ]);
  return {
    kind: 'count',
    plan,
    count: number,
    shown,
    undated: undatedOnes,
    none: number === 0 ? await none(plan.subject, run) : null,
  };
};

async function none(subject: Subject, run: Run): Promise<None> {
  const coverage = await runQuery(
    run.db,
    { tenantId: run.tenantId },
    coverIncidents(run.tenantId, toSelection({ ...subject, window: null, weekdays: null })),
  );
  return { coverage, apart: await countApart(subject, run), inText: await countInText(subject, run) };
}

/** Where no incident holds two values of one label together, what each holds alone. */
async function countApart(
  subject: Subject,
  { db, tenantId }: Run,
): Promise<{ text: string; count: number }[]> {
  const labels = subject.labels.filter(({ condition }) => !condition.negated);
  if (labels.length < 2 || subject.mentions.length > 0) return [];
  const counts = await runQueries(
    db,
    { tenantId },
    labels.map((label) => countIncidents(tenantId, toSelection({ ...subject, labels: [label] }))),
  );
  return labels.map((label, index) => ({ text: label.text, count: counts[index] ?? 0 }));
}

/** The subject with phrases looked for in the whole text where the title was meant; null where it means no title. */
function anywhereInText(subject: Subject): Subject | null {
  if (subject.mentions.every(({ condition }) => condition.within === 'anywhere')) return null;
  const mentions = subject.mentions.map(({ condition }) => ({
    condition: { ...condition, within: 'anywhere' as const },
    text: `whose text mentions “${condition.phrase}”`,
  }));
  return { ...subject, mentions };
}

async function countInText(
  subject: Subject,
  { db, tenantId }: Run,
): Promise<{ subject: Subject; count: number; shown: IncidentRow[] } | null> {
  const inText = anywhereInText(subject);
  if (!inText) return null;
  const selection = toSelection(inText);
  const [number, shown] = await runQueries(db, { tenantId }, [
    countIncidents(tenantId, selection),
    listIncidents(tenantId, selection, 'newest', MOST_SOURCES),
  ]);
  return number === 0 ? null : { subject: inText, count: number, shown };
}

/** Incidents that hold every word of the phrases, though not side by side; null where there are none. */
async function listByWords(subject: Subject, run: Run): Promise<Facts | null> {
  const words = subject.mentions.map(({ condition }) => condition.phrase).join(' ');
  const target = {
    by: 'words',
    words,
    required: words.split(/\s+/),
    subject: { ...subject, mentions: [] },
  } as const;
  const facts = await runSimilar({ kind: 'similar', target, advice: false }, run);
  return facts?.kind === 'similar' && facts.exact > 0 ? facts : null;
}

const list: Runner<'list'> = async (plan, run) => {
  const { db, tenantId } = run;
  const selection = toSelection(plan.subject);
  const [number, shown, undatedOnes] = await runQueries(db, { tenantId }, [
    countIncidents(tenantId, selection),
    listIncidents(tenantId, selection, 'newest', plan.limit ?? MOST_SOURCES),
    undatedCount(tenantId, plan.subject),
  ]);
  const inText = number === 0 ? anywhereInText(plan.subject) : null;
  if (inText) return list({ ...plan, subject: inText }, run);
  const inWords =
    number === 0 && plan.subject.mentions.length > 0 ? await listByWords(plan.subject, run) : null;
  return (
    inWords ?? {
      kind: 'list',
      plan,
      count: number,
      shown,
      undated: undatedOnes,
      none: number === 0 ? await none(plan.subject, run) : null,
    }
  );
};

const MOST_DISTINCT = 2_000;

const distinct: Runner<'distinct'> = async (plan, { db, tenantId }) => {
  const groups = await runQuery(
    db,
    { tenantId },
    groupIncidents(
      tenantId,
      toSelection(plan.subject),
      { label: plan.label },
      { measure: 'duration', order: 'count', ascending: false, limit: MOST_DISTINCT },
    ),
  );
  return { kind: 'distinct', plan, groups };
};

const group: Runner<'group'> = async (plan, { db, tenantId }) => {
  const selection = toSelection(plan.subject);
  const inOrder = plan.rank === 'all' && 'time' in plan.by;
  const [groups, total, shown] = await runQueries(db, { tenantId }, [
    groupIncidents(tenantId, selection, plan.by, {
      measure: plan.figure?.measure ?? 'duration',
      order: inOrder
        ? 'key'
        : plan.figure
          ? { measure: plan.figure.measure, aggregate: plan.figure.aggregate }
          : 'count',
      ascending: inOrder || plan.rank === 'least',
      limit: plan.rank === 'all' ? 200 : plan.limit,
    }),
    countIncidents(tenantId, selection),
    listIncidents(tenantId, selection, 'newest', MOST_SOURCES),
  ]);
  return { kind: 'group', plan, groups, total, shown };
};

const causes: Runner<'causes'> = async (plan, { db, tenantId }) => {
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

const measure: Runner<'measure'> = async (plan, { db, tenantId }) => {
  const selection = toSelection(plan.subject);
  const known = {
    ...selection,
    presence: [
      ...selection.presence,
      { field: plan.measure === 'duration' ? ('recovery' as const) : plan.measure, present: true },
    ],
  };
  const [figures, shown] = await runQueries(db, { tenantId }, [
    measureIncidents(tenantId, selection, plan.measure),
    listIncidents(tenantId, known, { measure: plan.measure, direction: 'most' }, MOST_SOURCES),
  ]);
  return { kind: 'measure', plan, figures, shown };
};

const labelFigure: Runner<'label figure'> = async (plan, { db, tenantId }) => {
  const selection = toSelection(plan.subject);
  const [figures, shown] = await runQueries(db, { tenantId }, [
    measureLabel(tenantId, selection, plan.label),
    listIncidents(
      tenantId,
      { ...selection, presence: [...selection.presence, { field: { label: plan.label }, present: true }] },
      'newest',
      MOST_SOURCES,
    ),
  ]);
  return { kind: 'label figure', plan, figures, shown };
};

const DAYS_PER = { day: 1, week: 7, month: 30.436875, quarter: 91.310625, year: 365.2425 } as const;

const rate: Runner<'rate'> = async (plan, { db, tenantId }) => {
  const coverage = await runQuery(db, { tenantId }, coverIncidents(tenantId, toSelection(plan.subject)));
  const from = plan.subject.window?.condition.from ?? coverage.first?.at;
  const to = plan.subject.window?.condition.to ?? coverage.last?.at;
  const days = from && to ? (to.getTime() - from.getTime()) / 86_400_000 : 0;
  return {
    kind: 'rate',
    plan,
    count: coverage.total - coverage.undated,
    coverage,
    units: days / DAYS_PER[plan.unit],
  };
};

const share: Runner<'share'> = async (plan, { db, tenantId }) => {
  const [part, whole, shown] = await runQueries(db, { tenantId }, [
    countIncidents(tenantId, toSelection(plan.subject)),
    countIncidents(tenantId, toSelection(plan.of)),
    listIncidents(tenantId, toSelection(plan.subject), 'newest', MOST_SOURCES),
  ]);
  return { kind: 'share', plan, part, whole, shown };
};

const compare: Runner<'compare'> = async (plan, { db, tenantId }) => {
  const measured: Measure = plan.figure?.measure ?? 'duration';
  const figures = await runQueries(
    db,
    { tenantId },
    plan.sides.map((side) => measureIncidents(tenantId, toSelection(side.subject), measured)),
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

const trend: Runner<'trend'> = async (plan, { db, tenantId }) => {
  const selection = toSelection(plan.subject);
  const [groups, coverage] = await runQueries(db, { tenantId }, [
    groupIncidents(
      tenantId,
      selection,
      { time: plan.unit },
      { measure: 'recovery', order: 'key', ascending: true, limit: 600 },
    ),
    coverIncidents(tenantId, selection),
  ]);
  return { kind: 'trend', plan, groups, coverage };
};

const measureField = {
  duration: 'recovery',
  recovery: 'recovery',
  detection: 'detection',
  start: 'start day',
} as const;

/** A named incident without a recorded date may well have been in the asked window. */
const undated = (subject: Subject): Subject => ({
  ...subject,
  window: null,
  presence: [
    ...subject.presence,
    { condition: { field: 'start', present: false }, text: 'without a recorded start' },
  ],
});

/** Undated incidents whose text itself names the month of the window or, where it has none, the year. */
async function inOwnWords(
  ids: readonly Uuid[],
  window: NonNullable<Subject['window']>,
  { db, tenantId }: Run,
): Promise<Uuid[]> {
  if (ids.length === 0) return [];
  const words = window.text.replace(/ \(.*$/, '').split(' ');
  const named = words.filter((word) => /^\p{Lu}\p{Ll}{2,}$/u.test(word));
  const wanted = named.length > 0 ? named : words.filter((word) => /^\d{4}$/.test(word));
  if (wanted.length === 0) return [];
  const incidents = await runQuery(db, { tenantId }, getIncidents(tenantId, ids));
  return incidents
    .filter((incident) => wanted.every((word) => incident.fullText.includes(word)))
    .map((incident) => incident.id);
}

/** Ids of the incidents that a target means, and of how many it is the first. */
export async function resolveTarget(
  target: Target,
  run: Run,
): Promise<{ ids: Uuid[]; total: number; known: number; whole: number }> {
  const { db, tenantId } = run;
  const scope = { tenantId };
  if (target.by === 'words') {
    const find = async (subject: Subject): Promise<Uuid[]> =>
      meantIncidents(
        await findIncidents(db, tenantId, target.words, target.required, subject),
        target.required,
      ).map((each) => each.incident.id);
    const found = await find(target.subject);
    const ids =
      found.length === 0 && target.subject.window
        ? await inOwnWords(await find(undated(target.subject)), target.subject.window, run)
        : found;
    return { ids, total: ids.length, known: ids.length, whole: ids.length };
  }
  const selection = toSelection(target.subject);
  if (target.by === 'selection') {
    const [rows, total] = await runQueries(db, scope, [
      listIncidents(tenantId, selection, 'newest', MOST_TARGETS),
      countIncidents(tenantId, selection),
    ]);
    if (total === 0 && target.subject.window) {
      const rest = await runQuery(
        db,
        scope,
        listIncidents(tenantId, toSelection(undated(target.subject)), 'newest', MOST_SOURCES),
      );
      const ids = await inOwnWords(
        rest.map((row) => row.id),
        target.subject.window,
        run,
      );
      return { ids, total: ids.length, known: ids.length, whole: ids.length };
    }
    return { ids: rows.map((row) => row.id), total, known: total, whole: total };
  }
  const known = {
    ...selection,
    presence: [...selection.presence, { field: measureField[target.of], present: true }],
  };
  const order =
    target.of === 'start'
      ? target.direction === 'most'
        ? 'newest'
        : 'oldest'
      : { measure: target.of, direction: target.direction };
  const [rows, knownCount, whole] = await runQueries(db, scope, [
    listIncidents(tenantId, known, order, Math.min(target.limit, MOST_SOURCES)),
    countIncidents(tenantId, known),
    countIncidents(tenantId, selection),
  ]);
  return { ids: rows.map((row) => row.id), total: rows.length, known: knownCount, whole };
}

/** More incidents than this are listed by title when they are asked to be told about. */
const MOST_SUMMARISED = 3;

const listOf = (subject: Subject) => ({ kind: 'list', subject, exists: false, limit: null }) as const;

const lookup: Runner<'lookup'> = async (plan, run) => {
  const target = await resolveTarget(plan.target, run);
  if (target.ids.length === 0) return nothing(plan, run);
  const onlyNamed =
    plan.target.by === 'selection' && plan.labels.length === 0 && plan.asks.every((ask) => ask === 'summary');
  if (onlyNamed && target.total > MOST_SUMMARISED) return list(listOf(plan.target.subject), run);
  const incidents = await runQuery(
    run.db,
    { tenantId: run.tenantId },
    getIncidents(run.tenantId, target.ids),
  );
  return { kind: 'lookup', plan, incidents, total: target.total, known: target.known, whole: target.whole };
};

const values: Runner<'values'> = async (plan, { db, tenantId }) => {
  const groups = await runQuery(
    db,
    { tenantId },
    groupIncidents(
      tenantId,
      toSelection(anySubject),
      { label: plan.label },
      { measure: 'duration', order: 'count', ascending: false, limit: 200 },
    ),
  );
  return { kind: 'values', plan, groups };
};

/** What to say when nothing was found: which of the asked words the tenant's records do not have at all. */
async function nothing(plan: Plan, { db, tenantId }: Run): Promise<Facts> {
  const words =
    'required' in plan
      ? plan.required
      : plan.kind === 'lookup' || plan.kind === 'similar'
        ? 'required' in plan.target
          ? plan.target.required
          : []
        : [];
  const [known, coverage] = await runQueries(db, { tenantId }, [
    knownWords(tenantId, words),
    everything(tenantId),
  ]);
  return { kind: 'nothing', plan, unknownWords: words.filter((word) => !known.includes(word)), coverage };
}

/** Runs a plan over one tenant's incidents. */
export async function runPlan(plan: Plan, run: Run): Promise<Facts> {
  switch (plan.kind) {
    case 'count':
      return count(plan, run);
    case 'list':
      return list(plan, run);
    case 'distinct':
      return distinct(plan, run);
    case 'group':
      return group(plan, run);
    case 'causes':
      return causes(plan, run);
    case 'measure':
      return measure(plan, run);
    case 'label figure':
      return labelFigure(plan, run);
    case 'rate':
      return rate(plan, run);
    case 'share':
      return share(plan, run);
    case 'compare':
      return compare(plan, run);
    case 'trend':
      return trend(plan, run);
    case 'lookup':
      return lookup(plan, run);
    case 'values':
      return values(plan, run);
    case 'similar':
      return (await runSimilar(plan, run)) ?? nothing(plan, run);
    case 'passage':
      return (await findPassages(plan, run)) ?? nothing(plan, run);
    case 'overview':
    case 'say':
      return conversational(plan, run);
  }
}

async function conversational(
  plan: Extract<Plan, { kind: 'overview' | 'say' }>,
  { db, tenantId }: Run,
): Promise<Facts> {
  const coverage: Coverage = await runQuery(db, { tenantId }, everything(tenantId));
  return plan.kind === 'say' ? { kind: 'say', plan, coverage } : { kind: 'overview', coverage, labels: [] };
}
