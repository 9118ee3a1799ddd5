import type { Uuid } from '../../core/ids.ts';
import { getIncidents } from '../../store/incident-queries.ts';
import { runQueries, runQuery } from '../../store/query.ts';
import {
  countRunbooks,
  type RunbookNames,
  selectRunbookNames,
  selectRunbooks,
  selectRunbooksOfPatterns,
} from '../../store/runbook-answers.ts';
import type { Plan } from '../plan/plan.ts';
import { fitNames, meantNames } from '../read/fit-names.ts';
import { readWords } from '../read/words.ts';
import type { Run, Runner } from './run.ts';

const MOST_CANDIDATES = 300;
const MOST_STEPS = 20;

/** The words as people write them, and the parts of names that are written together. */
const searched = (words: readonly string[]): string[] =>
  words.flatMap((word) =>
    readWords(`${word} ${word.replace(/([a-z0-9])([A-Z])/g, '$1 $2')}`).map(({ lower }) => lower),
  );

const calls = ({ alerts, title }: RunbookNames, word: string): boolean =>
  [...alerts, title].some((name) => name.toLowerCase() === word.toLowerCase());

/** Those that are called by the words: just so, as their alert, or by most of them. */
async function calledBy(words: readonly string[], { db, tenantId }: Run): Promise<RunbookNames[]> {
  const found = await runQuery(
    db,
    { tenantId },
    selectRunbookNames(tenantId, searched(words), MOST_CANDIDATES),
  );
  const exact = found.filter((runbook) => words.some((word) => calls(runbook, word)));
  if (exact.length > 0) return exact;
  const items = found.map((names) => ({ ...names, terms: [...names.alerts, ...names.services] }));
  return meantNames(fitNames(items, words), words).map(({ item }) => item);
}

/** The runbooks that a plan means, the best suited first, each once. */
async function meant(plan: Extract<Plan, { kind: 'runbooks' }>, run: Run): Promise<RunbookNames[]> {
  const { db, tenantId } = run;
  const id = plan.subject.pattern?.condition;
  if (plan.written.length === 0 && id === undefined)
    return runQuery(db, { tenantId }, selectRunbookNames(tenantId, [], MOST_CANDIDATES));
  const asWritten = plan.written.length > 0 ? await calledBy(plan.written, run) : [];
  const called =
    asWritten.length === 0 && plan.words.length > 0 ? await calledBy(plan.words, run) : asWritten;
  const ofPattern =
    id === undefined
      ? []
      : await runQuery(db, { tenantId }, selectRunbooksOfPatterns(tenantId, [id], MOST_CANDIDATES));
  return [...new Map([...called, ...ofPattern].map((each) => [each.id, each])).values()];
}

export const runbooks: Runner<'runbooks'> = async (plan, run) => {
  const { db, tenantId } = run;
  const scope = { tenantId };
  const names = await meant(plan, run);
  const ids = names.slice(0, plan.limit).map(({ id }) => id);
  const [told, known] = await runQueries(db, scope, [
    selectRunbooks(tenantId, ids, MOST_STEPS),
    countRunbooks(tenantId),
  ]);
  const from = new Set(
    told.flatMap(({ steps }) =>
      steps.flatMap(({ incidentId }): Uuid[] => (incidentId === null ? [] : [incidentId])),
    ),
  );
  const incidents = from.size === 0 ? [] : await runQuery(db, scope, getIncidents(tenantId, [...from]));
  return { kind: 'runbooks', plan, runbooks: told, total: names.length, known, incidents };
};
