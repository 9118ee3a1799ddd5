import type { Uuid } from '../../core/ids.ts';
import type { Db } from '../../db/db.ts';
import { findIdentifiers } from '../../lib/find-identifiers.ts';
import { plainBlocks } from '../../lib/plain-blocks.ts';
import { getIncidents, type IncidentDetails } from '../../store/incident-queries.ts';
import { findNamed, rankIncidents } from '../../store/incident-search.ts';
import { runQuery } from '../../store/query.ts';
import { isUnlimited, type Subject, toSelection } from '../plan/plan.ts';
import { readWords, stemsOf } from '../read/words.ts';

/** An incident that search found, and how well the asked words are covered by it. */
export interface Candidate {
  readonly incident: IncidentDetails;
  /** Position of its best passage by BM25; 1 is the best of all, 0 holds an identifier as written. */
  readonly position: number;
  /** Asked words, as typed, that stand nowhere in the incident. */
  readonly missing: readonly string[];
  /** Share of the asked words that stand in the title, 0 to 1. */
  readonly inTitle: number;
  /** Share of the asked words that stand in the title, the labels, the id or the first lines, 0 to 1. */
  readonly inHead: number;
  /** Share of the title's own words that were asked, 0 to 1. */
  readonly ofTitle: number;
}

const PASSAGES_RANKED = 200;
const PASSAGES_RANKED_DEEP = 5_000;
const MOST_IDENTIFIERS = 20;
const INCIDENTS_READ = 12;
const MOST_TEXT_READ = 40_000;
/** Labels, id and about three sentences. */
const HEAD_CHARACTERS = 600;

function textOf(incident: IncidentDetails): string {
  const labels = Object.values(incident.labels).flat().join(' ');
  return `${incident.title} ${incident.externalId} ${labels} ${incident.summary ?? ''} ${incident.fullText.slice(0, MOST_TEXT_READ)}`;
}

/** What an incident is about, apart from what its text also mentions. */
function headOf(incident: IncidentDetails): string {
  return textOf(incident).slice(0, incident.title.length + HEAD_CHARACTERS);
}

function judge(incident: IncidentDetails, position: number, required: readonly string[]): Candidate {
  const text = stemsOf(textOf(incident));
  const title = stemsOf(incident.title);
  const head = stemsOf(headOf(incident));
  const stems = required.map((word) => ({ word, stems: readWords(word).map((each) => each.stem) }));
  const holds = (held: Set<string>, each: (typeof stems)[number]): boolean =>
    each.stems.every((stem) => held.has(stem));
  const asked = new Set(stems.flatMap((each) => each.stems));
  return {
    incident,
    position,
    missing: stems.filter((each) => !holds(text, each)).map((each) => each.word),
    inTitle: stems.length === 0 ? 0 : stems.filter((each) => holds(title, each)).length / stems.length,
    inHead: stems.length === 0 ? 0 : stems.filter((each) => holds(head, each)).length / stems.length,
    ofTitle: [...title].filter((stem) => asked.has(stem)).length / Math.max(1, title.size),
  };
}

/** Positions of the incidents that words and identifiers find, by BM25 `depth` passages down. */
async function rank(
  db: Db,
  tenantId: Uuid,
  words: string,
  subject: Subject,
  depth: number,
): Promise<Map<Uuid, number>> {
  const scope = { tenantId };
  const identifiers = findIdentifiers(words, MOST_IDENTIFIERS);
  const [ranked, named] = await Promise.all([
    runQuery(db, scope, rankIncidents(tenantId, words, toSelection(subject), depth)),
    identifiers.length > 0 ? runQuery(db, scope, findNamed(tenantId, identifiers, PASSAGES_RANKED)) : [],
  ]);
  const positions = new Map(ranked.map(({ id, position }) => [id, position]));
  for (const id of named) if (isUnlimited(subject) || positions.has(id)) positions.set(id, 0);
  return positions;
}

async function judgeBest(
  db: Db,
  tenantId: Uuid,
  positions: ReadonlyMap<Uuid, number>,
  required: readonly string[],
): Promise<Candidate[]> {
  const ids = [...positions]
    .sort((a, b) => a[1] - b[1])
    .slice(0, INCIDENTS_READ)
    .map(([id]) => id);
  if (ids.length === 0) return [];
  const incidents = await runQuery(db, { tenantId }, getIncidents(tenantId, ids));
  return incidents
    .map((incident) => judge(incident, positions.get(incident.id) ?? 0, required))
    .sort(
      (a, b) =>
        a.missing.length - b.missing.length ||
        b.inTitle - a.inTitle ||
        b.inHead - a.inHead ||
        a.position - b.position,
    );
}

/**
 * Incidents of the subject that the words may mean, best first: those that miss fewer of the required words, then
 * those that have more of them in the title and the first lines, then those with the better passage. The subject filters what was ranked;
 * where it leaves no incident with all the words, the ranking goes on further down.
 */
export async function findIncidents(
  db: Db,
  tenantId: Uuid,
  words: string,
  required: readonly string[],
  subject: Subject,
): Promise<Candidate[]> {
  const find = async (depth: number): Promise<Candidate[]> =>
    judgeBest(db, tenantId, await rank(db, tenantId, words, subject, depth), required);
  const found = await find(PASSAGES_RANKED);
  if (isUnlimited(subject) || found[0]?.missing.length === 0) return found;
  return find(PASSAGES_RANKED_DEEP);
}

const MOST_MEANT = 5;
/** An incident that merely mentions most of the words in passing is not the one that is meant. */
const LEAST_IN_HEAD = 0.5;

/** Words that may be missing: none of a short question, one plain word of a longer one. */
function isCovered(candidate: Candidate, required: readonly string[]): boolean {
  if (candidate.missing.length === 0) return true;
  const only = candidate.missing[0] ?? '';
  return (
    candidate.missing.length === 1 &&
    required.length >= 4 &&
    /^\p{Ll}+$/u.test(only) &&
    candidate.inTitle >= 0.5
  );
}

/** The incidents that the words mean: the one that stands out, or those that match equally well; none if words are missing. */
export function meantIncidents(candidates: readonly Candidate[], required: readonly string[]): Candidate[] {
  const best = candidates[0];
  if (!best || !isCovered(best, required) || best.inHead < LEAST_IN_HEAD) return [];
  const equal = candidates.filter(
    (each) =>
      each.missing.length === best.missing.length &&
      each.inTitle === best.inTitle &&
      (best.inTitle === 1 || each.inHead === best.inHead),
  );
  const whole = equal.filter((each) => each.ofTitle >= 0.99);
  return (whole.length > 0 ? whole : equal).slice(0, MOST_MEANT);
}

/** The incident's own words in short: its summary, else the beginning of its text. */
export function gistOf(incident: IncidentDetails): string {
  return plainBlocks(incident.summary ?? incident.fullText);
}
