import { AMOUNT } from '../kinds/expressions.ts';
import type { KindName } from '../question/question.ts';
import type { Unit } from '../units/unit.ts';
import { type Candidate, candidatesOf } from './candidate.ts';
import type { Reading } from './context.ts';
import { pointsBack } from './previous-terms.ts';
import { antecedentOf } from './pronouns.ts';
import type { Quote } from './quote.ts';

const FIGURES: ReadonlySet<KindName> = new Set(['when', 'how-long', 'how-often', 'how-many']);
const FACTS: ReadonlySet<KindName> = new Set([...FIGURES, 'who', 'where', 'yes-no']);
/** Candidates this near to the best say the same thing, or contradict it. */
const NEAR = 0.16;
/** What is told as fully may rank lower by this. */
const FARTHEST = 0.4;
const MOST_SENTENCES = 3;
const MOST_DOCUMENTS = 2;
const MOST_LED = 8;

const figuresIn = (text: string): string =>
  [...text.matchAll(AMOUNT)]
    .map(([figure]) => figure.replace(/[.,]$/, '').toLowerCase())
    .sort()
    .join(' ');

/** The unit with what makes it readable: what it points back to, and the code or list that it leads in. */
export function inContext(unit: Unit): Unit[] {
  const units: Unit[] = [unit];
  if (unit.kind === 'sentence' && unit.previous && pointsBack(unit.text)) units.unshift(unit.previous);
  const next = unit.section.units.slice(unit.at + 1);
  if (unit.kind === 'item') {
    const code = next[0];
    if (code?.kind === 'code' && code.lead === unit) units.push(code);
  } else if (unit.text.endsWith(':'))
    units.push(...next.filter((led) => led.lead === unit).slice(0, MOST_LED));
  return units;
}

/** The same of a candidate, from the sentence on that names what a pronoun in it stands for. */
function readableOf({ unit, isLeaning }: Candidate): Unit[] {
  const units = inContext(unit);
  const first = isLeaning ? antecedentOf(unit) : null;
  if (!first) return units;
  const led = unit.section.units.slice(first.at, unit.at).filter(({ kind }) => kind === 'sentence');
  return [...led, ...units.slice(units.indexOf(unit))];
}

export function quoteOf(candidate: Candidate): Quote {
  const { unit, row, isHeaded } = candidate;
  const heading = unit.section.units[0];
  return row && unit.kind === 'row'
    ? { shape: 'row', unit, columns: row.columns }
    : {
        shape: 'sentences',
        units:
          isHeaded && heading?.kind === 'heading'
            ? [heading, ...readableOf(candidate)]
            : readableOf(candidate),
      };
}

/**
 * Other documents that give another figure for the same, as fully told: which of them is right nobody but their readers
 * can say.
 */
function disagreeing(best: Candidate, others: readonly Candidate[], { own, question }: Reading): Candidate[] {
  const figures = new Set([figuresIn(best.unit.text)]);
  const documents = new Set([best.unit.passage.documentId]);
  const told = own(best.unit) & question.required;
  return others.filter(({ unit, score, fit }) => {
    const said = figuresIn(unit.text);
    const isAsFull = (own(unit) & told) === told || best.score - score <= NEAR;
    if (best.score - score > FARTHEST || fit < 0.7 || !isAsFull) return false;
    if (figures.has(said) || documents.has(unit.passage.documentId)) return false;
    figures.add(said);
    documents.add(unit.passage.documentId);
    return true;
  });
}

/** Further sentences under the same heading that answer nearly as well. */
function alsoThere(best: Candidate, others: readonly Candidate[]): Candidate[] {
  return others.filter(
    ({ unit, score, row }) =>
      row === null && unit.section === best.unit.section && best.score - score <= NEAR / 2,
  );
}

/** The sentences and rows that answer best; none where nothing answers. */
export function pickSentences(
  reading: Reading,
  candidates: readonly Candidate[] = candidatesOf(reading),
): Quote[] {
  const [best, ...others] = candidates;
  if (!best) return [];
  const { kind } = reading.question;
  if (FIGURES.has(kind))
    return [best, ...disagreeing(best, others, reading).slice(0, MOST_DOCUMENTS - 1)].map(quoteOf);
  if (best.row) return sameTableRows(best, others).map(quoteOf);
  if (FACTS.has(kind)) return [quoteOf(best)];
  const near = [best, ...alsoThere(best, others)].slice(0, MOST_SENTENCES);
  const units = [...new Set(near.flatMap(readableOf))].sort((a, b) => a.at - b.at);
  return [{ shape: 'sentences', units }];
}

/** Rows of one table that answer equally well. */
function sameTableRows(best: Candidate, others: readonly Candidate[]): Candidate[] {
  const equal = others.filter(
    ({ unit, row, score }) => row !== null && unit.section === best.unit.section && best.score - score < 0.02,
  );
  return [best, ...equal].slice(0, MOST_SENTENCES);
}
