import { capitalise, sayList } from '../../analyst/phrase/say.ts';
import { findVagueTerms } from '../find/find-vague-terms.ts';
import type { Point } from '../find/points.ts';
import type { Said } from '../talk/conversation.ts';
import type { Material } from './material.ts';
import { quote, quoteSentence, sayPlace } from './quote.ts';
import type { Section } from './section.ts';

function settles(said: Said, point: Point): string {
  const [first, second] = point.statements.map(({ place }) => sayPlace(place));
  const [one, other] = point.words.map((word) => quote(word, 110));
  switch (said.choice) {
    case 'first':
      return `So ${one} (${first}) holds, and ${second} with ${other} has to change.`;
    case 'second':
      return `So ${other} (${second}) holds, and ${first} with ${one} has to change.`;
    case 'neither':
      return `That is neither ${one} (${first}) nor ${other} (${second}): both lines have to change.`;
    case 'both':
      return `Then ${first} and ${second} have to say when each of the two applies.`;
    default:
      return `That does not say which of the two holds: ${one} (${first}) or ${other} (${second}).`;
  }
}

function answersTo(said: Said): string {
  const {
    point,
    isUnknown,
    statement: { kind },
  } = said;
  if (isUnknown) return 'That stays open.';
  if (point === null && said.answers) return 'Taken as your answer.';
  if (point === null) return `Taken as a ${kind === 'goal' ? 'goal' : 'requirement'} that you add.`;
  if (point.kind === 'contradiction') return settles(said, point);
  if (said.choice === 'unclear') return 'That does not answer what was asked; it stays open.';
  if (point.row) return `Taken as the answer on ${point.row.name.toLowerCase()}.`;
  const [statement] = point.statements;
  if (!statement) return 'Taken as a requirement that you add.';
  const words = sayList(point.terms.map(({ text }) => quote(text)));
  return `Taken as the answer on ${sayPlace(statement.place)}${words === '' ? '' : `, ${words}`}.`;
}

/** What is still wrong with what was said: vague words, and lines that it contradicts. */
function checks({ statement, isUnknown }: Said, points: readonly Point[]): string[] {
  if (isUnknown) return [];
  const vague = findVagueTerms(statement).map(({ text, kind }) => `${quote(text)} in it ${kind.why}.`);
  const against = points
    .filter(({ kind, statements }) => kind === 'contradiction' && statements.includes(statement))
    .map((point) => {
      const other = point.statements.find((one) => one !== statement);
      return other ? `It contradicts ${sayPlace(other.place)}: ${quoteSentence(other.text)}` : '';
    });
  return [...vague, ...against].map(capitalise);
}

const MOST_SAID_CHARACTERS = 160;

/** Takes note of what the current message says, and checks it against the rest. Null where it says nothing. */
export function acknowledge({ conversation }: Material): Section | null {
  const now = conversation.said.filter(({ message }) => message === conversation.message);
  if (now.length === 0) return null;
  const items = now.map((said, at) => {
    const repeats =
      said.point !== null && now[at - 1]?.point === said.point && said.choice === now[at - 1]?.choice;
    const told = [...(repeats ? [] : [answersTo(said)]), ...checks(said, conversation.points)];
    const [first = '', ...others] = told;
    const answer = first === '' ? '' : `: ${first.charAt(0).toLowerCase()}${first.slice(1)}`;
    return [`${quote(said.statement.text, MOST_SAID_CHARACTERS)}${answer}`, ...others].join(' ');
  });
  return { title: 'Noted from you', items, most: 8 };
}
