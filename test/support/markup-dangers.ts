import MarkdownIt, { type Env, type MarkdownIt as Parser, type Token } from 'markdown-it';

const MARKDOWN = [false, true].map((linkify) => {
  const markdown = new MarkdownIt({ html: true, linkify });
  // Not every client is as careful with schemes.
  markdown.validateLink = () => true;
  return markdown;
});

/** Elements that load, run, link, restyle or swallow what follows. Kept apart from the list that the server goes by. */
const ELEMENT =
  /^(?:a|animate|area|audio|base|bgsound|body|button|details|embed|font|foreignobject|form|frame|frameset|h1|head|html|iframe|image|img|input|isindex|link|listing|map|marquee|math|meta|noscript|object|option|p|param|picture|plaintext|pre|script|select|set|source|style|svg|table|td|template|textarea|title|track|use|video|xml|xmp|div|span|b|br)$/i;

/** What a browser would make of `text` as HTML, by the states of its tokenizer. */
function htmlDangers(text: string): string[] {
  const dangers: string[] = [];
  for (const [tag, name = '', attributes = '', close] of text.matchAll(
    /<(?:[!?]|\/(?![A-Za-z])|\/?([A-Za-z][^\s/>]*)([^>]*)(>?))/g,
  )) {
    if (name === '') dangers.push(`comment, declaration or instruction: ${tag}`);
    else if (ELEMENT.test(name)) dangers.push(`element: ${tag}`);
    else if (close === '') dangers.push(`tag that is not closed: ${tag}`);
    else if (/=|[\s/](?:hidden|popover)\b/i.test(attributes)) dangers.push(`attribute: ${tag}`);
  }
  return dangers;
}

const isBareTag = (html: string): boolean => {
  const name = /^<\/?([A-Za-z][A-Za-z\d-]*)>$/.exec(html)?.[1];
  return name !== undefined && !ELEMENT.test(name);
};

/** Whether `text` is what a reader of `target` would call it: only writing may differ, as in `ä` and `%C3%A4`. */
function shows(markdown: Parser, text: string, target: string): boolean {
  const meant = [text, `http://${text}`, `mailto:${text}`];
  return meant.some(
    (each) => markdown.normalizeLink(each) === target || each === markdown.normalizeLinkText(target),
  );
}

function inlineDangers(markdown: Parser, tokens: readonly Token[]): string[] {
  return tokens.flatMap((token, at) => {
    if (token.type === 'image') return [`image: ${token.content}`];
    if (token.type === 'html_inline' && !isBareTag(token.content)) return [`raw HTML: ${token.content}`];
    if (token.type !== 'link_open') return [];
    const target = String(token.attrGet('href'));
    const text = tokens[at + 1]?.content ?? '';
    if (!/^(?:(?:https?|ftp):|mailto:|\/\/)/i.test(target)) return [`scheme of a link: ${target}`];
    return shows(markdown, text, target) ? [] : [`hidden target: ${text} → ${target}`];
  });
}

function markdownDangers(markdown: Parser, text: string): string[] {
  const environment: Env = {};
  const tokens = markdown.parse(text, environment);
  const found = tokens.flatMap((token) => inlineDangers(markdown, token.children ?? []));
  return [...found, ...Object.keys(environment.references ?? {}).map((label) => `definition: ${label}`)];
}

/**
 * Everything by which `text`, shown as CommonMark with HTML (with and without links made of bare addresses) or as HTML,
 * would load something, run something, hide where a link leads, or hide text. Each says what it is.
 */
export function markupDangers(text: string): string[] {
  const invisible =
    text.match(/(?![\t\n])\p{Cc}|[\u202a-\u202e\u2066-\u2069\u200b\u2060\ufeff\u{e0000}-\u{e01ef}]/gu) ?? [];
  return [
    ...htmlDangers(text),
    ...MARKDOWN.flatMap((markdown) => markdownDangers(markdown, text)),
    ...invisible.map((character) => `invisible: U+${character.codePointAt(0)?.toString(16)}`),
  ];
}
