import { type FoundDate, findDates } from '../../lib/find-dates.ts';
import { type Figure, type Reader, without } from './figure.ts';

/** Of so many characters dates are looked for at a time: the search compares each date of a piece with the others. */
const PIECE_CHARACTERS = 2000;

const two = (number: number): string => String(number).padStart(2, '0');

interface Keys {
  readonly needs: readonly string[];
  readonly gives: readonly string[];
}

/** Of a day with a year, of a month with a year, or of a day of any year. */
function dateKeys({ year, month, day }: { year?: number; month?: number; day?: number }): Keys {
  const years = year === undefined ? [] : [`n:${year}`, `bare:${year}`];
  if (month === undefined) return { needs: years.slice(0, 1), gives: years };
  const months = year === undefined ? [] : [`month:${year}-${month}`];
  if (day === undefined) return { needs: months, gives: [...months, ...years] };
  const dayOfYear = `day:${month}-${day}`;
  const date = year === undefined ? dayOfYear : `date:${year}-${month}-${day}`;
  return { needs: [date], gives: [date, dayOfYear, `nth:${day}`, ...months, ...years] };
}

/** A time that is known to the second is known to the minute. */
function timeKeys({ hour, minute = 0, second = 0 }: FoundDate): Keys {
  if (hour === undefined) return { needs: [], gives: [] };
  const toMinute = `time:${hour}:${two(minute)}`;
  const whole = second === 0 ? toMinute : `${toMinute}:${two(second)}`;
  return { needs: [whole], gives: [whole, toMinute] };
}

const NUMERIC = /^\d{1,2}([/.-])\d{1,2}\1\d{4}/;

/** `03/04/2021` may be either of two days. */
function readingsOf(found: FoundDate, written: string): FoundDate[] {
  const { month, day } = found;
  const isOpen = month !== undefined && day !== undefined && day <= 12 && NUMERIC.test(written);
  return isOpen ? [found, { ...found, month: day, day: month }] : [found];
}

function figureOf(found: FoundDate, text: string, offset: number): Figure {
  const time = timeKeys(found);
  const readings = readingsOf(found, text.slice(found.index, found.end)).map((one): Keys => {
    const days = [one, ...(one.lastDay === undefined ? [] : [{ ...one, day: one.lastDay }])].map(dateKeys);
    return { needs: days.flatMap(({ needs }) => needs), gives: days.flatMap(({ gives }) => gives) };
  });
  return {
    start: offset + found.index,
    end: offset + found.end,
    needs: readings.map(({ needs }) => [...needs, ...time.needs]),
    gives: [...readings.flatMap(({ gives }) => gives), ...time.gives],
  };
}

/** Where to cut, best first: between lines, sentences, words. */
const SEAMS = ['\n', '. ', ' '];

/** The text in pieces of bounded length, cut where most likely no date is cut. */
function pieces(text: string): string[] {
  const cut: string[] = [];
  for (let at = 0; at < text.length; ) {
    const piece = text.slice(at, at + PIECE_CHARACTERS);
    const isLast = at + piece.length === text.length;
    const seam = isLast ? undefined : SEAMS.map((each) => piece.lastIndexOf(each)).find((place) => place > 0);
    const length = seam === undefined ? piece.length : seam + 1;
    cut.push(piece.slice(0, length));
    at += length;
  }
  return cut;
}

/** Dates and times of day, in all the forms in which records and people write them. Time zones are not compared. */
export const readDates: Reader = (text) => {
  const figures: Figure[] = [];
  let offset = 0;
  for (const piece of pieces(text)) {
    for (const found of findDates(piece, 'day-first')) figures.push(figureOf(found, piece, offset));
    offset += piece.length;
  }
  return without(text, figures);
};
