import type {
  LabelCondition,
  MentionCondition,
  PresenceCondition,
  RecordField,
} from '../../store/incident-selection.ts';
import {
  type Claim,
  claimsMeaning,
  meaningOf,
  type Reading,
  type Topic,
  type ValueClaim,
} from '../read/claims.ts';
import { anySubject, type Stated, type Subject } from './plan.ts';
import { readAmounts } from './read-amounts.ts';
import { statedWindow } from './state-window.ts';

/** A subject and the claims that went into it; a claim left out is still to be explained by the plan. */
export interface ReadSubject {
  readonly subject: Subject;
  readonly used: ReadonlySet<Claim>;
  /** Named but unknown to the tenant: "company Stripe". */
  readonly unknownFields: readonly string[];
  readonly windows: readonly Stated<{ from?: Date; to?: Date }>[];
  /** Values right beside a label that they are no values of: "the Payments team" where Payments is a category. */
  readonly mismatches: readonly { readonly label: string; readonly value: string; readonly isA: string }[];
}

/** How many words may stand between two claims that belong together. */
const NEAR = 3;

const gap = (a: Claim, b: Claim): number => (a.from < b.from ? b.from - a.to : a.from - b.to);

function nearest(claims: readonly Claim[], to: Claim, fits: (claim: Claim) => boolean): Claim | undefined {
  return claims
    .filter((claim) => claim !== to && fits(claim) && gap(claim, to) <= NEAR)
    .sort((a, b) => gap(a, to) - gap(b, to) || b.from - a.from)[0];
}

const labelNamesOf = (claim: Claim | undefined): readonly string[] => meaningOf(claim, 'label')?.names ?? [];

/** The label claim right beside a value that says which field the value belongs to. */
function hintFor(value: ValueClaim, claims: readonly Claim[]): Claim | undefined {
  const index = claims.indexOf(value);
  const passes = (claim: Claim | undefined): boolean =>
    meaningOf(claim, 'filler') !== undefined || meaningOf(claim, 'soft') !== undefined;
  const holds = (claim: Claim | undefined): boolean =>
    labelNamesOf(claim).some((name) => value.values.some((each) => each.name === name));
  for (const step of [-1, 1]) {
    let at = index + step;
    while (passes(claims[at]) && !holds(claims[at]) && Math.abs(at - index) <= NEAR) at += step;
    if (holds(claims[at])) return claims[at];
  }
  return undefined;
}

/** Claims that may stand between a negation and the value that it excludes. */
const PASSED = ['filler', 'soft', 'label', 'tagged', 'or', 'and'] as const;

/**
 * The "not", "excluding", "other than" before a value. It reaches over an earlier value only where "or" or "and" joins
 * the two: in "not at A tagged B" the tag is wanted.
 */
function negationOf(value: ValueClaim, claims: readonly Claim[]): Claim | undefined {
  let joined = false;
  for (let at = claims.indexOf(value) - 1; at >= 0; at--) {
    const claim = claims[at];
    if (!claim || gap(claim, value) > NEAR + 1) return undefined;
    if (meaningOf(claim, 'negation') || meaningOf(claim, 'missing')) return claim;
    joined ||= meaningOf(claim, 'or') !== undefined || meaningOf(claim, 'and') !== undefined;
    const passes = claim.type === 'value' ? joined : PASSED.some((kind) => meaningOf(claim, kind));
    if (!passes) return undefined;
    if (claim.type === 'value') joined = false;
  }
  return undefined;
}

const listNames = (names: readonly string[]): string =>
  names.map((name) => name.replaceAll('_', ' ')).join(' or ');

function readLabels(claims: readonly Claim[], used: Set<Claim>): Stated<LabelCondition>[] {
  const conditions: (Stated<LabelCondition> & { claim: ValueClaim })[] = [];
  for (const claim of claims) {
    if (claim.type !== 'value') continue;
    const hint = hintFor(claim, claims);
    const values = hint
      ? claim.values.filter((value) => labelNamesOf(hint).includes(value.name))
      : claim.values;
    const names = [...new Set(values.map((value) => value.name))];
    const valueKeys = [...new Set(values.map((value) => value.valueKey))];
    const negation = negationOf(claim, claims);
    const shown = [...new Set(values.map((value) => value.value))].join(' / ');
    const cause = names.some((name) => name.includes('cause'))
      ? nearest(claims, claim, (each) => meaningOf(each, 'ask')?.ask === 'cause')
      : undefined;
    for (const each of [claim, hint, negation, cause]) if (each) used.add(each);
    const side = {
      condition: { names, valueKeys, negated: negation !== undefined },
      text: `${negation ? 'not ' : ''}${listNames(names)} ${shown}`,
      at: claim.from,
    };
    const previous = conditions.at(-1);
    if (previous && isAlternative(previous.claim, claim, claims, used, negation !== undefined)) {
      const sides = [...(previous.sides ?? [previous]), side];
      conditions[conditions.length - 1] = {
        claim,
        condition: {
          names: [...new Set(sides.flatMap((each) => each.condition.names))],
          valueKeys: sides.flatMap((each) => each.condition.valueKeys),
          negated: previous.condition.negated,
        },
        text: `${previous.text} or ${shown}`,
        sides,
      };
      continue;
    }
    conditions.push({ claim, ...side });
  }
  return conditions.map(({ claim, ...condition }) => ({ ...condition, at: claim.from }));
}

