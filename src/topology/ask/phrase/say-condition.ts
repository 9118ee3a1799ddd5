import type { Condition, RelationAsk, Term } from '../plan/plan.ts';
import type { Relation } from '../read/meanings.ts';
import { quote, sayAnd, sayName } from './say.ts';

/** Of one, and of many. */
type Forms = readonly [one: string, many: string];

const VERBS: Readonly<Record<Relation, Forms>> = {
  publish: ['publishes to', 'publish to'],
  subscribe: ['subscribes to', 'subscribe to'],
  consume: ['consumes', 'consume'],
  call: ['calls', 'call'],
  depend: ['depends on', 'depend on'],
  use: ['uses', 'use'],
  talk: ['talks to', 'talk to'],
  own: ['owns', 'own'],
  provide: ['provides', 'provide'],
  contain: ['contains', 'contain'],
  belong: ['belongs to', 'belong to'],
};

/** What stands at the other end of a relationship that comes in. */
const USERS: Readonly<Record<Relation, string>> = {
  publish: 'publisher',
  subscribe: 'subscriber',
  consume: 'consumer',
  call: 'caller',
  depend: 'dependent',
  use: 'user',
  talk: 'caller',
  own: 'owner',
  provide: 'provider',
  contain: 'container',
  belong: 'part',
};

const HAVE: Forms = ['has', 'have'];

const withArticle = (noun: string): string => `${/^[aeio]/.test(noun) ? 'an' : 'a'} ${noun}`;

/** The condition behind “that”: “publishes to A or B”, “has no owner”, “X does not call”. */
export function sayCondition({ any, negated }: Condition, number: number): string {
  const groups = Map.groupBy(any, (term) =>
    'ask' in term ? `${term.by} ${term.ask.relation} ${term.ask.asked}` : term.by,
  );
  const said = [...groups.values()].map((terms) => sayTerms(terms, negated, number === 1));
  return sayAnd(said, negated ? 'and' : 'or');
}

function sayTerms(terms: readonly Term[], negated: boolean, isOne: boolean): string {
  const [first] = terms;
  const names = sayAnd(
    terms.flatMap((term) => ('of' in term ? [sayName(term.of.name)] : [])),
    'or',
  );
  switch (first?.by) {
    case 'relation':
      return sayRelation(first.ask, names, negated, isOne);
    case 'some relation':
      return saySome(first, negated, isOne);
    case 'reach': {
      const be = `${isOne ? 'is' : 'are'}${negated ? ' not' : ''}`;
      return first.way === 'affected'
        ? `${be} affected when ${names} is down`
        : `${be} needed by ${names} to work`;
    }
    case 'trait': {
      const words = quote(first.words, 80);
      return first.uses
        ? `${sayDo(VERBS.use, negated, isOne)} ${words} (as a tag, type or protocol)`
        : `${isOne ? 'has' : 'have'} ${negated ? 'no ' : ''}${words} as a tag, type, protocol or fact`;
    }
    case 'node':
      return `${isOne ? 'is' : 'are'} ${negated ? 'not ' : ''}${names}`;
    case undefined:
      return '';
  }
}

const sayDo = ([one, many]: Forms, negated: boolean, isOne: boolean): string =>
  negated ? `${isOne ? 'does' : 'do'} not ${many}` : isOne ? one : many;

const sayRelation = (
  { relation, asked }: RelationAsk,
  names: string,
  negated: boolean,
  isOne: boolean,
): string =>
  asked === 'from'
    ? `${sayDo(VERBS[relation], negated, isOne)} ${names}`
    : `${names} ${sayDo(VERBS[relation], negated, true)}`;

function saySome(
  { ask: { relation, asked }, times }: Extract<Term, { by: 'some relation' }>,
  negated: boolean,
  isOne: boolean,
): string {
  if (times) {
    const verb = asked === 'from' ? sayDo(VERBS[relation], negated, isOne) : sayDo(HAVE, negated, isOne);
    const noun = asked === 'from' ? 'thing' : USERS[relation];
    return `${verb} ${times.comparison} ${times.number} ${noun}${times.number === 1 ? '' : 's'}`;
  }
  if (asked === 'from')
    return `${isOne ? VERBS[relation][0] : VERBS[relation][1]} ${negated ? 'nothing' : 'something'}`;
  const user = USERS[relation];
  return `${isOne ? 'has' : 'have'} ${negated ? `no ${user}` : withArticle(user)}`;
}
