import type { KindName } from '../question/question.ts';
import { command } from './command.ts';
import { compare } from './compare.ts';
import { define } from './define.ts';
import { howMany } from './how-many.ts';
import { howTo } from './how-to.ts';
import type { Kind } from './kind.ts';
import { howLong, howOften, when } from './when.ts';
import { where } from './where.ts';
import { which } from './which.ts';
import { who } from './who.ts';
import { why } from './why.ts';
import { yesNo } from './yes-no.ts';

const other: Kind = { name: 'other', asked: [], fits: () => 0.5 };

/** In the order in which they are tried: the more special before the more general. */
const inOrder: readonly Kind[] = [
  command,
  compare,
  who,
  howOften,
  howLong,
  when,
  where,
  howTo,
  why,
  howMany,
  define,
  which,
  yesNo,
];

const byName = new Map<KindName, Kind>([...inOrder, other].map((kind) => [kind.name, kind]));

export const kindNamed = (name: KindName): Kind => byName.get(name) ?? other;

/** The kind that a question is of; `question` is in lower case, without greetings and question marks. */
export const kindOf = (question: string): Kind =>
  inOrder.find(({ asked }) => asked.some((pattern) => pattern.test(question))) ?? other;
