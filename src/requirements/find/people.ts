import type { Judged } from '../read/judge-statements.ts';
import type { Word } from '../read/words.ts';
import { actorWords } from '../vocabulary/actor-words.ts';

const STORY_ROLE = /\bas an? ([\p{L}][\p{L}\p{N} '’-]{1,40}?)(?=,| I\b)/iu;
const WISHER =
  /^\W*(?:the |all |every |each |most )?([\p{L}][\p{L} '’-]{2,40}?) (?:wants? |(?:must|should|shall|needs? to|ha(?:s|ve) to) be able to |would like )/iu;
const NO_PERSON = /\b(?:system|app|application|we|it|they|i|platform|tool|product|you|this|that)$/i;
const GROUPS = /^(?:people|everyone|everybody|anyone|team)$/;

const MOST_CHARACTERS = 300;

/** Who a statement says wants or may do something, as written: “as a dog walker, I …”, “growers must be able to …”. */
function wishers({ text }: Judged): string[] {
  return [STORY_ROLE, WISHER]
    .map((pattern) => pattern.exec(text.slice(0, MOST_CHARACTERS))?.[1])
    .filter((name) => name !== undefined && !NO_PERSON.test(name)) as string[];
}

const namesPerson = ({ singular, lower }: Word): boolean => actorWords.has(singular) && !GROUPS.test(lower);

/** Names of people in a statement, as written. */
export function peopleIn(statement: Judged): string[] {
  const wishing = wishers(statement);
  const covered = wishing.join(' ').toLowerCase();
  const others = statement.words.filter((word) => namesPerson(word) && !covered.includes(word.lower));
  return [...wishing, ...others.map(({ text }) => text)];
}
