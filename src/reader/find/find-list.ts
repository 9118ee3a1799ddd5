import type { Section, Unit, UnitOf } from '../units/unit.ts';
import { candidatesOf } from './candidate.ts';
import { ledIn, type Reading } from './context.ts';
import { cover } from './cover.ts';
import { pickSentences, quoteOf } from './pick-sentences.ts';
import type { Quote } from './quote.ts';

const MOST_ITEMS = 15;
const MOST_ROWS = 8;
const HAS = /^(?:yes|y|true|✓|✔|✅|x|included|supported|required|full|on)$/i;

interface FoundList {
  readonly units: readonly Unit[];
  readonly score: number;
}

/** The items of a section, where its heading or lead-in is what is asked for. */
function listOf({ units, heading: head }: Section, reading: Reading): FoundList | null {
  const { required } = reading.question;
  const items = units.filter((unit) => unit.kind === 'item');
  const first = items[0];
  if (!first || items.length < 2) return null;
  const { heading, headings, document } = reading.around(first.section);
  const led = ledIn(reading, first);
  if (((led | heading | headings | document) & required) !== required || (led | heading) === 0) return null;
  const isFull = (held: number): number => ((held & required) === required ? 1 : 0);
  const score = isFull(led) + isFull(heading) + first.passage.score - head.tokens.length * 0.01;
  return { units: first.lead?.kind === 'sentence' ? [first.lead, ...items] : items, score };
}

/** The list that is asked for. */
function wholeList(reading: Reading): Quote | null {
  const sections = reading.documents.flatMap((document) => document.sections);
  const [best] = sections
    .flatMap((section) => listOf(section, reading) ?? [])
    .sort((a, b) => b.score - a.score);
  if (!best) return null;
  return { shape: 'sequence', units: best.units.slice(0, MOST_ITEMS), isCut: best.units.length > MOST_ITEMS };
}

/** Of a table with a column, or a row, that says yes or no: the rows, or the columns, that say yes. */
function affirmed(reading: Reading): Quote[] {
  const { required } = reading.question;
  const quotes: Quote[] = [];
  for (const { sections } of reading.documents)
    for (const { units } of sections) {
      const rows = units.filter((unit): unit is UnitOf<'row'> => unit.kind === 'row');
      const above = rows[0] ? reading.around(rows[0].section) : null;
      if (!above) continue;
      const around = above.document | above.headings | ledIn(reading, rows[0] as Unit);
      for (const row of rows) {
        const yes = row.cells.flatMap((cell, at) => (at > 0 && HAS.test(cell.text) ? [at] : []));
        const own = cover(row.cells[0]?.tokens ?? [], reading.question);
        if ((own & required) !== 0 && ((own | around) & required) === required && yes.length > 0)
          quotes.push({ shape: 'row', unit: row, columns: [0, ...yes] });
        const asked = yes.filter((at) => {
          const named = cover(row.header[at]?.tokens ?? [], reading.question);
          return (named & required) !== 0 && ((named | own | around) & required) === required;
        });
        if (asked.length > 0) quotes.push({ shape: 'row', unit: row, columns: [0, ...asked] });
      }
    }
  return quotes.slice(0, MOST_ROWS);
}

/** Which of several: what a table affirms, a list under what is asked for, or the sentences that say so. */
export function findList(reading: Reading): Quote[] {
  if (reading.question.required === 0) return [];
  const rows = affirmed(reading);
  if (rows.length > 0) return rows;
  const list = wholeList(reading);
  const candidates = candidatesOf(reading);
  if (!list) return pickSentences(reading, candidates);
  const best = candidates[0];
  const { required } = reading.question;
  const isSaid =
    best !== undefined && (best.row !== null || (reading.own(best.unit) & required) === required);
  return isSaid && best ? (best.row ? [quoteOf(best)] : pickSentences(reading, candidates)) : [list];
}