/** "A or B" is one condition with two values; after a negation "A and B" is as well. */
function isAlternative(
  a: ValueClaim,
  b: ValueClaim,
  claims: readonly Claim[],
  used: Set<Claim>,
  negated: boolean,
): boolean {
  const between = claims.slice(claims.indexOf(a) + 1, claims.indexOf(b));
  const or = between.find((claim) => meaningOf(claim, 'or'));
  if (or) used.add(or);
  if (or || !negated) return or !== undefined;
  return between.every((claim) => meaningOf(claim, 'and') || meaningOf(claim, 'filler'));
}

const presenceFields: readonly RecordField[] = [
  'start',
  'detected',
  'mitigated',
  'end',
  'duration',
  'detection',
  'recovery',
  'summary',
  'root_cause',
  'trigger',
  'impact',
  'detection_text',
  'resolution',
  'lessons',
  'timeline',
  'action_items',
  'url',
];

function fieldOf(claim: Claim): PresenceCondition['field'] | undefined {
  const measure = meaningOf(claim, 'measure');
  const field =
    meaningOf(claim, 'field')?.field ?? measure?.measure ?? meaningOf(claim, 'aggregate')?.measure;
  if (field && presenceFields.includes(field)) return field;
  const names = labelNamesOf(claim);
  return names.length === 0 ? undefined : { label: names };
}

function readPresence(claims: readonly Claim[], used: Set<Claim>): Stated<PresenceCondition>[] {
  const found: Stated<PresenceCondition>[] = [];
  for (const [kind, present] of [
    ['missing', false],
    ['present', true],
  ] as const) {
    for (const { claim } of claimsMeaning(claims, kind)) {
      if (used.has(claim)) continue;
      // "have a start time" says so of the next words only; what is missing may also stand before: "whose start is unknown".
      const target = nearest(
        claims,
        claim,
        (each) => !used.has(each) && fieldOf(each) !== undefined && (!present || each.from === claim.to),
      );
      const field = target && fieldOf(target);
      if (!target || !field) continue;
      used.add(claim);
      used.add(target);
      const name = (typeof field === 'object' ? (field.label[0] ?? '') : fieldText[field]).replaceAll(
        '_',
        ' ',
      );
      found.push({
        condition: { field, present },
        text: `${present ? 'with recorded' : 'without recorded'} ${name}`,
      });
    }
  }
  return found;
}

export const fieldText: Record<RecordField, string> = {
  start: 'start time',
  'start day': 'day of the start',
  detected: 'time of detection',
  mitigated: 'time of mitigation',
  end: 'end time',
  duration: 'duration',
  detection: 'time to detection',
  recovery: 'time to recovery',
  summary: 'summary',
  root_cause: 'root cause',
  trigger: 'trigger',
  impact: 'impact',
  detection_text: 'account of the detection',
  resolution: 'resolution',
  lessons: 'lessons learned',
  timeline: 'timeline',
  action_items: 'action items',
  url: 'source URL',
};

function readWeekdays(claims: readonly Claim[], used: Set<Claim>): Subject['weekdays'] {
  const found = claimsMeaning(claims, 'weekday');
  if (found.length === 0) return null;
  const names = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
  const days = [...new Set(found.flatMap(({ meaning }) => meaning.days))];
  for (const { claim } of found) used.add(claim);
  return { condition: days, text: `on a ${days.map((day) => names[day - 1]).join(' or ')}` };
}

function mismatchesIn(claims: readonly Claim[], used: ReadonlySet<Claim>): ReadSubject['mismatches'] {
  return claims.flatMap((claim, index) => {
    const label = meaningOf(claim, 'label');
    if (!label || label.names.length === 0 || used.has(claim) || meaningOf(claim, 'tagged')) return [];
    const beside = [claims[index - 1], claims[index + 1]].find(
      (each): each is ValueClaim =>
        each?.type === 'value' && (each.to === claim.from || each.from === claim.to),
    );
    const value = beside?.values[0];
    return value ? [{ label: label.word, value: value.value, isA: value.name.replaceAll('_', ' ') }] : [];
  });
}

/** All conditions of a question. Topics are not conditions yet: see {@link withMentions}. */
export function readSubject(reading: Reading): ReadSubject {
  const { claims } = reading;
  const used = new Set<Claim>();
  const windows = claims.flatMap((claim) => (claim.type === 'window' ? [statedWindow(claim.window)] : []));
  const labels = readLabels(claims, used);
  const presence = readPresence(claims, used);
  const numbers = readAmounts(reading, used);
  const weekdays = readWeekdays(claims, used);
  const unknownFields = claimsMeaning(claims, 'label')
    .filter(
      ({ claim, meaning }) => meaning.names.length === 0 && !used.has(claim) && claim.meanings.length === 1,
    )
    .map(({ meaning }) => meaning.word);
  for (const claim of claims) if (claim.type === 'window') used.add(claim);
  return {
    subject: { ...anySubject, window: windows[0] ?? null, labels, presence, numbers, weekdays },
    used,
    unknownFields,
    windows,
    mismatches: mismatchesIn(claims, used),
  };
}

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
