import { questionCore } from '../question/question-core.ts';
import { readQuestion } from '../question/read-question.ts';
import type { ReadDocument, UnitOf } from '../units/unit.ts';
import { readingOf } from './context.ts';
import { cover } from './cover.ts';
import { findDefinition } from './find-definition.ts';
import { pickSentences } from './pick-sentences.ts';
import type { Quote } from './quote.ts';

const SIDES: readonly RegExp[] = [
  /\bbetween (.{1,100}?) and (.{1,100})$/i,
  /^compare (.{1,100}?) (?:and|with|to|against|vs\.?) (.{1,100})$/i,
  /^(?:what is |how is |how are |how does |how do )?(.{1,100}?) (?:vs\.?|versus|compared? (?:to|with)|differ(?:s|ent)? from) (.{1,100})$/i,
  /^how (?:do|are) (.{1,100}?) and (.{1,100}?) (?:differ|different|compare)$/i,
];
const MOST_ROWS = 8;

/** The two things that are compared. */
function sidesOf(text: string): readonly [string, string] | null {
  const core = questionCore(text);
  for (const pattern of SIDES) {
    const [, one, other] = pattern.exec(core) ?? [];
    if (one && other) return [one, other];
  }
  return null;
}

type Row = UnitOf<'row'>;

/** Rows of a table that has both things as columns, or as rows. */
function inTable(documents: readonly ReadDocument[], sides: readonly [string, string]): Quote[] {
  const questions = sides.map((side) => readQuestion(side));
  for (const { sections } of documents)
    for (const { units } of sections) {
      const rows = units.filter((unit): unit is Row => unit.kind === 'row');
      const columns = questions.map((question) =>
        (rows[0]?.header ?? []).findIndex(
          ({ tokens }) =>
            (cover(tokens, question) & question.required) === question.required && question.required !== 0,
        ),
      );
      if (columns.every((at) => at > 0) && columns[0] !== columns[1])
        return rows.slice(0, MOST_ROWS).map((unit) => ({ shape: 'row', unit, columns: [0, ...columns] }));
      const named = questions.map((question) =>
        rows.find(
          ({ cells }) =>
            (cover(cells[0]?.tokens ?? [], question) & question.required) === question.required &&
            question.required !== 0,
        ),
      );
      const [one, other] = named;
      if (one && other && one !== other)
        return [one, other].map((unit) => ({ shape: 'row', unit, columns: [...unit.cells.keys()] }));
    }
  return [];
}

/** What the documents say of both things; none where they say nothing of one of them. */
export function findComparison(text: string, documents: readonly ReadDocument[]): Quote[] {
  const sides = sidesOf(text);
  if (!sides) return [];
  const rows = inTable(documents, sides);
  if (rows.length > 0) return rows;
  const quotes = sides.map((side) => {
    const reading = readingOf(readQuestion(`what is ${side}`), documents);
    const definition = findDefinition(reading);
    return definition.length > 0 ? definition : pickSentences(readingOf(readQuestion(side), documents));
  });
  return quotes.every((found) => found.length > 0) ? quotes.flat() : [];
}
