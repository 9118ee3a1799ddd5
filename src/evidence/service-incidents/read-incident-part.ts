import { readSignals, type Signals } from '../../analyst/plan/signals.ts';
import { linkTitles } from '../../analyst/read/link-titles.ts';
import { readQuestion } from '../../analyst/read/read-question.ts';
import { relink } from '../../analyst/read/relink.ts';
import { readWords } from '../../analyst/read/words.ts';
import { compactKey, type KnownValue, type Vocabulary } from '../../analyst/vocabulary/tenant-vocabulary.ts';
import type { Uuid } from '../../core/ids.ts';
import type { Db } from '../../db/db.ts';
import type { LinkedService } from './linked-services.ts';
import { sayServices } from './say-services.ts';

/** Stands for the services while the rest of the question is read; no name has it. */
const STAND_IN = 'xtheservicesx';

/** What a question asks of the incidents of some services, in the analyst's terms. */
export interface IncidentPart {
  readonly signals: Signals;
  /** How a name was read that was written otherwise. */
  readonly notes: readonly string[];
  readonly isAmbiguous: boolean;
}

interface Reader {
  readonly db: Db;
  readonly tenantId: Uuid;
  readonly vocabulary: Vocabulary;
  readonly now: Date;
}

/**
 * Reads a question with the analyst's own reader, the services in it being one value of the field that holds services:
 * windows, severities and what is asked are read as they are in every question.
 */
export async function readIncidentPart(
  around: { readonly before: string; readonly after: string },
  linked: readonly LinkedService[],
  labels: readonly string[],
  { db, tenantId, vocabulary, now }: Reader,
): Promise<IncidentPart> {
  const text = `${around.before} ${STAND_IN} ${around.after}`;
  const known = withStandIn(vocabulary, standInValues(linked, labels));
  const reading = await linkTitles(readQuestion(text, known, now), db, tenantId);
  const relinked = await relink(reading, known, db, tenantId);
  return {
    signals: readSignals(relinked.reading),
    notes: relinked.notes,
    isAmbiguous: relinked.ambiguities.length > 0,
  };
}

/** One value that is said as all of the services, and holds for each of their names. */
function standInValues(linked: readonly LinkedService[], labels: readonly string[]): KnownValue[] {
  const value = sayServices(
    linked.map(({ service }) => service),
    ' / ',
  );
  const keys = linked.flatMap(({ names }) => names.map(({ valueKey }) => valueKey));
  // A service that no incident names still is a condition: one that nothing meets.
  return labels.flatMap((name) =>
    (keys.length > 0 ? keys : ['']).map((valueKey) => ({ name, valueKey, value, words: [STAND_IN] })),
  );
}

const withStandIn = (vocabulary: Vocabulary, values: readonly KnownValue[]): Vocabulary => ({
  ...vocabulary,
  byWords: new Map(vocabulary.byWords).set(compactKey(readWords(STAND_IN)), values),
});

/** Whether the question asks for incidents at all, and not only for services. */
export const isAboutIncidents = ({ incident, measure, superlative, asks, reading }: Signals): boolean =>
  incident ||
  measure !== null ||
  (superlative !== null && superlative.by !== 'start') ||
  asks.has('cause') ||
  /\b(?:incidents?|outages?|happened|went wrong)\b/i.test(reading.question);
