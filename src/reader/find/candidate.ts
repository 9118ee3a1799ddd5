import { kindNamed } from '../kinds/kinds.ts';
import type { KindName, Question } from '../question/question.ts';
import type { Unit } from '../units/unit.ts';
import { functionWords } from '../vocabulary/function-words.ts';
import { intentHeadings } from '../vocabulary/intent-words.ts';
import type { Reading } from './context.ts';
import { contradicts, coverToken, namesAnother } from './cover.ts';
import { exactKinds } from './exact-kinds.ts';
import { fitOf, headedFit } from './fit-of.ts';
import { heldAround, leans, speaksOf, weigh } from './held-terms.ts';
import { isRefusedByNegation } from './negation.ts';
import { strangersBefore } from './previous-terms.ts';
import { pronounTerms } from './pronouns.ts';
import { tellsOtherRate } from './rates.ts';
import { type RowAnswer, readRow } from './read-row.ts';

/** A unit that holds what is asked. */
export interface Candidate {
  readonly unit: Unit;
  readonly score: number;
  /** How well its text is the kind of answer that is wanted. */
  readonly fit: number;
  /** Of a row: the columns that answer. */
  readonly row: RowAnswer | null;
  /** Its heading says what the unit itself leaves to it. */
  readonly isHeaded: boolean;
  /** A pronoun in it stands for what the sentence before names. */
  readonly isLeaning: boolean;
}

/** A heading may say it for what stands below: the version and the date of a changelog. */
const HEADED: ReadonlySet<KindName> = new Set(['when', 'how-many']);
const LONG_CHARACTERS = 350;

/** What leads in code or a list answers with it; in front of nothing it is half a sentence. */
function isWhole(unit: Unit, kind: KindName): boolean {
  if (!unit.text.endsWith(':')) return true;
  return !exactKinds.has(kind) && unit.section.units[unit.at + 1]?.lead === unit;
}

/** What makes one of two sentences that hold the same the better answer. */
function bonusOf(reading: Reading, unit: Unit, row: RowAnswer | null): number {
  const { question } = reading;
  const content = unit.tokens.filter(({ lower }) => !functionWords.has(lower));
  const known = content.filter((token) => coverToken(token, question) !== 0).length;
  const dense = row || content.length === 0 ? 0.5 : known / content.length;
  const isWanted =
    question.intent !== null && intentHeadings[question.intent].test(unit.section.heading.text);
  const strangers = row ? 0 : strangersBefore(unit, question);
  const { heading, document } = reading.around(unit.section);
  const isItsPage =
    question.names !== 0 && (reading.named(unit.section.document) & question.names) === question.names;
  const isColumn = row?.isNamed === true;
  const isOnTopic = ((heading | document) & question.required) !== 0;
  const isLong = unit.text.length > LONG_CHARACTERS;
  return (
    dense * 0.12 +
    (isColumn ? 0.15 : 0) +
    (isWanted ? (isItsPage ? 1.2 : 0.5) : 0) +
    (isOnTopic ? 0.15 : 0) -
    strangers * 0.08 -
    (isLong ? 0.08 : 0)
  );
}

const participlesOf = ({ terms }: Question): number =>
  terms.reduce((all, { isParticiple, isName }, at) => (isParticiple && !isName ? all | (1 << at) : all), 0);

/** Judges one unit; null where it does not answer. */
function judge(reading: Reading, unit: Unit): Candidate | null {
  const { question } = reading;
  if (unit.kind === 'code' || unit.text.endsWith('?') || !isWhole(unit, question.kind)) return null;
  if (unit.kind === 'heading' && !HEADED.has(question.kind)) return null;
  const row = unit.kind === 'row' ? readRow(unit, question) : null;
  if (unit.kind === 'row' && (!row || question.kind === 'how-to')) return null;
  const own = row ? row.terms : reading.own(unit);
  const held = heldAround(reading, unit, own);
  const spared = row || unit.kind === 'heading' ? participlesOf(question) : 0;
  if (!speaksOf(held, unit, question, spared)) return null;
  if (!row && (contradicts(unit.tokens, question) || namesAnother(unit.tokens, question))) return null;
  if (isRefusedByNegation(unit.text, question)) return null;
  const isAmount = question.kind === 'how-many' || question.kind === 'how-often';
  if (isAmount && tellsOtherRate(row?.told ?? unit.text, question.text)) return null;
  const fit = fitOf(reading, unit, row, row ? own : own | pronounTerms(reading, unit));
  if (fit === 0) return null;
  const score = weigh(question, held) + fit * 0.35 + unit.passage.score * 0.15 + bonusOf(reading, unit, row);
  const isHeaded =
    !row && fit === headedFit(reading, unit) && fit !== kindNamed(question.kind).fits(unit.text, question);
  return { unit, score, fit, row, isHeaded, isLeaning: !row && leans(reading, unit, held) };
}

/** All units that answer, best first; equals in the order of the text. */
export function candidatesOf(reading: Reading): Candidate[] {
  const found: Candidate[] = [];
  for (const { sections } of reading.documents)
    for (const { units } of sections)
      for (const unit of units) {
        const candidate = judge(reading, unit);
        if (candidate) found.push(candidate);
      }
  return found.sort((a, b) => b.score - a.score);
}
