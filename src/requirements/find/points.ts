import { capitalise } from '../../analyst/phrase/say.ts';
import { quote, quoteSentence, sayPlace } from '../phrase/quote.ts';
import { isRequirement, type Judged } from '../read/judge-statements.ts';
import type { Place } from '../read/statement.ts';
import type { ChecklistRow } from '../vocabulary/checklist.ts';
import type { Contradiction } from './contradiction.ts';
import { findContradictions } from './find-contradictions.ts';
import { findGaps, type Gap } from './find-gaps.ts';
import { findVagueTerms, type VagueTerm } from './find-vague-terms.ts';

/** Something open in the text: what it is, and the question that would settle it. */
export interface Point {
  readonly kind: 'contradiction' | 'undecided' | 'untestable' | 'loose' | 'gap' | 'no requirement';
  /** What it rests on, in the order of the text; empty for a gap. */
  readonly statements: readonly Judged[];
  /** The words in question, exactly as written. */
  readonly words: readonly string[];
  readonly terms: readonly VagueTerm[];
  readonly row: ChecklistRow | null;
  /** In a few words, without its place. */
  readonly why: string;
  /** In a few words, with its place. */
  readonly short: string;
  /** With the quoted statement. */
  readonly long: string;
  readonly ask: string;
  /** The higher, the more depends on it. */
  readonly weight: number;
}

const MOST_CLASH_CHARACTERS = 110;

const REASONS: Readonly<Record<Contradiction['reason'], (first: string, second: string) => string>> = {
  values: (first, second) => `${first} and ${second} are two values for the same`,
  bounds: (first, second) => `${first} and ${second} exclude each other`,
  modality: () => 'one asks for what the other forbids',
  optional: () => 'one leaves it open, the other demands it',
  scope: () => 'one leaves out what the other asks for',
  only: () => 'one keeps to a few what the other gives to more',
  opposites: (first, second) => `${first} and ${second} exclude each other`,
};

function contradictionPoint({ first, second, clash, reason }: Contradiction): Point {
  const [one, other] = clash.map((part) => quote(part, MOST_CLASH_CHARACTERS)) as [string, string];
  const places = [sayPlace(first.place), sayPlace(second.place)] as const;
  const why = REASONS[reason](one, other);
  const begin = `${places[0]}: ${quote(first.text, 140)}`;
  const pair = first === second ? begin : `${begin} – ${places[1]}: ${quote(second.text, 140)}`;
  return {
    kind: 'contradiction',
    statements: [first, second],
    words: clash,
    terms: [],
    row: null,
    why: `${capitalise(why)}.`,
    short: `${pair}: ${why}.`,
    long: `${pair}: ${why}.`,
    ask: `Which holds: ${one} (${places[0]}) or ${other} (${places[1]})?`,
    weight: 100 + (reason === 'values' || reason === 'bounds' || reason === 'opposites' ? 2 : 0),
  };
}

const GRADE_WEIGHTS = { undecided: 80, untestable: 62, loose: 30 } as const;
const STRENGTH_WEIGHTS = { must: 5, should: 3, can: 2, stated: 2, could: 0 } as const;

/** The line of the words, where a statement goes over several lines and they stand in one. */
function placeOf({ place, text }: Judged, terms: readonly VagueTerm[]): Place {
  if (place.kind === 'said' || place.line === place.lastLine) return place;
  const lines = terms.map(
    ({ start }) => place.line + (text.slice(0, start).match(/\r\n|\n|\r/g)?.length ?? 0),
  );
  const [line = place.line] = lines;
  return lines.every((other) => other === line) ? { kind: 'line', line, lastLine: line } : place;
}

