import { describeError } from './describe-error.ts';

/** A kind of error is a word. What does not look like one may be somebody's text. */
const WORD = /^[\w.:-]{1,100}$/;

/** The conventions' word for an error that has no kind. */
const OTHER = '_OTHER';

/** The kind of an error, such as `model_unavailable`, `ECONNREFUSED` or `TypeError`; never its message. */
export function errorType(error: unknown, given?: string): string {
  const { code, type } = describeError(error);
  const word = [given, code, type].find((candidate) => typeof candidate === 'string' && WORD.test(candidate));
  return typeof word === 'string' ? word : OTHER;
}
