import { getIncidents, type IncidentDetails } from '../../store/incident-queries.ts';
import { runQuery } from '../../store/query.ts';
import { anySubject, type Plan } from '../plan/plan.ts';
import { tellingWords } from '../vocabulary/telling-words.ts';
import type { Facts } from './facts.ts';
import { type Candidate, findIncidents, gistOf } from './find-incidents.ts';
import { resolveTarget } from './resolve-target.ts';
import type { Run } from './run.ts';

const MOST_SIMILAR = 5;
const MOST_EXACT = 10;
const WORDS_OF_A_RECORD = 40;
/** Share of the described words that an incident must hold to be called similar. */
const LEAST_SHARED = 0.6;

/** The telling words of a text, each once, as typed. */
function distinctWords(text: string, most: number): string[] {
  const byStem = new Map(tellingWords(text).map((word) => [word.stem, word.text]));
  return [...byStem.values()].slice(0, most);
}

const sharedWith = (candidate: Candidate, required: readonly string[]): string[] =>
  required.filter((word) => !candidate.missing.includes(word));

/** Of the words of a title, how many another must share; or of a whole record, without sharing its title. */
const LEAST_OF_TITLE = 0.4;
const LEAST_OF_RECORD = 6;

/** Incidents that share the title's words come first, then those that share most of the record's. */
async function similarToIncident(
  plan: Extract<Plan, { kind: 'similar' }>,
  incident: IncidentDetails,
  { db, tenantId }: Run,
): Promise<Facts | undefined> {
  const title = tellingWords(incident.title).map((word) => word.stem);
  const titleWords = Math.max(1, distinctWords(incident.title, WORDS_OF_A_RECORD).length);
  const words = distinctWords(
    `${incident.title} ${incident.rootCause ?? ''} ${gistOf(incident)}`,
    WORDS_OF_A_RECORD,
  );
  const candidates = await findIncidents(db, tenantId, words.join(' '), words, anySubject);
  const labels = Object.values(incident.labels).flat();
  const matches = candidates
    .filter((candidate) => candidate.incident.id !== incident.id)
    .map((candidate) => {
      const own = Object.values(candidate.incident.labels).flat();
      const inTitle = new Set(tellingWords(candidate.incident.title).map((word) => word.stem));
      const held = sharedWith(candidate, words);
      return {
        incident: candidate.incident,
        shared: [...new Set([...labels.filter((label) => own.includes(label)), ...held])],
        held: held.length,
        ofTitle: title.filter((stem) => inTitle.has(stem)).length / titleWords,
      };
    })
    .filter((match) => match.ofTitle >= LEAST_OF_TITLE || match.held >= LEAST_OF_RECORD)
    .sort((a, b) => b.ofTitle - a.ofTitle || b.held - a.held)
    .slice(0, MOST_SIMILAR);
  return matches.length === 0 ? undefined : { kind: 'similar', plan, matches, exact: 0, to: incident.title };
}

/**
 * Incidents that match a described symptom, or the incident that the question is about. All words of a short
 * description must be there; of a longer one most of them.
 */
export async function runSimilar(
  plan: Extract<Plan, { kind: 'similar' }>,
  run: Run,
): Promise<Facts | undefined> {
  const { db, tenantId } = run;
  if (plan.target.by !== 'words') {
    const { ids } = await resolveTarget(plan.target, run);
    const incidents = await runQuery(db, { tenantId }, getIncidents(tenantId, ids.slice(0, 1)));
    return incidents[0] && similarToIncident(plan, incidents[0], run);
  }
  const { words, required, subject } = plan.target;
  const candidates = await findIncidents(db, tenantId, words, required, subject);
  const exact = candidates.filter((each) => each.missing.length === 0).slice(0, MOST_EXACT);
  const alike =
    exact.length >= MOST_SIMILAR
      ? []
      : candidates
          .filter((each) => each.missing.length > 0 && isAlike(each, required))
          .slice(0, MOST_SIMILAR - exact.length);
  const matches = [...exact, ...alike].map((each) => ({
    incident: each.incident,
    shared: sharedWith(each, required),
  }));
  return matches.length === 0 ? undefined : { kind: 'similar', plan, matches, exact: exact.length, to: null };
}

/** Names and numbers of the description must all be there; of the other words most. */
function isAlike(candidate: Candidate, required: readonly string[]): boolean {
  const held = required.length - candidate.missing.length;
  const names = candidate.missing.some((word) => !/^\p{Ll}+$/u.test(word));
  return required.length >= 3 && !names && held / required.length >= LEAST_SHARED;
}