/** The gravest of the statement's vague words gives the question. */
function vaguePoint(statement: Judged, terms: readonly VagueTerm[]): Point {
  const weigh = ({ kind }: VagueTerm): number => GRADE_WEIGHTS[kind.grade] + kind.weight;
  const main = terms.toSorted((a, b) => weigh(b) - weigh(a))[0] as VagueTerm;
  const { grade } = main.kind;
  const place = sayPlace(statement.place);
  const reasons = [...new Map(terms.map((term) => [term.text.toLowerCase(), term])).values()].map(
    ({ text, kind }) => `${quote(text)} ${kind.why}`,
  );
  const why = reasons.join('; ');
  const ask = main.kind.ask.replaceAll('WORDS', () => quote(main.text));
  return {
    kind: grade,
    statements: [statement],
    words: terms.map(({ text }) => text),
    terms,
    row: null,
    why: `${capitalise(why)}.`,
    short: `${sayPlace(placeOf(statement, terms))}: ${why}.`,
    long: `${place}: ${quote(statement.text)} – ${why}.`,
    ask: `${capitalise(place)} ${place.startsWith('lines') ? 'say' : 'says'} ${quoteSentence(statement.text)} ${ask}`,
    weight: weigh(main) + STRENGTH_WEIGHTS[statement.strength] + (isRequirement(statement) ? 0 : -4),
  };
}

/** A question that the text itself asks. */
function openPoint(statement: Judged): Point {
  const place = sayPlace(statement.place);
  const told = `${place}: ${quote(statement.text)} is left open.`;
  return {
    kind: 'undecided',
    statements: [statement],
    words: [statement.text],
    terms: [],
    row: null,
    why: 'It is left open.',
    short: told,
    long: told,
    ask: `${capitalise(place)} leaves open: ${quoteSentence(statement.text)} What is your decision?`,
    weight: GRADE_WEIGHTS.undecided,
  };
}

function gapPoint({ row, anchor }: Gap): Point {
  const told = `${row.name}: nothing on ${row.about} (looked for ${row.lookedFor} and the like).`;
  const anchored =
    anchor && row.ask.replaceAll('ANCHOR', () => `${quote(anchor.text, 160)} (${sayPlace(anchor.place)})`);
  return {
    kind: 'gap',
    statements: [],
    words: [],
    terms: [],
    row,
    why: told,
    short: told,
    long: told,
    ask: anchored ?? row.plainAsk,
    weight: row.weight,
  };
}

const NO_REQUIREMENT =
  'No statement is worded as a requirement (looked for must, shall, should, can, lists of features and user stories).';

const noRequirement: Point = {
  kind: 'no requirement',
  statements: [],
  words: [],
  terms: [],
  row: null,
  why: NO_REQUIREMENT,
  short: NO_REQUIREMENT,
  long: NO_REQUIREMENT,
  ask: 'What must the product do: which behaviour, for whom?',
  weight: 90,
};

/** How much less each further untestable statement weighs, so that other kinds of questions come in between. */
const NEXT_OF_KIND = 5;

function inTurn(points: readonly Point[]): Point[] {
  const sorted = points.toSorted((a, b) => b.weight - a.weight);
  const seen = new Map<Point['kind'], number>();
  const weighed = sorted.map((point) => {
    const before = seen.get(point.kind) ?? 0;
    seen.set(point.kind, before + 1);
    const step = point.kind === 'untestable' || point.kind === 'loose' ? NEXT_OF_KIND : 0;
    return { ...point, weight: Math.max(point.weight - before * step, 1) };
  });
  return weighed.toSorted((a, b) => b.weight - a.weight);
}

/**
 * All that is open in the statements, the most valuable first. `settled` tells which pairs are no contradiction:
 * an answer and what it answers.
 */
export function findPoints(
  statements: readonly Judged[],
  settled: (first: Judged, second: Judged) => boolean = () => false,
): Point[] {
  const contradictions = findContradictions(statements).filter(
    ({ first, second }) => !settled(first, second),
  );
  const vague = statements
    .map((statement) => [statement, findVagueTerms(statement)] as const)
    .filter(([, terms]) => terms.length > 0);
  const isVague = new Set(vague.map(([statement]) => statement));
  const open = statements.filter((statement) => statement.kind === 'open' && !isVague.has(statement));
  const found = [
    ...contradictions.map(contradictionPoint),
    ...open.map(openPoint),
    ...vague.map(([statement, terms]) => vaguePoint(statement, terms)),
    ...findGaps(statements).map(gapPoint),
    ...(statements.some(isRequirement) ? [] : [noRequirement]),
  ];
  return inTurn(found);
}
