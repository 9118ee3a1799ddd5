import { wordNumbers } from '../../lib/word-numbers.ts';
import { baseForm } from '../vocabulary/base-form.ts';
import { phraseStarts, phrases } from '../vocabulary/phrases.ts';
import { synonymRows } from '../vocabulary/synonyms.ts';

/** A word, a number, or a name such as `payments-v2` as one. */
export interface Token {
  readonly text: string;
  readonly lower: string;
  readonly stem: string;
  /** Two tokens with a key in common answer for each other. */
  readonly keys: readonly string[];
  /** A name that is only itself: has digits inside, dots, underscores. */
  readonly isName: boolean;
  readonly start: number;
  readonly end: number;
}

const WORD = /[\p{L}\p{N}]+(?:['’][\p{L}]+)*/gu;
const JOINER = /^[-_./:@#+\\]{1,3}$/;
/** What stands behind a hyphen in the name of a component: `payments-worker` is not `payments`. */
const COMPONENT =
  /^(?:worker|gateway|proxy|db|database|queue|job|jobs|cron|prod|staging|dev|test|ui|web|frontend|backend|consumer|producer|exporter|operator|controller|agent|client|sdk|cli|lib|svc|core|cache|store|sync|server|node|cluster|lambda|primary|replica|v\d+)$/;
/** Behind these the name without it is meant as well. */
const PLAIN_COMPONENT = /^(?:service|api|app|system)$/;
const LONGEST_NAME = 120;

interface Keys {
  readonly isName: boolean;
  readonly stem: string;
  readonly keys: readonly string[];
}

const known = new Map<string, Keys>();
const MOST_KNOWN = 20_000;

function keysOf(lower: string): Keys {
  const seen = known.get(lower);
  if (seen) return seen;
  const number = (wordNumbers as Readonly<Record<string, number>>)[lower];
  const plain = lower.replace(/['’]s?$/, '').replaceAll('’', "'");
  const base = number !== undefined && number >= 1 && lower.length > 2 ? String(number) : baseForm(plain);
  const isName = /\p{N}/u.test(lower) && /\p{L}/u.test(lower);
  const made = { stem: base, keys: [base, ...synonymRows(base)], isName };
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(lower, made);
  return made;
}

function simple(text: string, start: number): Token {
  const lower = text.toLowerCase();
  const { stem: base, keys, isName } = keysOf(lower);
  return { text, lower, stem: base, keys, isName, start, end: start + text.length };
}

/** Whether parts joined by marks are one name, and not words that a hyphen holds together. */
function isName(whole: string, parts: readonly Token[]): boolean {
  if (/[_.,:@#\\]/.test(whole)) return true;
  if (/\/[^/]*\//.test(whole)) return true;
  if (whole.includes('/')) return parts.some((part) => /\p{N}/u.test(part.text));
  if (parts.some((part) => /\p{N}/u.test(part.text) && !/^\d+$/.test(part.text))) return true;
  const last = parts.at(-1)?.lower ?? '';
  if (/^\d+$/.test(last)) return !parts.every((part) => /^\d+$/.test(part.lower));
  return COMPONENT.test(last) || PLAIN_COMPONENT.test(last);
}

function nameOf(text: string, start: number, parts: readonly Token[]): Token {
  const lower = text.toLowerCase();
  const key = /^\d{1,3}(?:[.,]\d{3})+$/.test(lower)
    ? lower.replace(/[.,]/g, '')
    : lower.replace(/^v(?=\d+\.)/, '');
  const bare = lower.replace(/[-_]/g, '');
  const last = parts.at(-1)?.lower ?? '';
  const rest = PLAIN_COMPONENT.test(last) ? parts.slice(0, -1) : [];
  const keys = [...new Set([key, bare, ...rest.flatMap((part) => (rest.length === 1 ? part.keys : []))])];
  return { text, lower, stem: key, keys, isName: true, start, end: start + text.length };
}

/** Splits a text into tokens, in its order; works in time linear to the text. */
export function readTokens(text: string): Token[] {
  const tokens: Token[] = [];
  let run: Token[] = [];
  const flush = () => {
    const [first, last] = [run[0], run.at(-1)];
    if (!first || !last) return;
    const whole = text.slice(first.start, last.end);
    if (run.length > 1 && whole.length <= LONGEST_NAME && isName(whole, run))
      tokens.push(nameOf(whole, first.start, run));
    else tokens.push(...run);
    run = [];
  };
  for (const match of text.matchAll(WORD)) {
    const token = simple(match[0], match.index);
    const last = run.at(-1);
    if (last && !isJoined(text, last.end, token.start)) flush();
    run.push(token);
  }
  flush();
  return withPhrases(tokens);
}

function isJoined(text: string, from: number, to: number): boolean {
  if (to - from > 3) return false;
  const between = text.slice(from, to);
  return (
    JOINER.test(between) ||
    (between === ',' && /\d/.test(text[from - 1] ?? '') && /^\d{3}(?!\d)/.test(text.slice(to, to + 4)))
  );
}

/** `roll back` and `rolling back` as one token. */
function withPhrases(tokens: readonly Token[]): Token[] {
  const merged: Token[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const [token, next] = [tokens[at], tokens[at + 1]];
    if (!token) continue;
    const word = next && phraseStarts.has(token.stem) ? phrases.get(`${token.stem} ${next.stem}`) : undefined;
    if (!next || word === undefined || next.start - token.end > 2) {
      merged.push(token);
      continue;
    }
    const { stem: base, keys } = keysOf(word);
    merged.push({
      ...token,
      text: `${token.text} ${next.text}`,
      lower: word,
      stem: base,
      keys,
      end: next.end,
    });
    at++;
  }
  return merged;
}
