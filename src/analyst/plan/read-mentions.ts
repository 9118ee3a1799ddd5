import type { MentionCondition } from '../../store/incident-selection.ts';
import { type Claim, claimsMeaning, meaningOf, type Reading, type Topic } from '../read/claims.ts';
import { NEAR } from './near-claims.ts';
import type { Stated, Subject } from './plan.ts';

/** Most words that a phrase may have to be looked for word by word; longer ones are sentences, not names. */
const MOST_WORDS_MENTIONED = 4;

/** Words before a noun; a verb stands elsewhere. */
const BEFORE_NOUN =
  /^(with|at|in|on|for|from|by|of|to|the|a|an|any|all|our|and|or|affected|affecting|hit|involving|show|list|about|where)$/;

/** A topic that reads as a name: beside the noun for incidents, after a preposition, or written as one. */
function isNamed(topic: Topic, { words, claims }: Reading): boolean {
  const next = claims.find((claim) => claim.from === topic.to);
  const before = words[topic.from - 1]?.lower ?? '';
  return (
    meaningOf(next, 'incident') !== undefined ||
    BEFORE_NOUN.test(before) ||
    topic.from === 0 ||
    /[\p{Lu}\d]|\p{L}[-_./]\p{L}/u.test(topic.text)
  );
}

const mentionText = {
  anywhere: 'whose text mentions …',
  cause: 'whose recorded cause mentions …',
  title: 'with … in the title',
} as const;

export const sayMention = ({ phrases, within }: MentionCondition): string =>
  mentionText[within].replace('…', phrases.map((phrase) => `“${phrase}”`).join(' or '));

/** "mentions X", "X was involved": the verb within a few words of its topic, on either side. */
function mentionVerb(topic: Topic, claims: readonly Claim[]) {
  const near = (claim: Claim): boolean =>
    (topic.from >= claim.to && topic.from - claim.to <= NEAR) ||
    (claim.from >= topic.to && claim.from - topic.to <= 1);
  return claimsMeaning(claims, 'mention').find(({ claim }) => near(claim));
}

/**
 * The subject narrowed to incidents that have the topics as phrases: in their text where the question says so
 * ("mention", "about"), in the recorded cause after "caused by", otherwise in the title. Undefined when a topic is no
 * phrase. "X or Y" is one condition.
 */
export function withMentions(subject: Subject, reading: Reading): Subject | undefined {
  const { topics, claims } = reading;
  if (topics.length > 2 || topics.some((topic) => topic.words.length > MOST_WORDS_MENTIONED))
    return undefined;
  const verb = topics.map((topic) => mentionVerb(topic, claims)).find((each) => each !== undefined);
  if (!verb && !topics.every((topic) => isNamed(topic, reading))) return undefined;
  const within: MentionCondition['within'] = verb?.meaning.within ?? 'title';
  const [first, second] = topics;
  const or =
    first &&
    second &&
    claims.some((claim) => meaningOf(claim, 'or') && claim.from >= first.to && claim.to <= second.from);
  const groups = or ? [topics.map((topic) => topic.text)] : topics.map((topic) => [topic.text]);
  const mentions = groups.map((phrases): Stated<MentionCondition> => {
    const condition = { phrases, within };
    return { condition, text: sayMention(condition) };
  });
  return { ...subject, mentions: [...subject.mentions, ...mentions] };
}
