import type { Uuid } from '../../core/ids.ts';
import { coverIncidents } from '../../store/incident-figures.ts';
import { countIncidents, type IncidentRow, listIncidents } from '../../store/incident-queries.ts';
import { runQueries, runQuery } from '../../store/query.ts';
import { anySubject, type Subject, toSelection } from '../plan/plan.ts';
import { sayMention } from '../plan/read-mentions.ts';
import { tellingWords } from '../vocabulary/telling-words.ts';
import type { Facts, None } from './facts.ts';
import { MOST_SOURCES, type Run, type Runner, undated } from './run.ts';
import { runSimilar } from './run-similar.ts';

/** A selection of nothing, where there is nothing to be counted. */
const nowhere = { ...toSelection(anySubject), ids: [] };

/** How many incidents a window could not place; none where there is no window. */
const undatedCount = (tenantId: Uuid, subject: Subject) =>
  countIncidents(tenantId, subject.window || subject.weekdays ? toSelection(undated(subject)) : nowhere);

/** How many incidents the subject has, the newest of them, and how many a window could not place. */
async function find(subject: Subject, { db, tenantId }: Run, limit = MOST_SOURCES) {
  const selection = toSelection(subject);
  const [count, shown, undatedOnes] = await runQueries(db, { tenantId }, [
    countIncidents(tenantId, selection),
    listIncidents(tenantId, selection, 'newest', limit),
    undatedCount(tenantId, subject),
  ]);
  return { count, shown, undated: undatedOnes };
}

export const count: Runner<'count'> = async (plan, run) => {
  const found = await find(plan.subject, run);
  return {
    kind: 'count',
    plan,
    ...found,
    none: found.count === 0 ? await none(plan.subject, run) : null,
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
  const mentions = subject.mentions.map((mention) => {
    const condition = { ...mention.condition, within: 'anywhere' as const };
    return { condition, text: sayMention(condition) };
  });
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
  const words = subject.mentions.flatMap(({ condition }) => condition.phrases).join(' ');
  const target = {
    by: 'words',
    words,
    required: tellingWords(words).map((word) => word.text),
    subject: { ...subject, mentions: [] },
  } as const;
  const facts = await runSimilar({ kind: 'similar', target, advice: false }, run);
  return facts?.kind === 'similar' && facts.exact > 0 ? facts : null;
}

export const list: Runner<'list'> = async (plan, run) => {
  const found = await find(plan.subject, run, plan.limit ?? MOST_SOURCES);
  if (found.count > 0) return { kind: 'list', plan, ...found, none: null };
  const inText = anywhereInText(plan.subject);
  if (inText) return list({ ...plan, subject: inText }, run);
  const inWords = plan.subject.mentions.length > 0 ? await listByWords(plan.subject, run) : null;
  return inWords ?? { kind: 'list', plan, ...found, none: await none(plan.subject, run) };
};
