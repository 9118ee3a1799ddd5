import { stripInvisible } from '../../../lib/strip-invisible.ts';
import { codeSpan, escapeInline, linked } from '../markdown/escape-markdown.ts';

/** Words that are still to be escaped, or finished Markdown. */
type Segment = { words: string } | { readonly markdown: string };

/** What stands between two blocks: words, code, links and breaks, as one piece of Markdown. */
export class InlineText {
  #segments: Segment[] = [];

  get length(): number {
    return this.#segments.length;
  }

  get isBlank(): boolean {
    return this.#segments.every((one) => 'words' in one && one.words.trim() === '');
  }

  words(text: string): void {
    const last = this.#segments.at(-1);
    if (last && 'words' in last) last.words += text;
    else this.#segments.push({ words: text });
  }

  break(): void {
    this.#segments.push({ markdown: '\n' });
  }

  code(text: string): void {
    this.#segments.push({ markdown: codeSpan(stripInvisible(text)) });
  }

  /** A place to come back to with `link` or `raise`: what follows is a segment of its own. */
  mark(): number {
    this.#segments.push({ words: '' });
    return this.#segments.length - 1;
  }

  /** Makes what stands after `mark` a link to an address of the web. */
  link(mark: number, address: string): void {
    const words = render(this.#segments.splice(mark)).replace(/\n/g, ' ');
    if (words.startsWith(' ')) this.words(' ');
    this.#segments.push({ markdown: linked(words.trim(), address) });
    if (words.endsWith(' ')) this.words(' ');
  }

  /** Puts `^` before a raised number or letter that stands after `mark`, right behind a number or a unit. */
  raise(mark: number): void {
    const raised = render(this.#segments.slice(mark)).trim();
    const before = render(this.#segments.slice(Math.max(0, mark - 2), mark)).slice(-2);
    if (/^[-−+]?[\da-z]{1,2}$/i.test(raised) && /\d$|(?:^|[^\p{L}])\p{L}$/u.test(before))
      this.#segments.splice(mark, 0, { markdown: '^' });
  }

  /** The Markdown of all of it, its white space collapsed and its breaks as line ends; empties the text. */
  take(): string {
    const text = render(this.#segments);
    this.#segments = [];
    return text.replace(/ ?\n ?/g, '\n').trim();
  }
}

/** White space is collapsed over segments, too; the breaks of lines that are meant stay. */
function render(segments: readonly Segment[]): string {
  const pieces: string[] = [];
  let endsInSpace = false;
  for (const one of segments) {
    const whole = 'words' in one ? escapeInline(collapse(one.words)) : one.markdown;
    const piece: string = endsInSpace && whole.startsWith(' ') ? whole.slice(1) : whole;
    if (piece === '') continue;
    pieces.push(piece);
    endsInSpace = piece.endsWith(' ') || piece.endsWith('\n');
  }
  return pieces.join('');
}

const collapse = (words: string): string => stripInvisible(words.replace(/[\s\u00a0]+/g, ' '));
