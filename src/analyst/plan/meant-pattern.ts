import type { Pattern } from '../../core/pattern.ts';
import type { MeantPattern } from './plan.ts';

/** How sure it is that the incidents of a pattern are one failure: "emerging, confidence 60 %". */
export const sayCertainty = ({ status, confidence }: Pattern): string =>
  `${status}, confidence ${Math.round(confidence * 100)} %`;

/** A pattern as a condition of a subject, and as replies state it. */
export const meantPattern = (pattern: Pattern): MeantPattern => ({
  condition: pattern.id,
  title: pattern.title,
  text: `of the pattern “${pattern.title}” (${sayCertainty(pattern)})`,
});

/** Neither dismissed, nor part of another, nor without incidents: only such patterns are told. */
export const isStanding = ({ dismissedAt, mergedInto, vanishedAt }: Pattern): boolean =>
  dismissedAt === null && mergedInto === null && vanishedAt === null;
