import { sayList } from '../../analyst/phrase/say.ts';
import type { Judged } from '../read/judge-statements.ts';
import { quantitiesOf } from '../read/quantities-of.ts';
import type { Topic } from '../talk/intent.ts';
import { findLines, type LineMatch } from './find-lines.ts';
import { type Answer, type Material, sayStatement, sayTopic } from './material.ts';
import { quote } from './quote.ts';
import type { Section } from './section.ts';

const MOST_LINES = 10;
const MOST_CLOSE = 3;

const AMOUNTS: Readonly<Record<string, string>> = {
  time: 'a length of time',
  size: 'a size',
  money: 'an amount of money',
  date: 'a date',
  percent: 'a percentage',
  period: 'how often',
  count: 'a number of them',
};

/** A number counts as an answer where it counts what is asked for. */
function namesAmount(line: Judged, { dimension, terms }: Topic): boolean {
  const keys = new Set(terms.map(({ key }) => key));
  return quantitiesOf(line).some(({ dimension: own }) => {
    const [base, counted = ''] = own.replace('working ', '').replace('day of year', 'date').split(' ');
    return (
      (base === dimension && (base !== 'count' || keys.has(counted))) ||
      (dimension === 'period' && base === 'time') ||
      (dimension === 'date' && base === 'time')
    );
  });
}

const isLine = ({ form, kind }: Judged): boolean => form !== 'heading' && kind !== 'heading';

/** Lines that hold every word; where they do not name the amount that is asked for, that is said. */
function wholeSection(topic: Topic, matches: readonly LineMatch[]): Section {
  const lines = matches.map(({ line }) => line);
  const body = lines.filter(isLine);
  const dimension = topic.dimension;
  const amounts = dimension === null ? [] : body.filter((line) => namesAmount(line, topic));
  const shown = amounts.length > 0 ? amounts : body.length > 0 ? body : lines;
  const lacks =
    dimension !== null && amounts.length === 0
      ? `No line on it names ${AMOUNTS[dimension] ?? 'an amount'}. `
      : '';
  const onlyHeading = body.length === 0 ? 'It stands in a heading only. ' : '';
  const lead = `${lacks}${onlyHeading}`.trim();
  return {
    title: `On ${sayTopic(topic)}`,
    ...(lead === '' ? {} : { lead }),
    items: shown.map((line) => sayStatement(line, 300)),
    most: MOST_LINES,
  };
}

/** Contradictions between lines that were just quoted. */
function clashes({ conversation }: Material, lines: readonly Judged[]): Section[] {
  const found = conversation.points.filter(
    ({ kind, statements }) =>
      kind === 'contradiction' && statements.every((statement) => lines.includes(statement)),
  );
  return found.length === 0
    ? []
    : [{ title: 'These lines contradict each other', items: found.map(({ short }) => short), most: 3 }];
}

/** What the text and the conversation say about a topic: the lines that hold its words, or that there are none. */
export function answerLookup(material: Material, topic: Topic): Answer {
  const keys = new Set(topic.terms.map(({ key }) => key));
  const matches = findLines(material.all, topic);
  const whole = matches.filter(({ held }) => held.size === keys.size);
  if (whole.length > 0) {
    const lines = whole.map(({ line }) => line);
    const prefers = (point: { statements: readonly Judged[] }): boolean =>
      point.statements.some((statement) => lines.includes(statement));
    return { sections: [wholeSection(topic, whole), ...clashes(material, lines)], abstained: false, prefers };
  }
  const present = new Set(matches.flatMap(({ held }) => [...held]));
  const missing = topic.terms.filter(({ key }) => !present.has(key));
  const close = matches.filter(({ held, line }) => held.size * 2 >= keys.size && isLine(line));
  const names = missing.map(({ text }) => quote(text, 60));
  const source = material.text.length > 0 ? 'The text does not mention' : 'Nothing said so far mentions';
  const lead =
    missing.length > 0
      ? `${source} ${missing.length === topic.terms.length ? sayTopic(topic, 'or') : sayList(names, 'or')}.`
      : `No single line holds all of ${sayList(topic.terms.map(({ text }) => quote(text, 60)))}.`;
  const nearest = close.toSorted((a, b) => b.held.size - a.held.size).slice(0, MOST_CLOSE);
  const items = nearest.map(({ line }) => sayStatement(line));
  const closest = items.length > 0 ? ` Closest ${items.length === 1 ? 'is' : 'are'}:` : '';
  return { sections: [{ title: null, lead: `${lead}${closest}`, items }], abstained: true };
}
