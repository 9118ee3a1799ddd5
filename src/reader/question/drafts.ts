import { functionWords, softWords } from '../vocabulary/function-words.ts';
import { intentWords } from '../vocabulary/intent-words.ts';
import type { Token } from '../words/read-tokens.ts';

const AUXILIARY = /^(?:do|does|did|is|are|was|were|be|been|has|have|had|can|may|must|should|will|being)$/;
const PARTICIPLE = /(?:ed|en|wn|ought|ilt|elt|ept|ent|aid|old|eft|ade|one|un)$/;
const NO_VERB_AFTER = /^(?:in|by|with|from|for|on|at|of|per|the|an?|our|your|my|each|every)$/;
const DETERMINER = /^(?:the|an?|our|your|my|each|every|this|that)$/;
const PREPOSITION = /^(?:in|by|to|with|from|for|on|at|of|up|out|off|about|as)$/;

/** A word of a question before it is a term. */
export interface Draft {
  readonly token: Token;
  readonly isSoft: boolean;
  readonly isVerb: boolean;
  /** A verb at the end, or with an auxiliary: what stands in a row has none. */
  readonly isParticiple: boolean;
}

/** Whether a word says what is done: by its place, for words have no mark that says so. */
function verbAt(tokens: readonly Token[], at: number): Pick<Draft, 'isVerb' | 'isParticiple'> {
  const [before, token] = [tokens[at - 1]?.lower ?? '', tokens[at]?.lower ?? ''];
  if (tokens[at]?.isName || /\p{Lu}/u.test(tokens[at]?.text.slice(1) ?? ''))
    return { isVerb: false, isParticiple: false };
  const isVerb = /^(?:i|we|you|they|one|to|who|whom)$/.test(before);
  // "Which sensor measures oxygen": what the asked thing does.
  const isPredicate = at === 2 && /^(?:which|what)$/.test(tokens[0]?.lower ?? '') && tokens.length > 3;
  const isParticiple =
    isPredicate || (!isVerb && !NO_VERB_AFTER.test(before) && isParticipleAt(tokens, at, token));
  return { isVerb: isVerb || isParticiple, isParticiple };
}

function isParticipleAt(tokens: readonly Token[], at: number, token: string): boolean {
  const rest = tokens.slice(at + 1);
  const isLast = rest.length === 0 || (rest.length === 1 && PREPOSITION.test(rest[0]?.lower ?? ''));
  const auxiliaries = tokens.slice(0, at).filter(({ lower }) => AUXILIARY.test(lower));
  const does = tokens.slice(0, at).findLastIndex(({ lower }) => /^d(?:o|oes|id)$/.test(lower));
  if (isLast && does >= 0 && !isObject(tokens.slice(does + 1, at))) return true;
  return auxiliaries.length > 0 && PARTICIPLE.test(token);
}

/** Whether a word that stands so far behind "does" is what the verb is done to, and not the verb. */
const isObject = (between: readonly Token[]): boolean =>
  (/^(?:i|we|you|they)$/.test(between[0]?.lower ?? '') && between.length > 1) ||
  between.filter(({ lower }) => DETERMINER.test(lower)).length > 1;

/** Capitals in the middle of a question make a name, unless all of its words have them. */
export function isProper(token: Token, at: number, core: string): boolean {
  if (token.isName) return true;
  if (at === 0 || !/^\p{Lu}/u.test(token.text)) return false;
  return /(?:^|\s)\p{Ll}{2,}/u.test(core) && !/[.!?:]\s*$/.test(core.slice(0, token.start));
}

/** The words of a question that it is about, and those that only help. */
export function draftsOf(tokens: readonly Token[], core: string, asking: ReadonlySet<string>): Draft[] {
  return tokens.flatMap((token, at): Draft[] => {
    const isUpper = /^\p{Lu}{2,}$/u.test(token.text) && /\p{Ll}/u.test(core);
    if (functionWords.has(token.lower.replace(/(?:n['’]t|['’]\p{L}+)$/u, '')) && !isUpper) return [];
    if (token.lower.length === 1 && !/\p{N}/u.test(token.lower) && !/^\p{Lu}$/u.test(token.text)) return [];
    const isSoft = softWords.has(token.lower) || asking.has(token.lower) || intentWords.has(token.stem);
    return [{ token, isSoft, ...verbAt(tokens, at) }];
  });
}

export const weightOf = ({ token, isSoft }: Draft, isName: boolean): number =>
  isSoft ? 0.4 : isName ? 2 : token.lower.length > 3 ? 1 : 0.8;
