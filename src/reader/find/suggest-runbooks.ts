import type { Question } from '../question/question.ts';
import type { ReadDocument } from '../units/unit.ts';
import { cover } from './cover.ts';
import { meaningOf } from './meaning-of.ts';
import type { Quote } from './quote.ts';

/** Passages that are as likely as this to be relevant: of those that are not, one in two hundred reaches it. */
const LEAST_SCORE = 0.1;
const MOST_RUNBOOKS = 3;

/** Trouble told in somebody's own words, or what to do about it; not a question for a fact. */
const isTrouble = ({ kind, intent }: Question): boolean =>
  kind === 'other' || (kind === 'how-to' && (intent === 'fix' || intent === 'diagnose'));

/** Names of the question that are no numbers: a runbook about something else is no help. */
const namesOf = ({ terms, names }: Question): number =>
  terms.reduce((all, { text }, at) => (/^\d/.test(text) ? all & ~(1 << at) : all), names);

function holdsNames(document: ReadDocument, question: Question): boolean {
  const names = namesOf(question);
  let held = cover(document.names.tokens, question);
  for (const { units, headings } of document.sections) {
    held |= cover(headings.tokens, question);
    for (const unit of units) held |= cover(unit.tokens, question);
  }
  return (held & names) === names;
}

/** The runbooks that come nearest to a trouble that none of them tells in the same words; none for other questions. */
export function suggestRunbooks(questions: readonly Question[], documents: readonly ReadDocument[]): Quote[] {
  const trouble = questions.find(isTrouble);
  if (trouble === undefined) return [];
  return documents
    .filter((document) => isNear(document) && holdsNames(document, trouble))
    .slice(0, MOST_RUNBOOKS)
    .flatMap((document) => {
      const unit = meaningOf(document);
      return unit === undefined ? [] : { shape: 'sentences' as const, units: [unit] };
    });
}

const isNear = ({ sections }: ReadDocument): boolean =>
  sections.some(({ units }) =>
    units.some(({ passage }) => passage.kind === 'runbook' && passage.score >= LEAST_SCORE),
  );
