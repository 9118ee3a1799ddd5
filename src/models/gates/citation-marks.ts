/** Brackets that stand around a citation, in all the shapes in which they are written; any of them closes any other. */
export const OPENERS = '[［﹇【︻';
export const CLOSERS = ']］﹈】︼';

/** Most characters between the brackets of a mark; what is longer is text. */
const MOST_CHARACTERS = 64;

/** A range of more ids than this cites nothing in particular. */
const MOST_IDS_OF_RANGE = 20;

/** Signs that show nothing, or that Markdown takes for its own. */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{Cf}\\*_]|(?![\t\n\r])\p{Cc}/gu;

/** The text as a reader sees it: `［＊３］` and `[\3]` look like marks, and are read as marks. */
export const asSeen = (text: string): string =>
  text.normalize('NFKC').replace(UNSEEN, '').replace(/\s+/g, ' ').toLowerCase();

const WORDS = ['source', 'evidence', 'ref', 'reference', 'citation', 'passage'].flatMap((word) => [
  word,
  `${word}s`,
]);
const PREFIXES = [
  ...new Set([...WORDS, 'and'].flatMap((word) => [...word].map((_, at) => word.slice(0, at + 1)))),
];
const DASHES = '\\-‐‒–—−';
const ID = `(?:(?:${WORDS.join('|')}) ?:? ?)?[#^]? ?\\p{Nd}+(?: ?[${DASHES}] ?[#^]?\\p{Nd}+)?`;
const MARK = new RegExp(`^ ?${ID}(?: ?(?:[,;&]|and) ?${ID})* ?(?:(?::\\p{Nd}+)?†.*)?$`, 'u');
const BEGINNING_OF_MARK = new RegExp(
  `^(?:[ \\p{Nd}#^:,;&${DASHES}]|(?:${WORDS.join('|')}|and)(?!\\p{L}))*(?:${PREFIXES.join('|')})?(?:†.*)?$`,
  'u',
);
const IDS = new RegExp(`(\\p{Nd}+)(?: ?[${DASHES}] ?[#^]?(\\p{Nd}+))?`, 'gu');

const END_OF_CONTENT = new RegExp(`[${OPENERS}\\${CLOSERS}\\n\\r]`);

export type MarkReading =
  /** `ids`: as written, also such as cannot be; NaN for one that no number can hold. */
  | { readonly kind: 'mark'; readonly length: number; readonly ids: readonly number[] }
  /** May become one, depending on what follows. */
  | { readonly kind: 'open' }
  | { readonly kind: 'text' };

const TEXT: MarkReading = { kind: 'text' };
const OPEN: MarkReading = { kind: 'open' };

/**
 * Reads the citation that begins with the bracket at `at`: `[3]`, `[1, 2]`, `[1–3]`, `[^3]`, `[#3]`, `[source 3]`,
 * `[[3]]`, `【3:0†source】`. It looks at no more than 68 characters.
 */
export function readMark(text: string, at: number): MarkReading {
  const second = text[at + 1];
  if (second === undefined) return OPEN;
  if (!OPENERS.includes(second)) return readSingle(text, at);
  const inner = readSingle(text, at + 1);
  if (inner.kind !== 'mark') return inner;
  const last = text[at + 1 + inner.length];
  if (last === undefined) return OPEN;
  return CLOSERS.includes(last) ? { ...inner, length: inner.length + 2 } : TEXT;
}

function readSingle(text: string, at: number): MarkReading {
  const following = text.slice(at + 1, at + 2 + MOST_CHARACTERS);
  const length = following.search(END_OF_CONTENT);
  if (length < 0) {
    const isViable = following.length <= MOST_CHARACTERS && BEGINNING_OF_MARK.test(asSeen(following));
    return isViable ? OPEN : TEXT;
  }
  const content = asSeen(following.slice(0, length));
  if (!CLOSERS.includes(following[length] ?? '') || !MARK.test(content)) return TEXT;
  return { kind: 'mark', length: length + 2, ids: idsOf(content) };
}

function idsOf(content: string): number[] {
  const [listed = ''] = content.split(/(?::\p{Nd}+)?†/u);
  return [...listed.matchAll(IDS)].flatMap(([, first, last]) => {
    const from = Number(first);
    const to = Number(last ?? first);
    const count = to - from + 1;
    const isRange = count >= 1 && count <= MOST_IDS_OF_RANGE;
    return isRange ? Array.from({ length: count }, (_, step) => from + step) : [Number.NaN];
  });
}
