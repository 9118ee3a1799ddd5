import type { Uuid } from '../../core/ids.ts';
import { coverIncidents } from '../../store/incident-figures.ts';
import { getIncidents } from '../../store/incident-queries.ts';
import { knownWords } from '../../store/incident-search.ts';
import { runQueries, runQuery } from '../../store/query.ts';
import { labelNames } from '../../store/vocabulary-queries.ts';
import { anySubject, type Plan, type Subject, toSelection } from '../plan/plan.ts';
import type { Facts } from './facts.ts';
import { findPassages } from './find-passages.ts';
import { resolveTarget } from './resolve-target.ts';
import type { Run, Runner } from './run.ts';
import { count, list } from './run-count-and-list.ts';
import {
  causes,
  compare,
  distinct,
  group,
  labelFigure,
  measure,
  rate,
  share,
  trend,
  values,
} from './run-figures.ts';
import { insights } from './run-insights.ts';
import { pattern } from './run-pattern.ts';
import { patterns } from './run-patterns.ts';
import { runbooks } from './run-runbooks.ts';
import { runSimilar } from './run-similar.ts';

const everything = (tenantId: Uuid) => coverIncidents(tenantId, toSelection(anySubject));

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

/** What to say when nothing was found: which of the asked words the tenant's records do not have at all. */
async function nothing(plan: Plan, { db, tenantId }: Run): Promise<Facts> {
  const asked = 'target' in plan ? plan.target : plan;
  const words = 'required' in asked ? asked.required : [];
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
    case 'pattern':
      return (await pattern(plan, run)) ?? nothing(plan, run);
    case 'patterns':
      return patterns(plan, run);
    case 'runbooks':
      return runbooks(plan, run);
    case 'insights':
      return insights(plan, run);
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
  const [coverage, labels] = await runQueries(db, { tenantId }, [everything(tenantId), labelNames(tenantId)]);
  return plan.kind === 'say' ? { kind: 'say', plan, coverage } : { kind: 'overview', coverage, labels };
}
