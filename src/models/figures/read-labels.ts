import { inTurn, NO_CLAIM, type Reader, type ReadMatch, readerOf } from './figure.ts';

const CITATION = /\[(\d{1,6}) ?\]/g;
const ENTITY = /&#x?[0-9a-f]{1,6};/gi;
const ALWAYS = /(?<![\p{L}\p{N}])24[/x]7(?![\p{L}\p{N}])/gu;
/** No reply cites so many things: a longer number in brackets is one of a log. */
const LEAST_DIGITS_OF_LOG = 3;

/** Citations, character references and "24/7" are no figures. */
export const readMarks: Reader = inTurn(
  readerOf(CITATION, ([, digits = '']) => ({
    needs: [],
    gives: digits.length < LEAST_DIGITS_OF_LOG ? [] : [`n:${Number(digits)}`],
  })),
  readerOf(ENTITY, () => NO_CLAIM),
  readerOf(ALWAYS, () => NO_CLAIM),
);

const LINE_START = '^[ \\t>]{0,40}(?:[-*+][ \\t]{1,8})?';
const HEADING = '(?<heading>#{1,6}[ \\t]{1,8})?';
const WORD = '(?<word>(?:step|option|phase|part|stage)[ \\t]{1,4})?';
const NUMBER = '(?<parents>(?:\\d{1,3}\\.){0,3})(?<last>\\d{1,3})';
const MARKER = new RegExp(
  `${LINE_START}${HEADING}[*_]{0,3}${WORD}\\(?${NUMBER}(?<end>[.)])?(?![\\p{L}\\p{N}]|[.,:]\\d)`,
  'gimu',
);
const GOES_ON = /^[*_]{0,3}[ \t]+\S/;

/** Whether what is counted here can be the place in a list, whatever place it has. */
function isMarker({ 0: text, index, input, groups = {} }: RegExpExecArray): boolean {
  if (groups.word !== undefined) return true;
  const isNumbered = groups.end !== undefined || (groups.heading !== undefined && groups.parents !== '');
  return isNumbered && GOES_ON.test(input.slice(index + text.length, index + text.length + 20));
}

/**
 * Numbers of list items, steps and headings, where they begin a line. Only those count that begin at one or follow
 * their predecessor, so that an answer "23. That is all of them" is read as a figure.
 */
export const readLabels: Reader = (text) => {
  const seen = new Set<string>();
  const read: ReadMatch = (match) => {
    const { parents = '', last = '' } = match.groups ?? {};
    const place = Number(last);
    if (!isMarker(match) || (place > 1 && !seen.has(`${parents}${place - 1}`))) return null;
    seen.add(`${parents}${place}`);
    return { needs: [], gives: [`label:${parents}${place}`] };
  };
  return readerOf(MARKER, read)(text);
};
