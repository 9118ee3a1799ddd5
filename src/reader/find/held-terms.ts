import type { Question } from '../question/question.ts';
import type { Unit } from '../units/unit.ts';
import { intentHeadings } from '../vocabulary/intent-words.ts';
import { ledIn, type Reading } from './context.ts';
import { exactKinds } from './exact-kinds.ts';
import { previousTerms } from './previous-terms.ts';
import { pronounTerms } from './pronouns.ts';

/** How much a term counts, by where it stands. */
const SHARE = { own: 1, led: 0.85, heading: 0.8, headings: 0.6, document: 0.5, previous: 0.5 } as const;
/** Only near the heading can a sentence leave everything to it. */
const NEAR_HEADING = 4;

/** Terms by where they are held, as bits. */
export type Held = Readonly<Record<keyof typeof SHARE, number>>;

const allOf = (held: Partial<Held>): number => Object.values(held).reduce((a, b) => a | b, 0);

/** Where around a unit the question's terms stand; `own` are those of the unit itself. */
export function heldAround(reading: Reading, unit: Unit, own: number): Held {
  const led = ledIn(reading, unit, exactKinds.has(reading.question.kind));
  return { own, led, ...reading.around(unit.section), previous: previousTerms(reading, unit) };
}

/** The share of the question's weight that is held, by where it is held. */
export function weigh(question: Question, held: Held): number {
  let [sum, whole] = [0, 0];
  for (const [at, { weight }] of question.terms.entries()) {
    whole += weight;
    const places = (Object.keys(SHARE) as (keyof typeof SHARE)[]).filter((place) => (held[place] >> at) & 1);
    sum += weight * Math.max(0, ...places.map((place) => SHARE[place]));
  }
  return whole === 0 ? 0 : sum / whole;
}

/** What is to be done may not stand in the title alone: a document about releases tells more than how to release. */
function isDoneElsewhere({ document: _title, ...held }: Held, { kind, terms }: Question): boolean {
  if (kind !== 'how-to') return false;
  const near = allOf(held);
  return terms.some(({ isVerb, isSoft }, at) => isVerb && !isSoft && ((near >> at) & 1) === 0);
}

/** A sentence that leaves its subject to the one before must at least say itself what is done. */
function leansTooFar({ previous, ...held }: Held, { kind, required, terms }: Question): boolean {
  if (!exactKinds.has(kind) || previous === 0) return false;
  const alone = allOf(held);
  if ((alone & required) === required) return false;
  return terms.some(({ isVerb, isSoft }, at) => isVerb && !isSoft && ((held.own >> at) & 1) === 0);
}

/** Whether a unit holds all that is asked only with what a pronoun in it stands for. */
export function leans(reading: Reading, unit: Unit, { previous: _said, ...held }: Held): boolean {
  const { required } = reading.question;
  const alone = allOf(held);
  if ((alone & required) === required) return false;
  return ((alone | pronounTerms(reading, unit)) & required) === required;
}

/** A unit must hold something of what is asked, or stand right under a heading that does. */
function isAnchored(held: Held, unit: Unit, { kind, required, intent }: Question): boolean {
  const { own, led, heading, headings, document, previous } = held;
  if (((own | led) & required) !== 0 || (previous & required) === required) return true;
  // A step tells somebody to do it, and not who it is.
  if (kind === 'who' && unit.kind === 'item' && /^\d/.test(unit.marker)) return false;
  const above = heading | headings | document;
  const isWanted = intent !== null && intentHeadings[intent].test(unit.section.heading.text);
  return (above & required) === required && (heading !== 0 || isWanted) && unit.at <= NEAR_HEADING;
}

/** Whether what is held makes the unit speak of what is asked. `spared` need not be held. */
export function speaksOf(held: Held, unit: Unit, question: Question, spared: number): boolean {
  const { required } = question;
  if (required === 0 || ((allOf(held) | spared) & required) !== required) return false;
  return !leansTooFar(held, question) && !isDoneElsewhere(held, question) && isAnchored(held, unit, question);
}
