import { questionCore } from '../question/question-core.ts';
import type { ReadDocument, Section } from '../units/unit.ts';
import { intentHeadings } from '../vocabulary/intent-words.ts';
import { hasSteps, quoteDoing } from './find-steps.ts';
import { meaningOf } from './meaning-of.ts';
import type { Quote } from './quote.ts';

const LONGEST_NAME = 160;
const MOST_NAMES = 3;
const ARTICLE = /^(?:the|an?|our|this)\s+/i;
const SORT = '(?:alerts?|alarms?|runbooks?|playbooks?|pages?|documents?|docs?)';
const BEFORE = new RegExp(
  `^(?:\\[?firing\\]?\\s*:?\\s+)?(?:(?:(?:we|i)(?:'ve| have| are| am| were| was)? )?(?:got|getting|get|have|see|seeing|paged)(?: paged)?(?: for| by| with)?|open|show(?: me)?|find|give me|help(?: me)? with)?\\s*(?:(?:the|an?|our) )?(?:${SORT}(?:\\s*[:–-]|\\s+(?:for|of|on|about|called|named|is|says))?\\s+)?`,
  'i',
);
const AFTER = new RegExp(
  `(?:\\s+${SORT})?(?:\\s+(?:(?:is|was|has|keeps|started|are|been|just|now|again)\\s+)*(?:firing|fired|fires|triggered|alerting|active|raised|red|went off|paging|paged)(?:\\s+(?:again|now|right now|in \\w+))?)?(?:\\s*,?\\s+help)?$`,
  'i',
);

/** Letters and digits alone: `Lamp overheating` and `LampOverheating` are one name. */
const squashed = (text: string): string =>
  text
    .slice(0, LONGEST_NAME)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');

/**
 * What a message may name and nothing more, in each way to read it: all of it, and it without "alert", "runbook for" or
 * "is firing"; then the names in that, where it has several.
 */
function namesIn(message: string): string[][] {
  if (message.length > LONGEST_NAME) return [];
  const bare = questionCore(message).replace(/^[“”"'`]+|[“”"'`]+$/g, '');
  const withoutAfter = bare.replace(AFTER, '');
  const forms = [message, bare, withoutAfter, bare.replace(BEFORE, ''), withoutAfter.replace(BEFORE, '')];
  const several = forms.map((form) => form.split(/, and | and |, | & /).slice(0, MOST_NAMES + 1));
  return [...forms.map((form) => [form]), ...several]
    .filter((parts) => parts.length <= MOST_NAMES)
    .map((parts) => parts.map((part) => squashed(part.replace(ARTICLE, ''))));
}

const isNamed = ({ title, alerts }: ReadDocument, name: string): boolean =>
  name !== '' && [title, ...alerts].some((known) => squashed(known.replace(ARTICLE, '')) === name);

/** The documents that a message names, where it does nothing else; several may serve one alert. */
function namedBy(message: string, documents: readonly ReadDocument[]): readonly ReadDocument[] {
  for (const names of namesIn(message)) {
    const found = names.map((name) => documents.filter((one) => isNamed(one, name)));
    if (found.every((ones) => ones.length > 0)) return [...new Set(found.flat())].slice(0, MOST_NAMES);
  }
  return [];
}

/** The part of a document that says what to do: under "Mitigation" and the like; else the only steps that it has. */
function doingOf({ sections }: ReadDocument): Section | undefined {
  const wanted = sections.filter(({ heading }) => intentHeadings.fix.test(heading.text));
  const full = wanted.filter((section) => quoteDoing(section) !== null);
  const stepped = sections.filter(hasSteps);
  return full[0] ?? (stepped.length === 1 ? stepped[0] : undefined);
}

/** What a document says it means, and what to do. */
function gistOf(document: ReadDocument): Quote[] {
  const meaning = meaningOf(document);
  const doing = doingOf(document);
  const steps = doing ? quoteDoing(doing) : null;
  const isRepeated = steps !== null && meaning !== undefined && steps.units.includes(meaning);
  return [
    ...(meaning && !isRepeated ? [{ shape: 'sentences' as const, units: [meaning] }] : []),
    ...(steps ? [steps] : []),
  ];
}

/**
 * Where a message is the name of a document or an alert, or of a few, and no question: what each says it means and what
 * to do. Nothing where no document is named just so, or one of the names is of none.
 */
export const findNamed = (message: string, documents: readonly ReadDocument[]): Quote[] =>
  namedBy(message, documents).flatMap(gistOf);
