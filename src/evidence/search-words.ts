import { matchLexicon } from '../analyst/vocabulary/match-lexicon.ts';
import { tellingWords } from '../analyst/vocabulary/telling-words.ts';
import { wellFormed } from '../lib/well-formed.ts';
import type { AnswerRequest } from '../models/answerer.ts';

/** Fewer own words than this leave open what a follow-up is about. */
const FEWEST_OWN_WORDS = 2;

/** Of a long message, such as a pasted log, the first words tell. */
const MOST_CHARACTERS = 1000;

/** Words that name a thing: "how was it fixed" has none. */
function ownWords(question: string): number {
  const words = tellingWords(question.slice(0, MOST_CHARACTERS));
  return words.filter((_, index) => matchLexicon(words, index).length === 0).length;
}

/**
 * What incident texts are searched for: the question, and where it names fewer than two things, `about` (what the
 * session is bound to) and the latest earlier question that names as many. At most 3,000 characters.
 */
export function searchWords({ question, history }: AnswerRequest, about: string | null): string {
  const parts = [question];
  if (ownWords(question) < FEWEST_OWN_WORDS) {
    const earlier = history.findLast((turn) => ownWords(turn.question) >= FEWEST_OWN_WORDS) ?? history.at(-1);
    parts.push(about ?? '', earlier?.question ?? '');
  }
  const said = parts.filter((part) => part !== '');
  return said.map((part) => wellFormed(part.slice(0, MOST_CHARACTERS))).join(' ');
}
