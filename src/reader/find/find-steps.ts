import type { Section, Unit } from '../units/unit.ts';
import { intentHeadings } from '../vocabulary/intent-words.ts';
import { ledIn, type Reading } from './context.ts';
import { contradicts } from './cover.ts';
import type { Quote } from './quote.ts';

const MOST_UNITS = 40;
const MOST_CHARACTERS = 2800;
const MOST_PROSE_UNITS = 16;
const WARNING = /^(?:do not|don't|never|warning|caution|important|note|danger|make sure|be careful)\b/i;

interface Found {
  readonly section: Section;
  readonly score: number;
}

const isOrdered = (unit: Unit): boolean => unit.kind === 'item' && /^\d/.test(unit.marker);
const isSteps = (units: readonly Unit[]): boolean => units.filter(isOrdered).length >= 2;

/** The ordered steps of a section with what stands between them, and the warnings behind them. */
function stepsOf({ units }: Section): Unit[] {
  const first = units.findIndex(isOrdered);
  if (first < 0) return [];
  let end = units.findLastIndex((unit) => isOrdered(unit) || unit.lead?.kind === 'item') + 1;
  while (end < units.length && WARNING.test(units[end]?.text ?? '')) end++;
  const lead = units[first]?.lead;
  const begin = lead?.section === units[first]?.section && lead?.kind === 'sentence' ? lead.at : first;
  return units.slice(begin, end);
}

const SEE_ALSO = /^(?:see|read|more|longer|further)\b.{0,120}$/i;

/** The section with those that stand under its headings, in the order of the document. */
function withInner(section: Section): readonly Unit[] {
  const depth = section.path.length;
  if (depth === 0) return section.units;
  return section.document.sections
    .filter(({ path }) => path.length >= depth && section.path.every((heading, at) => path[at] === heading))
    .flatMap(({ units }) => units);
}

/** What a section says to do: its steps, or all of it where it has none. */
function doingOf(section: Section): readonly Unit[] {
  const steps = stepsOf(section);
  if (isSteps(steps)) return steps;
  const units = withInner(section).filter(({ kind, section: own }) => kind !== 'heading' || own !== section);
  let end = units.length;
  while (end > 1 && SEE_ALSO.test(units[end - 1]?.text ?? '')) end--;
  return units.slice(0, end);
}

/** Words of a heading that the question does not have make it the heading of something else. */
function strangers(section: Section, reading: Reading): number {
  const { byKey, joined, words } = reading.question;
  return section.heading.tokens.filter(
    ({ keys, lower, stem }) =>
      stem.length > 3 && !words.has(lower) && !joined.has(lower) && keys.every((key) => !byKey.has(key)),
  ).length;
}

/** Whether the names of the question are in the title of another document, which is then the one about them. */
function isOfOther({ document }: Section, { question: { names }, named, documents }: Reading): boolean {
  if (names === 0 || (named(document) & names) === names) return false;
  return documents.some((other) => (named(other) & names) === names);
}

function judgeSection(section: Section, reading: Reading): Found | null {
  const { required, intent, contrasts, terms } = reading.question;
  const { heading, headings, document } = reading.around(section);
  const wanted = intent === 'fix' || intent === 'diagnose' ? intent : null;
  const isWanted = wanted !== null && intentHeadings[wanted].test(section.heading.text);
  const units = doingOf(section);
  if (units.length === 0) return null;
  const led = units.slice(0, 2).reduce((all, unit) => all | reading.own(unit) | ledIn(reading, unit), 0);
  const above = heading | headings | document | (units[0]?.kind === 'sentence' ? led : 0);
  if ((above & required) !== required) return null;
  if (contrasts.size > 0 && contradicts(section.heading.tokens, reading.question)) return null;
  const isNamed = required !== 0 && (heading & required) !== 0;
  const isDeed = terms.some(({ isVerb, isSoft }, at) => isVerb && !isSoft && ((heading >> at) & 1) !== 0);
  if (!isWanted && !isNamed && (led & required) === 0) return null;
  if (!isWanted && !isSteps(units) && (heading & required) !== required) return null;
  const held =
    ((heading & required) === required ? 0.6 : isNamed ? 0.4 : 0) +
    (isWanted ? (isOfOther(section, reading) ? 0.3 : 1.2) : 0) +
    (isDeed ? 0.15 : 0) +
    (isSteps(units) ? 0.4 : 0);
  return {
    section,
    score: held - strangers(section, reading) * (isWanted ? 0 : 0.15) + (units[0]?.passage.score ?? 0) * 0.2,
  };
}

/** As much of it as one reply takes. */
function bounded(units: readonly Unit[], most: number): { units: readonly Unit[]; isCut: boolean } {
  let characters = 0;
  const fitting = units.findIndex((unit, at) => {
    characters += unit.text.length;
    return at >= most || (at > 0 && characters > MOST_CHARACTERS);
  });
  if (fitting < 0) return { units, isCut: false };
  // What leads in is not left without what it leads in.
  const isCutOff = units[fitting - 1] === units[fitting]?.lead;
  return { units: units.slice(0, isCutOff && fitting > 1 ? fitting - 1 : fitting), isCut: true };
}

/** Whether a section has numbered steps of its own. */
export const hasSteps = ({ units }: Section): boolean => isSteps(units);

/** What a section says to do, as much of it as one reply takes; null where it says nothing. */
export function quoteDoing(section: Section): Extract<Quote, { shape: 'sequence' }> | null {
  const units = doingOf(section);
  if (units.length === 0) return null;
  return { shape: 'sequence', ...bounded(units, isSteps(units) ? MOST_UNITS : MOST_PROSE_UNITS) };
}

/** The part of the documents that says how it is done, in its order; none where no heading or lead-in is about it. */
export function findSteps(reading: Reading): Quote[] {
  const found = reading.documents
    .flatMap(({ sections }) => sections)
    .flatMap((section) => judgeSection(section, reading) ?? [])
    .sort((a, b) => b.score - a.score);
  const quote = found[0] ? quoteDoing(found[0].section) : null;
  return quote ? [quote] : [];
}
