import type { PassageCandidate } from '../found-passage.ts';
import type { NamedRun, SearchQuery } from '../query/query.ts';
import { baseName } from './analysed-passage.ts';
import { joinName } from './split-words.ts';

/** Words of a sentence that must follow each other to be taken for a title. */
const FEWEST_TITLE_WORDS = 3;
/** A question of so few terms is nothing but a name. */
const MOST_TERMS_OF_A_NAME = 2;

function meansTitle(run: NamedRun | undefined): boolean {
  return run !== undefined && (run.isIdentifier || run.words >= FEWEST_TITLE_WORDS);
}

/** An alert of one usual word is only meant where it is written as the alert is, or where nothing else is asked. */
function meansAlert(run: NamedRun | undefined, alert: string, query: SearchQuery): boolean {
  if (run === undefined) return false;
  if (run.isIdentifier || run.words > 1) return true;
  return run.written === alert || query.terms.length <= MOST_TERMS_OF_A_NAME;
}

/** Whether the question names the candidate's document: by an alert that it serves, its title or its file's name. */
export function isNamed({ alerts, title, externalId }: PassageCandidate, query: SearchQuery): boolean {
  return (
    alerts.some((alert) => meansAlert(query.names.get(joinName(alert)), alert, query)) ||
    meansTitle(query.names.get(joinName(title))) ||
    meansTitle(query.names.get(joinName(baseName(externalId))))
  );
}
