import { isMarkupElement } from '../../lib/is-markup-element.ts';
import { plainText } from '../../lib/plain-text.ts';
import { sentenceSpans } from '../../lib/sentence-spans.ts';

/** Stands for a piece that is kept as it is; taken out of texts first. */
const MARK = '\uFFFC';
const KEPT = /\uFFFC(\d+)\uFFFC/g;
const CODE = /(?<!`)(`{1,2})(?!`)([^`]{1,500})\1(?!`)/g;
const TAG = /<\/?([a-z][\w-]{0,40})[^<>]{0,200}>/gi;
/** The mark of a footnote is markup: readers of the page see a small number. */
const FOOTNOTE = /\s?\[\^[\w-]{1,40}\]/g;
const COMMENT = /<!--[^>]{0,500}-->/g;

const MARKUP = /[*_`<[&~\\!\uFFFC]/;
const NOTHING: readonly string[] = [];

interface Reduced {
  readonly text: string;
  readonly kept: readonly string[];
}

/** Markup goes, words stay; inline code and what only looks like a tag are set aside. */
function reduce(markdown: string): Reduced {
  if (!MARKUP.test(markdown)) return { text: markdown.replace(/\s+/g, ' ').trim(), kept: NOTHING };
  const kept: string[] = [];
  const keep = (piece: string): string => `${MARK}${kept.push(piece) - 1}${MARK}`;
  const marked = markdown
    .replaceAll(MARK, '')
    .replace(COMMENT, ' ')
    .replace(FOOTNOTE, '')
    .replace(CODE, (_whole, _ticks, code: string) => keep(`\`${code.trim().replace(/\s+/g, ' ')}\``))
    .replace(TAG, (whole, name: string) => (isMarkupElement(name) ? ' ' : keep(whole)));
  return { text: plainText(marked), kept };
}

const restore = (text: string, kept: readonly string[]): string =>
  kept.length === 0 ? text : text.replace(KEPT, (_whole, at: string) => kept[Number(at)] ?? '');

/** Markdown of one paragraph as a reader sees it, on one line; inline code stays as it is. */
export function readable(markdown: string): string {
  const { text, kept } = reduce(markdown);
  return restore(text, kept);
}

/** The same, sentence by sentence. */
export function readableSentences(markdown: string): string[] {
  const { text, kept } = reduce(markdown);
  return sentenceSpans(text, 0, text.length).map(({ start, end }) => restore(text.slice(start, end), kept));
}
