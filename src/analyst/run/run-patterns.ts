import { coverIncidents } from '../../store/incident-figures.ts';
import { rankPatterns } from '../../store/pattern-answers.ts';
import { countPatterns, selectPatternsOfIds } from '../../store/patterns.ts';
import { runQueries, runQuery } from '../../store/query.ts';
import { toSelection } from '../plan/plan.ts';
import type { Runner } from './run.ts';

/** The standing patterns with most incidents of the subject. */
export const patterns: Runner<'patterns'> = async (plan, { db, tenantId }) => {
  const selection = toSelection(plan.subject);
  const only = { among: plan.among?.condition ?? null, status: plan.status };
  const [rows, standing, coverage] = await runQueries(db, { tenantId }, [
    rankPatterns(tenantId, selection, only, plan.limit),
    countPatterns(tenantId, {}),
    coverIncidents(tenantId, selection),
  ]);
  const found = await runQuery(
    db,
    { tenantId },
    selectPatternsOfIds(
      tenantId,
      rows.map(({ id }) => id),
    ),
  );
  const counts = new Map(rows.map(({ id, count }) => [id, count]));
  return {
    kind: 'patterns',
    plan,
    ranked: found.map((pattern) => ({ pattern, count: counts.get(pattern.id) ?? 0 })),
    total: rows[0]?.patterns ?? 0,
    standing,
    coverage,
  };
};
