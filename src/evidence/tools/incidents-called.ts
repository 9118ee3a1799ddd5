import { sayList } from '../../analyst/phrase/say.ts';
import { ParleyError } from '../../core/errors.ts';
import { parseId, type Uuid } from '../../core/ids.ts';
import { shorten } from '../../lib/shorten.ts';
import type { AnswerRequest } from '../../models/answerer.ts';
import { selectIncidentId } from '../../store/incident-reference.ts';
import { rankIncidents } from '../../store/incident-search.ts';
import { everyIncident } from '../../store/incident-selection.ts';
import { runQueries } from '../../store/query.ts';
import type { ToolParts } from './tool-parts.ts';

/** Longest id or title. */
export const MOST_REFERENCE_CHARACTERS = 300;

/** A title stands in every passage of its incident, so that the best passages for its words hold it. */
const PASSAGES_RANKED = 100;
const MOST_OF_ONE_TITLE = 3;
const MOST_SUGGESTED = 5;
const MOST_TITLE_CHARACTERS = 120;

const folded = (text: string): string => text.toLowerCase().replace(/\s+/g, ' ').trim();

/**
 * The caller's incident of that id or external id, or those of just that title, at most three. Throws `not_found` with
 * the nearest titles that there are.
 */
export async function incidentsCalled(
  reference: string,
  { context: { tenantId } }: AnswerRequest,
  { db }: ToolParts,
): Promise<Uuid[]> {
  const text = reference.trim();
  const [known, ranked] = await runQueries(db, { tenantId }, [
    selectIncidentId(tenantId, parseId('inc', text), text),
    rankIncidents(tenantId, text, everyIncident, PASSAGES_RANKED),
  ]);
  if (known !== undefined) return [known];
  const titled = ranked.filter(({ title }) => folded(title) === folded(text));
  if (titled.length > 0) return titled.slice(0, MOST_OF_ONE_TITLE).map(({ id }) => id);
  const titles = [...new Set(ranked.map(({ title }) => title))].slice(0, MOST_SUGGESTED);
  const near = titles.map((title) => `“${shorten(title, MOST_TITLE_CHARACTERS)}”`);
  const there = near.length > 0 ? ` The nearest titles are: ${sayList(near)}.` : '';
  throw new ParleyError('not_found', `There is no incident with that id or title.${there}`, {
    subject: 'incident',
  });
}
