import { plainText } from '../../lib/plain-text.ts';
import { shorten } from '../../lib/shorten.ts';
import type { FoundPassage } from '../../retrieval/found-passage.ts';
import { type Quote, unitsOf } from '../find/quote.ts';
import type { Unit, UnitOf } from '../units/unit.ts';

/** `[1]` of a text, a footnote or a place in a list, would be read as a citation of the reply: it is set apart. */
const apart = (text: string): string => text.replace(/\[(\d{1,6})\]/g, '[ $1 ]');

const TITLE_CHARACTERS = 100;
const QUOTE_CHARACTERS = 600;

/** Gives passages their numbers by first use. */
export interface Citations {
  mark(passage: FoundPassage): string;
  readonly cited: readonly FoundPassage[];
}

export function citations(): Citations {
  const cited: FoundPassage[] = [];
  return {
    cited,
    mark(passage) {
      const at = cited.findIndex(({ id }) => id === passage.id);
      return `[${at >= 0 ? at + 1 : cited.push(passage)}]`;
    },
  };
}

/** A title is text of a document: without marks that the reply would be read by. */
const sayTitle = (title: string): string =>
  `‘${shorten(plainText(title).replace(/[[\]]/g, ''), TITLE_CHARACTERS)}’`;

function fence({ text, language }: UnitOf<'code'>): string {
  const longest = [...text.matchAll(/`{3,}/g)].reduce((most, [ticks]) => Math.max(most, ticks.length), 2);
  const ticks = '`'.repeat(longest + 1);
  return `${ticks}${language}\n${apart(text)}\n${ticks}`;
}

function sayRow(
  { header, cells, passage }: UnitOf<'row'>,
  columns: readonly number[],
  marks: Citations,
): string {
  const parts = columns.flatMap((at) => {
    const [name, cell] = [header[at]?.text ?? '', cells[at]?.text ?? ''];
    if (cell === '') return [];
    return [name === '' ? cell : `${name}: ${cell}`];
  });
  return `${apart(parts.join(' · '))} ${marks.mark(passage)}`;
}

/** Sentences in quotation marks, code and what is not running text on lines of its own. */
function saySentences(units: readonly Unit[], marks: Citations): string {
  let text = '';
  for (const [at, unit] of units.entries()) {
    const previous = units[at - 1];
    if (unit.kind === 'code') {
      const isLed = previous !== undefined && previous.passage.id === unit.passage.id;
      text += `\n\n${fence(unit)}\n${isLed ? '' : `\n${marks.mark(unit.passage)}\n`}`;
    } else if (unit.kind === 'row') text += `\n- ${sayRow(unit, [...unit.cells.keys()], marks)}`;
    else if (unit.kind === 'item' && unit.lead && unit.lead === units[0])
      text += `\n- “${shorten(apart(unit.text), QUOTE_CHARACTERS)}” ${marks.mark(unit.passage)}`;
    else {
      const gap =
        previous === undefined
          ? ''
          : previous.kind === 'code'
            ? '\n'
            : previous.section === unit.section && unit.at > previous.at + 1
              ? ' … '
              : ' ';
      text += `${gap}“${shorten(apart(unit.text), QUOTE_CHARACTERS)}” ${marks.mark(unit.passage)}`;
    }
  }
  return text.trim();
}

/** Whether text of the document is left out between two units that are said one after the other. */
function isSkipped(previous: Unit | undefined, unit: Unit): boolean {
  if (previous === undefined)
    return unit.kind === 'item' && /^\d/.test(unit.marker) && Number.parseInt(unit.marker, 10) > 1;
  if (unit.isAfterGap && unit.passage.id !== previous.passage.id) return true;
  return unit.section === previous.section && unit.at > previous.at + 1;
}

const indented = (text: string, by: string): string =>
  text
    .split('\n')
    .map((line) => (line === '' ? line : by + line))
    .join('\n');

/** One unit of a sequence as the document has it: its number, its depth, its code. */
function sayStep(unit: Unit, marks: Citations): string {
  const mark = marks.mark(unit.passage);
  const margin = '   '.repeat(
    unit.kind === 'item' ? unit.depth : unit.lead?.kind === 'item' ? unit.lead.depth + 1 : 0,
  );
  if (unit.kind === 'code') return `\n${indented(fence(unit), margin)}\n${unit.lead ? '' : `${mark}\n`}`;
  if (unit.kind === 'row') return `- ${sayRow(unit, [...unit.cells.keys()], marks)}`;
  const text = shorten(apart(unit.text), QUOTE_CHARACTERS);
  if (unit.kind === 'heading') return `\n**${text}** ${mark}\n`;
  if (unit.kind === 'sentence') return `${text} ${mark}`;
  return `${margin}${/^\d/.test(unit.marker) ? unit.marker : '-'} ${text} ${mark}`;
}

/** Steps as the document has them; what is left out between them is shown. */
function saySequence({ units, isCut }: Extract<Quote, { shape: 'sequence' }>, marks: Citations): string {
  let text = '';
  for (const [at, unit] of units.entries()) {
    const previous = units[at - 1];
    if (isSkipped(previous, unit)) text += '\n…\n';
    const isRunning = unit.kind === 'sentence' && previous !== undefined && unit.previous === previous;
    const isParagraph = unit.kind === 'sentence' || previous?.kind === 'sentence';
    text += (isRunning ? ' ' : isParagraph ? '\n\n' : '\n') + sayStep(unit, marks);
  }
  return `${text}${isCut ? '\n\n…' : ''}`.replace(/\n{3,}/g, '\n\n').trim();
}

function sayQuote(quote: Quote, marks: Citations): string {
  if (quote.shape === 'row') return sayRow(quote.unit, quote.columns, marks);
  return quote.shape === 'sequence' ? saySequence(quote, marks) : saySentences(quote.units, marks);
}

/** Quotes with the documents that they are from; each sentence, step and row is followed by its `[n]`. */
export function sayQuotes(quotes: readonly Quote[], marks: Citations): string {
  const groups: { title: string; documentId: string; quotes: Quote[] }[] = [];
  for (const quote of quotes) {
    const passage = unitsOf(quote)[0]?.passage;
    if (!passage) continue;
    const last = groups.at(-1);
    if (last?.documentId === passage.documentId) last.quotes.push(quote);
    else groups.push({ title: passage.title, documentId: passage.documentId, quotes: [quote] });
  }
  return groups
    .map(({ title, quotes: own }) => {
      const said = own.map((quote) => sayQuote(quote, marks));
      const only = own[0];
      const isShort = own.length === 1 && only?.shape !== 'sequence' && !said[0]?.startsWith('```');
      if (isShort) return `From ${sayTitle(title)}: ${said[0]}`;
      const gap = own.some(({ shape }) => shape === 'sequence') ? '\n\n' : '\n';
      const isRows = own.every(({ shape }) => shape === 'row');
      return `From ${sayTitle(title)}:\n\n${said.map((line) => (isRows ? `- ${line}` : line)).join(gap)}`;
    })
    .join('\n\n');
}
