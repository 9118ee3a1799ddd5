import type { Uuid } from '../../core/ids.ts';
import { type Coverage, coverIncidents, measureIncidents } from '../../store/incident-figures.ts';
import { countIncidents, getIncidents, listIncidents } from '../../store/incident-queries.ts';
import { selectPatternMembers, selectPatternsOfIds } from '../../store/patterns.ts';
import { runQueries, runQuery } from '../../store/query.ts';
import { selectRunbooks, selectRunbooksOfPatterns } from '../../store/runbook-answers.ts';
import { isStanding } from '../plan/meant-pattern.ts';
import { type Periods, periodsOf } from '../plan/periods.ts';
import { anySubject, type Plan, toSelection } from '../plan/plan.ts';
import type { PatternFacts, WindowPair } from './facts.ts';
import { isOutside } from './is-outside.ts';
import { MOST_SOURCES, type Run, undated } from './run.ts';
import { runSimilar } from './run-similar.ts';

type PatternPlan = Extract<Plan, { kind: 'pattern' }>;

/** Most members whose texts one reply reads: causes are compared with each other. */
const MOST_READ = 200;
const MOST_RUNBOOKS = 2;
const MOST_STEPS = 8;

/** All that the pattern's id and the plan's conditions tell, in one round trip. */
async function readFigures(plan: PatternPlan, periods: readonly Periods[], { db, tenantId }: Run) {
  const { subject, tells } = plan;
  const id = subject.pattern?.condition ?? '';
  const selection = toSelection(subject);
  const compares = tells.some((tell) => tell === 'cause' || tell === 'trigger');
  const [found, coverage, count, unplaced, recovery, whole, rows, runbooks, ...counts] = await runQueries(
    db,
    { tenantId },
    [
      selectPatternsOfIds(tenantId, [id]),
      coverIncidents(tenantId, toSelection({ ...anySubject, pattern: subject.pattern })),
      countIncidents(tenantId, selection),
      countIncidents(tenantId, toSelection(undated(subject))),
      measureIncidents(tenantId, selection, 'recovery', 'median'),
      coverIncidents(tenantId, toSelection(anySubject)),
      listIncidents(tenantId, selection, 'newest', compares ? MOST_READ : MOST_SOURCES),
      selectRunbooksOfPatterns(tenantId, [id], MOST_RUNBOOKS),
      ...periods
        .flatMap(({ now, before }) => [now, before])
        .map((window) => countIncidents(tenantId, toSelection({ ...subject, window }))),
    ],
  );
  return { pattern: found[0], coverage, count, unplaced, recovery, whole, rows, runbooks, counts };
}

type Figures = Awaited<ReturnType<typeof readFigures>>;

function lackOf(
  { first, last }: Coverage,
  now: Periods['now'],
  before: Periods['before'],
): WindowPair['lacks'] {
  if (!first || !before.condition.from || first.at > before.condition.from) return 'beginning';
  return last && now.condition.from && last.at < now.condition.from ? 'end' : null;
}

const pairsOf = (periods: readonly Periods[], { counts, whole }: Figures): WindowPair[] =>
  periods.map(({ now, before }, index) => ({
    now: { window: now, count: counts[index * 2] ?? 0 },
    before: { window: before, count: counts[index * 2 + 1] ?? 0 },
    lacks: lackOf(whole, now, before),
  }));

/** Membership is told for an incident; the reasons of no other are read. */
const reasonsOf = ({ tells, subject }: PatternPlan): Uuid[] =>
  tells.includes('membership') && subject.pattern ? [subject.pattern.condition] : [];

async function readTexts(
  plan: PatternPlan,
  { rows, runbooks: names }: Figures,
  { db, tenantId }: Run,
): Promise<Pick<PatternFacts, 'members' | 'runbooks' | 'stepIncidents' | 'reasons'>> {
  const idsOf = (items: readonly { readonly id: Uuid }[]): Uuid[] => items.map(({ id }) => id);
  const [members, runbooks, belonging] = await runQueries(db, { tenantId }, [
    getIncidents(tenantId, idsOf(rows)),
    selectRunbooks(tenantId, idsOf(names), MOST_STEPS),
    selectPatternMembers(tenantId, reasonsOf(plan), MOST_READ),
  ]);
  const steps = runbooks.flatMap((runbook) => runbook.steps.flatMap(({ incidentId }) => incidentId ?? []));
  const known = new Map(members.map((member) => [member.id, member]));
  const others = [...new Set(steps)].filter((id) => !known.has(id));
  const read = others.length === 0 ? [] : await runQuery(db, { tenantId }, getIncidents(tenantId, others));
  const reasons = belonging.find(({ incidentId }) => incidentId === plan.incidentId)?.reasons ?? [];
  return {
    members,
    runbooks,
    reasons,
    stepIncidents: [...members.filter(({ id }) => steps.includes(id)), ...read],
  };
}

/** What is known of a pattern; undefined where it no longer stands. */
export async function pattern(plan: PatternPlan, run: Run): Promise<PatternFacts | undefined> {
  const periods = periodsOf(plan.subject.window, plan.asOf);
  const figures = await readFigures(plan, periods, run);
  if (!figures.pattern || !isStanding(figures.pattern)) return undefined;
  const { coverage, count, unplaced, recovery } = figures;
  const beside = plan.beside && (await runSimilar(plan.beside, run));
  return {
    kind: 'pattern',
    plan,
    pattern: figures.pattern,
    whole: figures.whole,
    isOutside: count === 0 && isOutside(figures.whole, plan.subject.window?.condition ?? null),
    coverage,
    count,
    undated: plan.subject.window || plan.subject.weekdays ? unplaced : 0,
    periods: pairsOf(periods, figures),
    recovery,
    ...(await readTexts(plan, figures, run)),
    beside: beside?.kind === 'similar' ? beside : null,
  };
}
