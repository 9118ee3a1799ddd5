import { AMOUNT, DURATION, hasNew, PERCENT } from '../kinds/expressions.ts';
import { kindNamed } from '../kinds/kinds.ts';
import type { Question } from '../question/question.ts';
import type { Unit } from '../units/unit.ts';
import type { Reading } from './context.ts';
import type { RowAnswer } from './read-row.ts';

const CAUSES = /\b(?:causes?|why|reasons?|rationale|motivation|background|decision)\b/i;
const isFigure = (cell: string, { words }: Question): boolean =>
  hasNew(cell, AMOUNT, words) && !hasNew(cell, DURATION, words) && !hasNew(cell, PERCENT, words);

/** 0 to 1: how well a unit, which holds `terms` itself, is the kind of answer that is wanted. */
export function fitOf(reading: Reading, unit: Unit, row: RowAnswer | null, terms: number): number {
  const { question } = reading;
  const kind = kindNamed(question.kind);
  if (row) {
    if (question.dimension === 'money' && row.isPriced && isFigure(row.answer, question)) return 1;
    const isPlain = row.isOfKind && (question.kind === 'who' || question.kind === 'where');
    return Math.max(isPlain ? 0.6 : 0, kind.fits(row.answer, { ...question, counted: 0 }));
  }
  const fit = kind.fits(unit.text, question);
  const isComplete = (terms & question.required) === question.required;
  if (question.kind === 'why' && fit < 1) {
    const asked = unit.kind === 'sentence' ? (unit.previous?.text ?? '') : '';
    const isReply = CAUSES.test(unit.section.heading.text) || /\bwhy\b.*\?$/i.test(asked);
    return isReply ? 0.9 : isComplete ? fit : 0;
  }
  // An event in place of a date must be told of the very thing.
  const isVague = question.kind === 'when' && fit <= 0.5 && !isComplete;
  return fit === 0 || isVague ? headedFit(reading, unit) : fit;
}

/** How well the heading answers for a unit that leaves it to the heading. */
export function headedFit({ question, own }: Reading, unit: Unit): number {
  const heading = unit.section.units[0];
  const isFigure = question.kind === 'when' || question.dimension === 'version';
  if (!isFigure || heading?.kind !== 'heading' || unit === heading || (own(unit) & question.required) === 0)
    return 0;
  return kindNamed(question.kind).fits(heading.text, question) * 0.6;
}
