import { type Claim, meaningOf } from '../../read/reading.ts';
import type { Signals } from '../signals.ts';

/** How a part of a question is joined to the part before it. */
export type Joint = 'and' | 'or' | 'but' | 'that';

/** A part of a question that says one thing of what is asked for. */
export interface Segment {
  /** Null at the beginning. */
  readonly joint: Joint | null;
  readonly claims: readonly Claim[];
}

const RELATIVE = /^(?:that|which|who|whose)$/;

const isSaying = (claim: Claim): boolean =>
  (['verb', 'role', 'downstream', 'upstream'] as const).some((kind) => meaningOf(claim, kind));

const denies = (claim: Claim): boolean =>
  (['negation', 'missing', 'except'] as const).some((kind) => meaningOf(claim, kind));

const isComplete = (claims: readonly Claim[]): boolean =>
  claims.some((claim) => claim.type === 'name' || claim.type === 'unknown');

/** Where “and”, “or”, “but” and relative pronouns part a question; “call X, not Y” and “without owner” begin anew, too. */
export function segmentsOf({ claims, reading }: Signals): Segment[] {
  const wordOf = (claim: Claim): string => reading.words[claim.from]?.lower ?? '';
  const segments: { joint: Joint | null; claims: Claim[] }[] = [{ joint: null, claims: [] }];
  for (const claim of claims) {
    const last = segments.at(-1);
    if (!last) break;
    const joint = jointOf(claim, wordOf(claim), last.claims);
    if (joint) {
      // “and which …”: two joints are one.
      if (last.claims.length === 0 && last.joint) last.joint = last.joint === 'that' ? joint : last.joint;
      else segments.push({ joint, claims: [] });
      if (!denies(claim) && !isSaying(claim)) continue;
    }
    segments.at(-1)?.claims.push(claim);
  }
  return segments;
}

function jointOf(claim: Claim, word: string, before: readonly Claim[]): Joint | null {
  if (meaningOf(claim, 'and')) return /^n?or$/.test(word) ? 'or' : 'and';
  if (meaningOf(claim, 'but')) return 'but';
  const hasNoun = before.some((each) => meaningOf(each, 'noun') || meaningOf(each, 'role'));
  if (RELATIVE.test(word) && (hasNoun || isComplete(before))) return 'that';
  const isSaid = before.some(isSaying) && (isComplete(before) || before.some(denies));
  if (denies(claim) && (isSaid || (hasNoun && (meaningOf(claim, 'missing') || meaningOf(claim, 'except')))))
    return 'that';
  // “besides Y calls X”
  const isExcepted = before.some((each) => meaningOf(each, 'except')) && isComplete(before);
  return isSaying(claim) && (isSaid || isExcepted) ? 'that' : null;
}
