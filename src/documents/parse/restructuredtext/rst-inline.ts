import { stripInvisible } from '../../../lib/strip-invisible.ts';
import { codeSpan, escapeInline, linked, webAddress } from '../markdown/escape-markdown.ts';

/** What names in a text stand for. */
export interface RstNames {
  /** Addresses of the web by the name that links to them, in small letters. */
  readonly addresses: ReadonlyMap<string, string>;
  /** Texts by the name between bars. */
  readonly substitutions: ReadonlyMap<string, string>;
}

const ROLE = /:([A-Za-z][\w:.+-]{0,60}):`/y;
const SUBSTITUTION = /\|([^|\s`][^|`]{0,100})\|_{0,2}/y;
const FOOTNOTE = /\[(#?[\w.-]{0,60}|\*)\]_(?![A-Za-z0-9])/y;
/** Roles whose text is code, a name or a key. */
const CODE_ROLES =
  /^(?:(?:py|c|cpp|js|rst):.*|code|literal|samp|file|command|program|option|envvar|func|meth|class|mod|attr|exc|data|const|obj|var|setting|djadmin|kbd|makevar|regexp|token|keyword)$/;

/** Inline markup of reStructuredText as Markdown: code, links and plain words. One pass over the text. */
export class RstInline {
  readonly #names: RstNames;

  constructor(names: RstNames) {
    this.#names = names;
  }

  render(source: string): string {
    const text = stripInvisible(source);
    const pieces: string[] = [];
    let from = 0;
    let at = 0;
    while (at < text.length) {
      const found = this.#markup(text, at);
      if (!found) {
        at++;
        continue;
      }
      pieces.push(escapeInline(text.slice(from, at)), found.markdown);
      at = found.end;
      from = at;
    }
    pieces.push(escapeInline(text.slice(from)));
    return pieces.join('');
  }

  #markup(text: string, at: number): { readonly markdown: string; readonly end: number } | null {
    switch (text[at]) {
      case '\\': {
        const next = text[at + 1] ?? '';
        return { markdown: /\s/.test(next) ? '' : escapeInline(next), end: at + 2 };
      }
      case '`':
        return text[at + 1] === '`' ? literal(text, at) : this.#interpreted(text, at, null);
      case ':': {
        const role = matchAt(ROLE, text, at);
        return role ? this.#interpreted(text, at + role[0].length - 1, role[1] ?? '') : null;
      }
      case '|': {
        const named = matchAt(SUBSTITUTION, text, at);
        const value = named && this.#names.substitutions.get(named[1] ?? '');
        return named && value !== undefined && value !== null
          ? { markdown: escapeInline(value), end: at + named[0].length }
          : null;
      }
      case '[': {
        const note = matchAt(FOOTNOTE, text, at);
        return note ? { markdown: `[${note[1] ?? ''}]`, end: at + note[0].length } : null;
      }
      case '_':
        return this.#reference(text, at);
      default:
        return null;
    }
  }

  /** Text between single backquotes, which begins at `at`, with its role or the underscores behind it. */
  #interpreted(text: string, at: number, role: string | null) {
    const close = closing(text, '`', at + 1);
    if (close < 0 || close === at + 1) return null;
    const content = text.slice(at + 1, close);
    let end = close + 1;
    while (text[end] === '_' && end < close + 3) end++;
    const { words, target } = withTarget(content);
    if (role !== null) return { markdown: ofRole(role, words, content), end };
    const address = target === null ? this.#names.addresses.get(content.toLowerCase()) : target;
    const web = address === undefined ? null : webAddress(address.replace(/\s+/g, ''));
    const shown = escapeInline(words || content);
    return { markdown: end > close + 1 && web !== null ? linked(shown, web) : shown, end };
  }

  /** The underscore behind a word that is the name of an address or of a place. */
  #reference(text: string, at: number) {
    if (/\w/.test(text[at + 1] === '_' ? (text[at + 2] ?? '') : (text[at + 1] ?? ''))) return null;
    const word = /[A-Za-z0-9][\w.-]{0,99}$/.exec(text.slice(Math.max(0, at - 100), at))?.[0];
    if (word === undefined || !this.#names.addresses.has(word.toLowerCase())) return null;
    return { markdown: '', end: text[at + 1] === '_' ? at + 2 : at + 1 };
  }
}

/** `words <target>` in two; without a target the words are all of it. */
function withTarget(content: string): { readonly words: string; readonly target: string | null } {
  const from = content.endsWith('>') ? content.lastIndexOf('<') : -1;
  if (from < 0) return { words: content, target: null };
  return { words: content.slice(0, from).trimEnd(), target: content.slice(from + 1, -1) };
}

function literal(text: string, at: number) {
  const close = closing(text, '``', at + 2);
  return close < 0 ? null : { markdown: codeSpan(text.slice(at + 2, close)), end: close + 2 };
}

/** Markup goes over so many characters at most: what is never closed must not be looked for again and again. */
const MAX_MARKUP = 2_000;

const closing = (text: string, mark: string, from: number): number => {
  const at = text.slice(from, from + MAX_MARKUP).indexOf(mark);
  return at < 0 ? -1 : from + at;
};

const matchAt = (pattern: RegExp, text: string, at: number): RegExpExecArray | null => {
  pattern.lastIndex = at;
  return pattern.exec(text);
};

/** `~a.b.c` means that only `c` is shown. */
function ofRole(role: string, words: string, content: string): string {
  const shown = (words || content).replace(/^!/, '');
  if (!CODE_ROLES.test(role)) return escapeInline(shown.replace(/^~/, ''));
  return codeSpan(shown.startsWith('~') ? (shown.split('.').at(-1) ?? shown) : shown);
}
