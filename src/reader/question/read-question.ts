import { kindOf } from '../kinds/kinds.ts';
import { contrasts } from '../vocabulary/contrasts.ts';
import { intentWords } from '../vocabulary/intent-words.ts';
import { readTokens, type Token } from '../words/read-tokens.ts';
import { countedPhrase, dimensionOf } from './counted.ts';
import { type Draft, draftsOf, isProper, weightOf } from './drafts.ts';
import { compoundsOf, joinedOf, pairsOf } from './joins.ts';
import type { Intent, KindName, Question, Term } from './question.ts';
import { questionCore } from './question-core.ts';

const MOST_TERMS = 30;

function intentOf(core: string, kind: KindName, tokens: readonly Token[]): Intent | null {
  for (const { stem } of tokens) {
    const intent = intentWords.get(stem);
    if (intent) return intent;
  }
  if (/\bwhat (?:should|do|must|can|could|to) (?:\w+ ){0,4}?do\b|\bwhat to do\b/.test(core)) return 'fix';
  if (kind === 'how-to' && /\b(?:runbook|playbook|procedure|steps|instructions)\b/.test(core)) return 'fix';
  return kind === 'define' ? 'meaning' : null;
}

function contrastsOf(tokens: readonly Token[]): Map<number, number> {
  const rows = new Map<number, number>();
  for (const { stem } of tokens)
    for (const [row, bit] of contrasts.get(stem) ?? []) rows.set(row, (rows.get(row) ?? 0) | (1 << bit));
  return rows;
}

/**
 * Reads one question. `carried` holds words of what was asked or told before, which the question points back to;
 * those of `context` help to choose and need not stand in the answer.
 */
export function readQuestion(
  text: string,
  carried: readonly Token[] = [],
  context: readonly Token[] = [],
): Question {
  const core = questionCore(text);
  const lower = core.toLowerCase();
  const kind = kindOf(lower);
  const tokens = readTokens(core);
  const drafts: Draft[] = [
    ...draftsOf(tokens, core, kind.asking ?? new Set()),
    ...carried.map((token) => ({ token, isSoft: false, isVerb: false, isParticiple: false })),
    ...context.map((token) => ({ token, isSoft: true, isVerb: false, isParticiple: false })),
  ];
  return assemble({ text: text.trim(), core, lower, kind: kind.name, tokens, drafts });
}

interface Parts {
  readonly text: string;
  readonly core: string;
  readonly lower: string;
  readonly kind: KindName;
  readonly tokens: readonly Token[];
  readonly drafts: readonly Draft[];
}

function assemble({ text, core, lower, kind, tokens, drafts }: Parts): Question {
  const [terms, byKey, termOf] = [[] as Term[], new Map<string, number>(), new Map<Token, number>()];
  const seen = new Map<string, number>();
  for (const draft of drafts) {
    const { token, isSoft, isParticiple, isVerb } = draft;
    const isName = isProper(token, tokens.indexOf(token), core) || /^\d/.test(token.lower);
    const bit = seen.get(token.stem) ?? terms.length;
    if (bit >= MOST_TERMS) break;
    if (bit === terms.length)
      terms.push({ text: token.text, isSoft, isName, isParticiple, isVerb, weight: weightOf(draft, isName) });
    seen.set(token.stem, bit);
    termOf.set(token, 1 << bit);
    for (const key of token.keys)
      if (!isName || !key.startsWith('=')) byKey.set(key, (byKey.get(key) ?? 0) | (1 << bit));
  }
  const bits = (wanted: (term: Term) => boolean) =>
    terms.reduce((all, term, at) => (wanted(term) ? all | (1 << at) : all), 0);
  const counted = countedPhrase(lower);
  return {
    text,
    kind,
    terms,
    required: bits(({ isSoft }) => !isSoft),
    names: bits(({ isName }) => isName),
    byKey,
    joined: joinedOf(tokens, termOf),
    compounds: compoundsOf(drafts, termOf),
    pairs: pairsOf(tokens, termOf, drafts),
    words: new Set(lower.match(/[\p{L}\p{N}]+/gu) ?? []),
    contrasts: contrastsOf(tokens),
    isNegated: /\b(?:not|never|no|cannot|without)\b|n't\b/.test(lower),
    intent: intentOf(lower, kind, tokens),
    counted: [...termOf].reduce(
      (all, [token, bit]) => (token.start < counted.end && token.end > counted.start ? all | bit : all),
      0,
    ),
    dimension: kind === 'how-many' ? dimensionOf(lower) : null,
  };
}

/** The words that a later question may point back to: names and things, no verbs. */
export function thingsOf(text: string): Token[] {
  const core = questionCore(text);
  const kind = kindOf(core.toLowerCase());
  return draftsOf(readTokens(core), core, kind.asking ?? new Set())
    .filter(({ isSoft, isVerb }) => !isSoft && !isVerb)
    .map(({ token }) => token);
}
