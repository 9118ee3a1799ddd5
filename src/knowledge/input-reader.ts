import { ParleyError } from '../core/errors.ts';
import type { Moment } from '../core/incident.ts';
import { readMoment } from '../lib/read-moment.ts';
import { wellFormed } from '../lib/well-formed.ts';

type Issue = { readonly path: string; readonly message: string };

const ISO_8601 =
  /^\d{4}(?:-\d{2}(?:-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?\s?(?:Z|UTC|[+-]\d{2}:?\d{2})?)?)?)?$/i;
const MAX_ISSUES = 20;
const MAX_URL_CHARACTERS = 2000;

/** A character is one or two units: what has more units than twice the most need not be counted. */
const hasMore = (text: string, most: number): boolean =>
  text.length > most && (text.length > 2 * most || [...text].length > most);

/** Reads the fields of an input and gathers what is wrong with them, so that the caller is told all at once. */
export class InputReader {
  readonly #issues: Issue[] = [];
  /** No time may lie in a year after the next one. */
  readonly #now: Date;

  constructor(now: Date) {
    this.#now = now;
  }

  refuse(path: string, message: string): void {
    if (this.#issues.length < MAX_ISSUES) this.#issues.push({ path, message });
  }

  /** The text without the blanks around it; null where there is none. */
  text(path: string, value: string | null | undefined, most: number): string | null {
    if (value === null || value === undefined) return null;
    if (typeof value !== 'string') this.refuse(path, 'must be a string');
    else {
      const text = wellFormed(value).trim();
      if (!hasMore(text, most)) return text || null;
      this.refuse(path, `must have at most ${most} characters`);
    }
    return null;
  }

  /** A text that has to be there; the empty text where it is refused. */
  required(path: string, value: string, most: number): string {
    const before = this.#issues.length;
    const text = this.text(path, value, most);
    if (text === null && this.#issues.length === before)
      this.refuse(path, `must have 1 to ${most} characters`);
    return text ?? '';
  }

  /** The values that are not empty, each once in any letter case. */
  texts(path: string, values: readonly string[] | null | undefined, most: number, each: number): string[] {
    if (values === null || values === undefined) return [];
    if (!Array.isArray(values)) this.refuse(path, 'must be a list of strings');
    else if (values.length > most) this.refuse(path, `must have at most ${most} entries`);
    else {
      const texts = values.map((value, index) => this.text(`${path}.${index}`, value, each));
      const kept = texts.filter((text) => text !== null);
      return [...new Map(kept.toReversed().map((text) => [text.toLowerCase(), text])).values()].toReversed();
    }
    return [];
  }

  url(path: string, value: string | null | undefined): string | null {
    const url = this.text(path, value, MAX_URL_CHARACTERS);
    if (url === null || /^https?:\/\/\S+$/i.test(url)) return url;
    this.refuse(path, 'must be an address that begins with http:// or https://');
    return null;
  }

  /** A time in ISO 8601, UTC unless it names its zone; a date alone, or a month or a year, is known no better. */
  moment(path: string, value: string | null | undefined, now = this.#now): Moment | null {
    const text = this.text(path, value, 100);
    if (text === null) return null;
    const reading = ISO_8601.test(text) ? readMoment(text, { now }) : ({ problem: 'invalid' } as const);
    if (reading.problem === 'invalid')
      this.refuse(path, 'must be a time in ISO 8601, such as 2026-11-20T10:30:00Z');
    if (reading.problem === 'out-of-range')
      this.refuse(path, `must lie between the years 1900 and ${now.getUTCFullYear() + 1}`);
    return 'moment' in reading ? reading.moment : null;
  }

  /** Throws `invalid_input` when anything was refused; the first field is the subject. */
  finish(): void {
    const [first] = this.#issues;
    if (first === undefined) return;
    const sentences = this.#issues.map(({ path, message }) => `${path} ${message}`);
    throw new ParleyError('invalid_input', `${sentences.join('; ')}.`, {
      subject: first.path,
      issues: this.#issues,
    });
  }
}
