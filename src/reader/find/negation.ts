import type { Question } from '../question/question.ts';

const NEGATED =
  /\b(?:not|never|no longer|cannot|nobody|no one|none of|neither|nor|there (?:is|are|was|were) no)\b|n't\b/i;
/** These say a bound, and deny nothing. */
const BOUND =
  /\bnot (?:only|just|exceed|more|less|fewer|longer|later|earlier|larger|bigger|over|above|below|be (?:larger|longer|more|bigger|later|older|less|shorter))\b|\bno (?:more|later|longer|less|fewer) than\b|\b(?:must|may|can|should) not (?:exceed|be (?:larger|longer|more|bigger|older))\b|\bcannot exceed\b/gi;

/** Whether a sentence says for whom or when something is not so, where it is asked for whom or when it is. */
export function isRefusedByNegation(text: string, { kind, isNegated }: Question): boolean {
  if (kind !== 'who' && kind !== 'when' && kind !== 'where' && kind !== 'how-to' && kind !== 'which')
    return false;
  const denies = NEGATED.test(firstClause(text.replace(BOUND, ' ')));
  return kind === 'how-to'
    ? /^(?:do not|don't|never|avoid)\b/i.test(text) && !isNegated
    : denies !== isNegated && (denies || kind === 'who');
}

/** What stands behind a semicolon or a conjunction may deny something else. */
const firstClause = (text: string): string =>
  text.split(
    /;|, (?:but|and|so|because|since|if|when|unless)\b| (?:because|since|if|when|unless|until|that|who|which|where) /i,
  )[0] ?? text;
