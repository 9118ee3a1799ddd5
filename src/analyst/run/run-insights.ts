import { listIncidents } from '../../store/incident-queries.ts';
import { everyIncident } from '../../store/incident-selection.ts';
import { type KnownInsight, selectKnownInsights } from '../../store/insight-answers.ts';
import { selectPatternsOfIds } from '../../store/patterns.ts';
import { runQueries } from '../../store/query.ts';
import { isStanding } from '../plan/meant-pattern.ts';
import { isUnlimited, toSelection } from '../plan/plan.ts';
import { readWords, stemsOf } from '../read/words.ts';
import { MOST_SOURCES, type Runner } from './run.ts';

const MOST_READ = 200;
const MOST_TOLD = 10;

/** True where the insight's own words have all that was asked. */
function speaksOf({ title, summary, services }: KnownInsight, words: readonly string[]): boolean {
  const held = stemsOf(`${title} ${summary} ${services.join(' ')}`);
  return words.flatMap((word) => readWords(word)).every(({ stem }) => held.has(stem));
}

/** Insights that still hold; in a window only those with an incident in it. */
export const insights: Runner<'insights'> = async (plan, { db, tenantId }) => {
  const { subject, category, severity, words } = plan;
  const selection = isUnlimited(subject) ? null : toSelection(subject);
  const any = { category: null, severity: null, selection: null };
  const [found, known] = await runQueries(db, { tenantId }, [
    selectKnownInsights(tenantId, { category, severity, selection }, MOST_READ),
    selectKnownInsights(tenantId, any, MOST_READ),
  ]);
  const told = found.filter((insight) => speaksOf(insight, words)).slice(0, MOST_TOLD);
  const ids = [...new Set(told.flatMap(({ incidentIds }) => incidentIds))];
  const [incidents, patterns] = await runQueries(db, { tenantId }, [
    listIncidents(tenantId, { ...(selection ?? everyIncident), ids }, 'newest', MOST_SOURCES),
    selectPatternsOfIds(
      tenantId,
      told.flatMap(({ patternId }) => patternId ?? []),
    ),
  ]);
  return {
    kind: 'insights',
    plan,
    insights: told,
    known: known.length,
    incidents,
    patterns: patterns.filter(isStanding),
  };
};
