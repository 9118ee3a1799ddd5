import type { Amount } from './amount.ts';
import { timeUnit } from './amount-words.ts';
import { decimalOf } from './decimal.ts';
import { type Reader, without } from './figure.ts';
import { joinLengths } from './join-lengths.ts';

const PART = '\\d{1,9}(?:\\.\\d{1,9})?(?:ms|us|ns|min|hr|[smhdw])';
const JOINED = new RegExp(`(?=\\d)(?<![\\p{L}\\p{N}])(?:${PART}){2,6}(?![\\p{L}\\p{N}])`, 'gu');
const ISO =
  /(?=P[\dT])(?<![\p{L}\p{N}])P(?:\d{1,6}W)?(?:\d{1,6}D)?(?:T(?:\d{1,6}H)?(?:\d{1,6}M)?(?:\d{1,6}(?:\.\d{1,9})?S)?)?(?![\p{L}\p{N}])/gu;
const PARTS = /(\d+(?:\.\d+)?)([a-z]+)/gi;

/** The parts of one written length; each reaches to its end, so that nothing stands between them. */
function partsOf({ 0: text, index }: RegExpExecArray): Amount[] {
  const end = index + text.length;
  return [...text.matchAll(PARTS)].flatMap(([, digits = '', name = ''], at) => {
    const unit = timeUnit(name.toLowerCase());
    const value = decimalOf(digits);
    return unit === undefined ? [] : [{ start: at === 0 ? index : end, end, meanings: [[value]], unit }];
  });
}

/** Lengths of time in one word: `1h30m`, `PT1H30M`. */
export const readJoinedLengths: Reader = (text) => {
  const found = [JOINED, ISO].flatMap((pattern) => [...text.matchAll(pattern)]);
  const amounts = found.sort((one, other) => one.index - other.index).flatMap(partsOf);
  return without(text, joinLengths(amounts, text));
};
