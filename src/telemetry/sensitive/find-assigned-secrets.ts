import type { Span } from './span.ts';

const NAMES = [
  'pass(?:word|wort|wd|phrase|code)|pwd|authorization|token',
  // `…:secret:name` is the middle of an ARN.
  '(?<!:)secret(?:[ _-]?access)?(?:[ _-]?key)?',
  '(?:api|access|account|private|encryption|signing)[ _-]?key',
].join('|');
const SCHEME = '(?:\\\\?["\'`]?(?:bearer|basic|digest|token|apikey|negotiate|aws4-hmac-sha256)[ \\t]{1,4})?';

/**
 * `DB_PASSWORD=`, `"apiKey": "`, `**Secret**: `, `clientSecret := '`; but no comparison and no `token::kind`. It looks
 * for the sign, which is rarer than letters are, and back from there.
 */
const ASSIGNMENT = new RegExp(
  `(?<=(${NAMES})["'\`*\\]\\\\]{0,4}[ \\t]{0,20})(?:=>|:=|=(?![=~>])|:(?![:/]))[*]{0,2}[ \\t]{0,20}${SCHEME}`,
  'gi',
);
/** `--db-password hunter2` */
const OPTION = new RegExp(`--(?:[a-z]{1,20}-){0,3}(${NAMES})[ \\t]{1,4}(?!-)`, 'gi');
/** `<password>hunter2</password>` */
const ELEMENT = new RegExp(`<[a-z:.-]{0,20}(${NAMES})>(?=[^<\\n]{1,512}</)`, 'gi');

const VALUE_END = '(?=[.,;:]?(?:[\\s"\'`)}\\]<>&|*\\\\]|$))';

/** What follows a name without being its secret: what is said about it, or where it is to be taken from. */
const STATE = new RegExp(
  `(?:${[
    'null|none|nil|undefined|true|false|yes|no|empty|unset|default|optional|required|missing|unknown',
    'valid|invalid|expired|revoked|rotated|enabled|disabled|incorrect|wrong|failed|error|ok|refresh',
    'string|str|text|number|int|integer|bool|boolean|bytes?|any|object',
    'tokens?|auth|authentication|bearer|basic|header|scheme',
    'redacted|removed|hidden|masked|done|pending|n/a',
  ].join('|')})${VALUE_END}`,
  'iy',
);
const REFERENCE = new RegExp(
  [
    '\\$[({]|\\{\\{|<[^<>\\n]{0,60}>|%\\(|\\[(?:masked|redacted)',
    `(?:\\$[A-Z_]{1,64}|%[sdv]|[*]{3,64}|[xX]{4,64}|[.]{3}|…)${VALUE_END}`,
    '(?:arn|vault|file|sha256|https?):',
    '(?:\\.{1,2}|~)/|/(?:etc|var|run|usr|opt|srv|home|root|tmp|mnt|app|data|secrets|Users)/',
  ].join('|'),
  'y',
);
/** Without quotes, what calls or reads something is code. */
const CODE =
  /[(<]|[|>{[](?=[\s+-])|[A-Za-z_.]{1,64}[([]|(?:self|this|config|settings|secrets|env|os|process|vars?|local|module|req|request|response|user)\.\w/y;
/** A word that goes on as a sentence or as code: `secret: rotate it`, `token = await sign()`. */
const SENTENCE = /[A-Za-z]?[a-z]{0,30}(?:'[a-z]{1,2})?[,.]?[ \t]{1,4}[A-Za-z][\w-]{0,30}(?![\w:=-])/y;
/** An amount or a time: `token: 0.002`, `secret: 30d`. A password may be a number. */
const AMOUNT = new RegExp(`[$€£]?[\\d.,]{1,9}(?:ms|[smhdk%])?${VALUE_END}`, 'y');

/** `"…"`, or `\"…\"` where the text is JSON inside JSON. */
const IN_QUOTES =
  /\\"((?:[^"\\\n]|\\[^"\n]){1,512})\\"|"((?:[^"\\\n]|\\[^\n]){1,512})"|'([^'\n]{1,512})'|`([^`\n]{1,512})`/y;
const QUOTE = /\\?["'`]/y;
/** A comma, ampersand or bracket belongs to the value unless the value may end there. */
const BARE = /(?:[^\s"'`\\&;,)}\]<>]|\\[^\s"'nrt]|[&;,)}\]](?![\s"'`,;.:)}\]<]|$|[\w.-]{1,40} ?[=:]))+/y;

const matchAt = (pattern: RegExp, text: string, at: number): RegExpExecArray | null => {
  pattern.lastIndex = at;
  return pattern.exec(text);
};

/** How many characters of an opening quote stand there. */
const quoteAt = (text: string, at: number): number => matchAt(QUOTE, text, at)?.[0].length ?? 0;

/** The value that begins at `from`, without its quotes and without the full stop of a sentence. */
function readValue(text: string, from: number): Span | undefined {
  const start = from + quoteAt(text, from);
  const quoted = matchAt(IN_QUOTES, text, from);
  if (quoted) return { start, end: start + quoted.slice(1).join('').length };
  const bare = matchAt(BARE, text, start)?.[0];
  if (bare === undefined) return undefined;
  return { start, end: start + bare.length - (bare.length > 1 && bare.endsWith('.') ? 1 : 0) };
}

/** Whether what stands behind a name is plainly no secret; looks at a bounded piece of the text. */
function isHarmless(name: string, text: string, from: number): boolean {
  const quote = quoteAt(text, from);
  const start = from + quote;
  if (matchAt(STATE, text, start) || matchAt(REFERENCE, text, start)) return true;
  if (!/^pass|^pwd/i.test(name) && matchAt(AMOUNT, text, start)) return true;
  if (quote > 0) return false;
  if (matchAt(CODE, text, start)) return true;
  return /[ \t]/.test(text[from - 1] ?? '') && matchAt(SENTENCE, text, start) !== null;
}

/** Finds the values of `password=…`, `secret: …`, `"api_key": "…"`, `--token …` and their like. */
export function findAssignedSecrets(text: string): Span[] {
  return [ASSIGNMENT, OPTION, ELEMENT].flatMap((names) => {
    const found: Span[] = [];
    for (const match of text.matchAll(names)) {
      const from = match.index + match[0].length;
      // What looks like a name inside a value that was found is part of that value.
      if (match.index < (found.at(-1)?.end ?? 0)) continue;
      const value = isHarmless(match[1] ?? '', text, from) ? undefined : readValue(text, from);
      if (value !== undefined) found.push(value);
    }
    return found;
  });
}
