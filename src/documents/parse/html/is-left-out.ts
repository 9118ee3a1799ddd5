type Attributes = Readonly<Record<string, string>>;

/** Elements whose content is for programs, for the eye, or for finding one's way. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  ...['script', 'style', 'template', 'noscript', 'svg', 'iframe', 'object', 'embed', 'applet', 'canvas'],
  ...[
    'audio',
    'video',
    'map',
    'nav',
    'menu',
    'select',
    'datalist',
    'textarea',
    'button',
    'dialog',
    'frameset',
  ],
  ...['noframes', 'noembed', 'annotation', 'annotation-xml', 'head', 'rp'],
]);

const HIDDEN_STYLE =
  /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?:\.0{1,9})?\s*(?:;|!|$)|font-size\s*:\s*0(?:px|pt|em|rem|%)?\s*(?:;|!|$))/i;
/** Signs beside headings that link to them. */
const HEADING_LINK =
  /(?:^|\s)(?:headerlink|header-anchor|anchor-link|hash-link|heading-anchor|octicon-link)(?:\s|$)/;
/** The way back from a note to where it is called. */
const NOTE_RETURN = /^#(?:footnote|endnote|fn)-?ref/;
const LINE_NUMBERS = /(?:^|\s)(?:linenos|lineno|line-numbers|linenodiv|gutter)(?:\s|$)/;
const MAX_STYLE_CHARACTERS = 5_000;

/** Whether a reader of the page would not see the element as part of its text. */
export function isLeftOut(name: string, attributes: Attributes): boolean {
  if (LEFT_OUT.has(name) || Object.hasOwn(attributes, 'hidden')) return true;
  if (attributes['aria-hidden'] === 'true' && name !== 'pre' && name !== 'table') return true;
  const role = attributes.role;
  if (role === 'navigation' || role === 'search' || role === 'menu') return true;
  const style = attributes.style?.slice(0, MAX_STYLE_CHARACTERS);
  if (style !== undefined && HIDDEN_STYLE.test(style)) return true;
  const classes = attributes.class?.slice(0, MAX_STYLE_CHARACTERS) ?? '';
  if (name === 'a' && (HEADING_LINK.test(classes) || NOTE_RETURN.test(attributes.href ?? ''))) return true;
  return (name === 'td' || name === 'div' || name === 'span') && LINE_NUMBERS.test(classes);
}

const LANGUAGE_CLASS =
  /(?:^|\s)(?:language|lang|highlight-source|highlight|brush:?)[- ]([A-Za-z0-9_+#.-]{1,30})(?=\s|$)/;
const NO_LANGUAGE: ReadonlySet<string> = new Set([
  'default',
  'none',
  'text',
  'plaintext',
  'plain',
  'notranslate',
]);

/** The language of code, as highlighters write it into classes; null where none is named. */
export function languageOf(attributes: Attributes): string | null {
  const named = attributes['data-lang'] ?? attributes['data-language'];
  const found = LANGUAGE_CLASS.exec(attributes.class?.slice(0, MAX_STYLE_CHARACTERS) ?? '')?.[1];
  const language = (
    named !== undefined && /^[A-Za-z0-9_+#.-]{1,30}$/.test(named) ? named : found
  )?.toLowerCase();
  return language === undefined || NO_LANGUAGE.has(language) ? null : language;
}
