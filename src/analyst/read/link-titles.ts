import type { Uuid } from '../../core/ids.ts';
import type { Db } from '../../db/db.ts';
import { rankIncidents } from '../../store/incident-search.ts';
import { runQuery } from '../../store/query.ts';
import { anySubject, toSelection } from '../plan/plan.ts';
import type { Reading, Topic } from './claims.ts';
import { readWords, type Word } from './words.ts';

const PASSAGES_RANKED = 10;
/** A title of one word is a word like any other. */
const FEWEST_WORDS = 2;

/** Where the title's words stand next to each other in the question; null where they do not. */
function placeOf(title: string, words: readonly Word[]): { from: number; to: number } | null {
  const stems = readWords(title).map((word) => word.stem);
  if (stems.length < FEWEST_WORDS) return null;
  const from = words.findIndex((_, at) => stems.every((stem, index) => words[at + index]?.stem === stem));
  return from < 0 ? null : { from, to: from + stems.length };
}

/**
 * Makes a whole title that stands in the question one topic, whatever else its words might mean: in "the total node
 * failure" nothing is to be summed up.
 */
export async function linkTitles(reading: Reading, db: Db, tenantId: Uuid): Promise<Reading> {
  if (reading.topics.length === 0) return reading;
  const words = reading.topics.map((topic) => topic.text).join(' ');
  const hits = await runQuery(
    db,
    { tenantId },
    rankIncidents(tenantId, words, toSelection(anySubject), PASSAGES_RANKED),
  );
  const places = [...new Set(hits.map((hit) => hit.title))]
    .map((title) => placeOf(title, reading.words))
    .filter((place) => place !== null)
    .sort((a, b) => b.to - b.from - (a.to - a.from));
  const place = places[0];
  if (!place) return reading;
  const inside = (span: { from: number; to: number }): boolean =>
    span.from < place.to && place.from < span.to;
  const run = reading.words.slice(place.from, place.to);
  const title: Topic = { ...place, words: run, text: reading.question.slice(run[0]?.start, run.at(-1)?.end) };
  return {
    ...reading,
    claims: reading.claims.filter((claim) => !inside(claim)),
    topics: [...reading.topics.filter((topic) => !inside(topic)), title].sort((a, b) => a.from - b.from),
  };
}
