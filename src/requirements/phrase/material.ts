import { sayList } from '../../analyst/phrase/say.ts';
import type { Point } from '../find/points.ts';
import type { Judged } from '../read/judge-statements.ts';
import type { Conversation } from '../talk/conversation.ts';
import type { Topic } from '../talk/intent.ts';
import { quote, sayPlace } from './quote.ts';
import type { Section } from './section.ts';

/** All that a reply may rest on. */
export interface Material {
  readonly label: string | null;
  readonly lineCount: number;
  /** Statements of the given text. */
  readonly text: readonly Judged[];
  /** Those, and what the user said. */
  readonly all: readonly Judged[];
  readonly conversation: Conversation;
  /** False for a text that cannot be read as English; then only its words can be looked up. */
  readonly isReadable: boolean;
}

/** What one question gets. */
export interface Answer {
  readonly sections: readonly Section[];
  /** True where neither text nor conversation hold an answer. */
  readonly abstained: boolean;
  /** Points that the next question is best about. */
  readonly prefers?: (point: Point) => boolean;
  /** Tells the whole text and all that was said. */
  readonly isOverview?: boolean;
}

const MOST_HEADING_CHARACTERS = 40;

/** `line 4, under “Checkout”: “Guests must …”`. */
export function sayStatement({ place, headings, text }: Judged, maxCharacters = 200): string {
  const heading = headings.at(-1);
  // The title of the whole text tells nothing about one line.
  const under =
    heading === undefined || headings.length < 2 ? '' : `, under ${quote(heading, MOST_HEADING_CHARACTERS)}`;
  return `${sayPlace(place)}${under}: ${quote(text, maxCharacters)}`;
}

/** `“dark mode”`, `“courses” and “student”`. */
export const sayTopic = ({ texts }: Topic, last = 'and'): string =>
  sayList(
    texts.map((text) => quote(text, 80)),
    last,
  );

export const plural = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;
