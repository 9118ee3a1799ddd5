import { sayMoment } from '../analyst/phrase/say.ts';
import type { Uuid } from '../core/ids.ts';
import type { Db } from '../db/db.ts';
import { shorten } from '../lib/shorten.ts';
import type { Evidence } from '../models/evidence.ts';
import { type PassageHit, rankPassages, searchPassages } from '../store/incident-search.ts';
import { everyIncident } from '../store/incident-selection.ts';
import { runQuery } from '../store/query.ts';
import { citeIncident } from './cite-incident.ts';
import { cutText } from './cut-text.ts';

type FoundPassage = Omit<PassageHit, 'score'>;

const MOST_BODY_CHARACTERS = 1200;
const MOST_NAME_CHARACTERS = 200;
/** Other incidents shall have a say as well. */
const MOST_OF_ONE_INCIDENT = 3;

/** How many passages are read for each that is given: copies among them, and more than enough of one incident. */
const READ_FOR_EACH = 2;

/** The best `most` passages that have at least one of the words, as evidence. */
export async function findPassageEvidence(
  db: Db,
  tenantId: Uuid,
  words: string,
  most: number,
): Promise<Evidence[]> {
  const scope = { tenantId };
  const { passages, allMatch } = await runQuery(
    db,
    scope,
    rankPassages(tenantId, words, most * READ_FOR_EACH),
  );
  const hits = allMatch
    ? passages
    : await runQuery(db, scope, searchPassages(tenantId, words, everyIncident, most * READ_FOR_EACH));
  return choosePassages(hits, most).map(passageEvidence);
}

/** What was imported twice, from two places, is one passage. */
const sameKey = ({ body, startedAt }: FoundPassage): string =>
  `${startedAt?.at.toISOString()} ${body.toLowerCase().replace(/\s+/g, ' ').trim()}`;

/** The first `most` of the passages, no text twice, and not all of one incident. */
export function choosePassages(hits: readonly FoundPassage[], most: number): FoundPassage[] {
  const seen = new Set<string>();
  const ofIncident = new Map<string, number>();
  const chosen: FoundPassage[] = [];
  for (const hit of hits) {
    const own = ofIncident.get(hit.incidentId) ?? 0;
    const key = sameKey(hit);
    if (chosen.length === most) break;
    if (seen.has(key) || own === MOST_OF_ONE_INCIDENT) continue;
    seen.add(key);
    ofIncident.set(hit.incidentId, own + 1);
    chosen.push(hit);
  }
  return chosen;
}

/** A passage of an incident's text, and where it stands. */
export function passageEvidence(hit: FoundPassage): Evidence {
  const { incidentId: id, externalId, title, startedAt, heading } = hit;
  const when = startedAt ? `started ${sayMoment(startedAt)}` : 'start not recorded';
  const name = (text: string): string => shorten(text, MOST_NAME_CHARACTERS);
  const part = heading === null ? '' : `, part “${name(heading)}”`;
  const from = `From the record of “${name(title)}” (id ${name(externalId)}, ${when})${part}`;
  return {
    text: `${from}:\n${cutText(ownText(hit), MOST_BODY_CHARACTERS)}`,
    citations: [citeIncident({ id, externalId, title })],
  };
}

/** A stored passage begins with its incident's title and its heading. */
function ownText({ body, title, heading }: FoundPassage): string {
  const after = (text: string, line: string | null): string =>
    line !== null && text.startsWith(`${line}\n`) ? text.slice(line.length + 1) : text;
  return after(after(body, title), heading);
}
