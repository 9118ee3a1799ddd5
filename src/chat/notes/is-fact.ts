import { isPassing } from './passing-words.ts';
import { ATTRIBUTE, ATTRIBUTE_OF, IS_VALUE, LASTING, THERE_IS } from './told-vocabulary.ts';

const FEWEST_WORDS = 3;
const MOST_WORDS = 60;
/** The verb of a longer sentence stands further back than anybody would tell a fact. */
const LONGEST_SUBJECT = 10;

/** A sentence that begins so asks, orders, answers, or speaks of something that it does not name. */
const OTHER_OPENING =
  /^(?:who|whom|whose|what|when|where|why|which|how|is|are|was|were|am|do|does|did|can|could|may|might|must|should|will|would|has|have|had|shall|i|you|he|she|this|that|these|those|here|someone|somebody|anyone|anybody|nobody|everybody|everyone|nothing|something|one|some|not|no|nope|yes|yeah|yep|ok|okay|sure|maybe|and|or|but|because|so|if|unless|although|while|when|since|after|before|once|until|let|lets|tell|show|list|give|find|get|count|compare|explain|describe|summari[sz]e|check|look|help|draft|write|create|make|add|remove|delete|start|stop|restart|kill|scale|roll|run|page|call|deploy|send|open|close|use|try|see|ask|search(?! (?:has|is|uses|runs|reads|writes|owns|calls|depends|talks|lives|belongs|consumes|caches|falls))|put|set|fix|go|wait|remember|forget|note|top|any|incidents?|outages?|postmortems that|runbooks? (?:for|about|of)|alerts?|errors?|failures?|customers?|users?|people|it's|that's|there's|what's|who's)(?![\w-])/i;
const POINTS_BACK = /^(?:it|they|both|its \w+|their \w+)\b/i;
/** A sentence that has another verb before the one that was found, or breaks off before it. */
const OTHER_VERB =
  /\b(?:not|stopped|started|began|reported|resulted|leads|led|introduced|moved|removed|added|allows?|entered|gave|went|got|made|said|keeps?|and|or|to)$|\b(?:stopped|started|began|reported|resulted|leads to|entered) /i;
const CLAUSE =
  /\b(?:that|which|who|whom|whose|where|when|what|how|why|because|while|whether|about)\b|[?:;()]/i;
const AUXILIARY =
  /^(?:is|are|was|were|be|been|being|am|has|have|had|do|does|did|can|cannot|must|gets?|got)$/i;
const DETERMINERS = /^(?:the|our|an?|all|each|every|both|most|some|any|its|their|no)$/i;
const SEVERAL = /(?:[^s]s|ss?es|people|staff|data)$|\band\b|^(?:all|both|most|many)\b|\bteam\b/i;

/** Which ways of telling suit what they are told of. */
function isTold(subject: string, rest: string): boolean {
  const isWe = /^we(?: all| both)?$/i.test(subject);
  const { third, base, ...others } = LASTING;
  if (isWe)
    return (
      base.test(rest) ||
      LASTING.runsNamed.test(rest) ||
      LASTING.runsThings.test(rest) ||
      LASTING.has.test(rest) ||
      LASTING.hasOwn.test(rest) ||
      LASTING.changed.test(rest) ||
      LASTING.isFor.test(rest)
    );
  const head = subject.split(ATTRIBUTE_OF)[0] ?? '';
  if (third.test(rest) || ((SEVERAL.test(subject) || SEVERAL.test(head)) && base.test(rest))) return true;
  if (Object.values(others).some((pattern) => pattern.test(rest))) return true;
  return IS_VALUE.test(rest) && ATTRIBUTE.test(head);
}

/** What is told of: a name or a noun with its own words, and no clause. */
const isSubject = (subject: string, mayPointBack: boolean): boolean =>
  !CLAUSE.test(subject) &&
  !OTHER_VERB.test(subject) &&
  !subject.split(' ').every((word) => DETERMINERS.test(word)) &&
  (mayPointBack || !POINTS_BACK.test(subject));

/**
 * Whether a sentence states a lasting fact: something named, a verb of the kind that tells how things are, in the
 * present or of a change that lasts, and no word of a moment, a guess, an opinion or a wish. A closed list decides: what
 * it does not know is no fact. `mayPointBack`: the sentence before it says what “it” is.
 */
export function isFact(sentence: string, mayPointBack = false): boolean {
  const text = sentence
    .replace(/\s+/g, ' ')
    .replace(/[.!\s]+$/, '')
    .trim();
  const words = text.split(' ');
  if (words.length < FEWEST_WORDS || words.length > MOST_WORDS || /[?:]$/.test(text)) return false;
  if (isPassing(text)) return false;
  if (THERE_IS.test(text)) return true;
  if (OTHER_OPENING.test(text)) return false;
  for (let at = 1; at <= Math.min(LONGEST_SUBJECT, words.length - 1); at++) {
    const subject = words.slice(0, at).join(' ').replace(/,$/, '');
    const rest = words.slice(at).join(' ');
    if (isSubject(subject, mayPointBack) && isTold(subject, rest)) return true;
    // A verb that no rule knows tells something else.
    if (AUXILIARY.test(words[at] ?? '') || CLAUSE.test(words[at] ?? '')) return false;
  }
  return false;
}
