import { stem } from '../../lib/stem.ts';
import {
  ACT_NOUNS,
  ACTS,
  BRINGS,
  CHECKS,
  IMPERATIVES,
  IRREGULAR,
  MEANS,
  NEEDS_PARTICLE,
  OUTCOMES,
  PARTICLES,
  PLAIN_ACTS,
  REMEDIES,
} from './act-verbs.ts';
import { stepTokens, tellingStems } from './step-words.ts';

/** What a sentence says that somebody did. */
export interface Acts {
  /** Stems of its verbs, in order. */
  readonly verbs: readonly string[];
  /** Whether somebody only looked. */
  readonly isCheck: boolean;
  /** Stems of what it was done to or with; verbs are left out. */
  readonly objects: ReadonlySet<string>;
}

const stems = (verbs: Iterable<string>): ReadonlySet<string> => new Set([...verbs].map(stem));
const checkStems = stems(CHECKS);
const plainStems = stems(PLAIN_ACTS);
const actStems = stems([...PLAIN_ACTS, ...ACTS]);
const imperativeStems = stems(IMPERATIVES);
const outcomeStems = stems(OUTCOMES);

/** Before a verb: it was not done, or it is how things stand. */
const UNDONE =
  /^(?:not|never|no|will|should|must|could|would|cannot|if|is|are|being|be|gets?|got|unless|needs?|without)$/;
/** Beside a noun: a cause or a time, not an act. */
const WHENEVER = /^(?:every|each|after|before|during|on|since|until|while|no|without|per|any)$/;
/** Before a form in -ing: it is what was done. */
const BY = /^(?:by|with|via|started|starting|began|begin|finished|completed|manually|manual)$/;

/** "Increased error rates" are seen, not done. */
const MORE = /^(?:increased|decreased|reduced|raised|lowered)$/;
const TROUBLE =
  /^(?:errors?|latency|latencies|traffic|load|rates?|memory|cpu|network|response|number|amount|ec2)$/;

/** What somebody did by the sentence; undefined where it only tells what was seen, or says nothing in particular. */
export function readActs(sentence: string): Acts | undefined {
  const tokens = stepTokens(sentence);
  const verbs = [...new Set(tokens.flatMap((_, at) => verbAt(tokens, at) ?? []))];
  const deeds = verbs.filter((verb) => actStems.has(verb));
  const objects = tellingStems(tokens.filter((token) => !verbs.includes(stemOf(token))));
  const isPlain = deeds.some((verb) => plainStems.has(verb));
  if (verbs.length === 0 || (objects.size === 0 && !isPlain)) return undefined;
  return { verbs: deeds.length > 0 ? deeds : verbs, isCheck: deeds.length === 0, objects };
}

/** Whether its first word is what was done: "restarted PgBouncer", not "pods restarted". */
export const beginsWithAct = (text: string): boolean =>
  verbAt(stepTokens(text.slice(0, BEGINNING)), 0) !== undefined;

/** Characters that hold the first words. */
const BEGINNING = 100;

const stemOf = (token: string): string => stem(IRREGULAR[token] ?? token);

/** The stem of the verb that stands there, where it tells something done. */
function verbAt(tokens: readonly string[], at: number): string | undefined {
  const token = tokens[at] ?? '';
  const verb = stemOf(token);
  const [before, next] = [tokens[at - 1] ?? '', tokens[at + 1] ?? ''];
  if (REMEDIES.has(token) && BRINGS.test(before)) return verb;
  if (!actStems.has(verb) && !checkStems.has(verb)) return undefined;
  if (UNDONE.test(before) || UNDONE.test(tokens[at - 2] ?? '')) return undefined;
  if (MORE.test(token) && TROUBLE.test(next)) return undefined;
  if (NEEDS_PARTICLE.has(token)) return at === 0 || PARTICLES.has(next) ? verb : undefined;
  if (outcomeStems.has(verb) && at > 0 && !MEANS.test(next)) return undefined;
  if (token.endsWith('ed') || token in IRREGULAR) return verb;
  if (token.endsWith('ing')) {
    const isDone = at < 2 || BY.test(before) || BY.test(tokens[at - 2] ?? '');
    return isDone ? verb : undefined;
  }
  if (ACT_NOUNS.has(token)) return WHENEVER.test(before) || WHENEVER.test(next) ? undefined : verb;
  return at === 0 && imperativeStems.has(verb) ? verb : undefined;
}
