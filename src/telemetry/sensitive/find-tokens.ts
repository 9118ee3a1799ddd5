import { type Finder, findPattern, type Span } from './span.ts';

/** Keys that say by their own form who issued them. None may need more than one look at a character. */
const ISSUED = [
  'prl_[A-Za-z0-9_]{8,}',
  '(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9])',
  'gh[pousr]_[A-Za-z0-9]{16,}',
  'github_pat_[A-Za-z0-9_]{16,}',
  'gl(?:pat|ptt|dt|rt|cbt|ft|soat)-[\\w-]{16,}',
  'xox[abeoprs]-[\\w-]{10,}',
  'xapp-[\\w-]{10,}',
  '(?<=hooks\\.slack\\.com/services/)T\\w{5,}/B\\w{5,}/\\w{10,}',
  'sk-(?:ant|proj|svcacct|admin|or)-[\\w-]{10,}',
  'sk-(?=[A-Za-z]{0,80}\\d)[A-Za-z0-9]{16,}',
  '[rs]k_(?:live|test)_[A-Za-z0-9]{10,}',
  'whsec_[A-Za-z0-9+/=]{16,}',
  'AIza[\\w-]{30,}',
  'ya29\\.[\\w-]{20,}',
  'npm_[A-Za-z0-9]{30,}',
  'pypi-AgE[\\w-]{16,}',
  'hf_[A-Za-z0-9]{30,}',
  'SG\\.[\\w-]{16,}\\.[\\w-]{16,}',
  'hvs\\.[\\w-]{20,}',
  'dop_v1_[a-f0-9]{40,}',
];
const ISSUED_TOKEN = new RegExp(`\\b(?:${ISSUED.join('|')})`, 'g');

/** Begins only where a run of its characters does, so that no run is read twice. */
const JWT = /(?<![\w-])eyJ[\w-]+\.[\w-]+\.[\w-]*(?:\.[\w-]+){0,2}/g;

/** Up to its end; where that was cut off, the lines that can only be the key's. */
const PRIVATE_KEY =
  /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?:(?:[^-]|-(?!----)){1,16384}-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|(?:(?:\s|\\[nr]){1,4}[A-Za-z0-9+/=]{16,}){1,400})/g;

/** The first @ ends a password, unless one follows before the host's end; `:8080/` is a port. */
const URL_PASSWORD =
  /:\/\/[^\s:/@"'`<>]{0,128}:(?!\d{1,5}[/?#,;)\]])([^\s@"'`<>]{1,256}(?:@[^\s@/?#"'`<>]{1,64}(?=@)){0,2})(?=@)/g;

const BEARER = /\bbearer[ \t]{1,4}([\w.~+/=-]{6,})/gi;
const BASIC = /\bbasic[ \t]{1,4}([A-Za-z0-9+/]{6,}={0,2})/gi;

const LONG_WORD = 20;
const MAX_BASIC_CHARACTERS = 1024;

const endsWith = (match: RegExpExecArray, value: string): Span => {
  const end = match.index + match[0].length;
  return { start: end - value.length, end };
};

/** `Bearer eyJ…`, but not "bearer tokens" or the challenge `Bearer realm="x"`. */
function findBearer(text: string): Span[] {
  return [...text.matchAll(BEARER)].flatMap((match) => {
    const value = match[1] ?? '';
    const isToken = /[\d_~+]|[.=]\w/.test(value) || value.length >= LONG_WORD;
    return isToken && !/^(?:realm|error|scope)=/.test(value) ? [endsWith(match, value)] : [];
  });
}

/** `Basic dXNlcjpwYXNz`, but not "basic authentication": the value reads as `user:password`. */
function findBasic(text: string): Span[] {
  return [...text.matchAll(BASIC)].flatMap((match) => {
    const value = match[1] ?? '';
    const pair = Buffer.from(value.slice(0, MAX_BASIC_CHARACTERS), 'base64').toString('utf8');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these tell text from bytes.
    return pair.includes(':') && !/[\x00-\x1f\x7f\ufffd]/.test(pair) ? [endsWith(match, value)] : [];
  });
}

/** Finds what is a credential by its form: issued keys, JWTs, private keys, passwords in URLs, authorization. */
export const TOKEN_FINDERS: readonly Finder[] = [
  findPattern(ISSUED_TOKEN),
  findPattern(JWT),
  findPattern(PRIVATE_KEY),
  findPattern(URL_PASSWORD),
  findBearer,
  findBasic,
];
