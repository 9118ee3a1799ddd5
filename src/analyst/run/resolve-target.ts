import type { Uuid } from '../../core/ids.ts';
import { countIncidents, getIncidents, listIncidents } from '../../store/incident-queries.ts';
import { runQueries, runQuery } from '../../store/query.ts';
import { measureField, type Subject, type Target, toSelection } from '../plan/plan.ts';
import { findIncidents, meantIncidents } from './find-incidents.ts';
import { MOST_SOURCES, type Run, undated, withPresence } from './run.ts';

const MOST_TARGETS = 10;

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

/** Names that stand together in one title mean that incident, whatever labels they are besides. */
const FEWEST_TITLE_WORDS = 2;

async function byTitle(target: Extract<Target, { by: 'selection' }>, { db, tenantId }: Run): Promise<Uuid[]> {
  const words = target.words ?? [];
  if (words.length < FEWEST_TITLE_WORDS) return [];
  const subject = { ...target.subject, labels: [] };
  const candidates = await findIncidents(db, tenantId, words.join(' '), words, subject);
  return candidates.filter((each) => each.inTitle === 1).map((each) => each.incident.id);
}

/** Ids of the incidents that a target means, and of how many it is the first. */
interface Resolved {
  readonly ids: Uuid[];
  readonly total: number;
  readonly known: number;
  readonly whole: number;
}

/** These incidents and no others. */
const exactly = (ids: Uuid[]): Resolved => ({
  ids,
  total: ids.length,
  known: ids.length,
  whole: ids.length,
});

/** The incidents that a target means. */
export async function resolveTarget(target: Target, run: Run): Promise<Resolved> {
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
    return exactly(ids);
  }
  const selection = toSelection(target.subject);
  const titled = target.by === 'selection' ? await byTitle(target, run) : [];
  if (titled.length > 0) return exactly(titled);
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
      return exactly(ids);
    }
    return { ids: rows.map((row) => row.id), total, known: total, whole: total };
  }
  const known = withPresence(selection, measureField[target.of], true);
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
