import { ParleyError } from '../../core/errors.ts';
import { isUnknown } from '../../lib/is-unknown.ts';
import { readMinutes } from '../../lib/read-minutes.ts';
import { dayOf, type MomentContext, type MomentReading, readMoment } from '../../lib/read-moment.ts';
import type { RecordOrigin } from '../importer.ts';
import type { Fields } from './collect-fields.ts';
import { type FieldName, fieldAliases } from './field-aliases.ts';
import { UNIT_SUFFIX, ZONE_SUFFIX } from './field-names.ts';
import { textOf } from './field-values.ts';
import { readLength, type TakenLength } from './read-length.ts';

const BARE_TIME = /^\d{1,2}:\d{2}(?::\d{2})?\s?(?:[ap]\.?m\.?)?(?:\s?[A-Z]{1,4})?$/i;

const DAYS = ['date', 'incident_date', 'start_date', 'event_date', 'date_of_incident', 'day'];
const LAST_DAYS = ['end_date', 'resolved_date', 'date_resolved', 'closed_date', 'resolution_date'];

const ZONE = /^[A-Za-z_]+(?:\/[A-Za-z_/]+)?$|^[+-]\d\d:?\d\d$/;

const isBareTime = (value: unknown): boolean => typeof value === 'string' && BARE_TIME.test(value.trim());

export interface TakenMoment extends MomentReading {
  /** True for a time of day whose day came from another field. */
  readonly bare: boolean;
}

/** Hands out the fields of one record by what they mean; what nobody took is left for the labels. */
export class FieldReader {
  readonly warnings: string[] = [];
  readonly #fields: Fields;
  readonly #origin: RecordOrigin;
  readonly #emptyNames: ReadonlySet<string>;
  readonly #taken = new Set<string>();

  /** @param emptyNames fields that the record has without a value */
  constructor(fields: Fields, origin: RecordOrigin, emptyNames: ReadonlySet<string> = new Set()) {
    this.#fields = fields;
    this.#emptyNames = emptyNames;
    this.#origin = origin;
  }

  /** Time of the import. */
  get now(): Date {
    return this.#origin.now;
  }

  /** First name of the meaning that the record has and nobody took. */
  find(meaning: FieldName): string | undefined {
    return this.names(meaning)[0];
  }

  names(meaning: FieldName): string[] {
    return fieldAliases[meaning].filter((name) => this.#fields.has(name) && !this.#taken.has(name));
  }

  /** True where the source has the field, though it may be empty. */
  states(meaning: FieldName): boolean {
    return fieldAliases[meaning].some((name) => this.#fields.has(name) || this.#emptyNames.has(name));
  }

  value(name: string): unknown {
    return this.#fields.get(name);
  }

  take(meaning: FieldName): { readonly name: string; readonly value: unknown } | undefined {
    const name = this.find(meaning);
    if (name === undefined) return undefined;
    this.#taken.add(name);
    return { name, value: this.#fields.get(name) };
  }

  text(meaning: FieldName): string | null {
    const found = this.take(meaning);
    return found ? textOf(found.value) : null;
  }

  drop(name: string): void {
    this.#taken.add(name);
  }

  keep(name: string): void {
    this.#taken.delete(name);
  }

  /**
   * First field of the meaning that holds a date. Throws when its year is one that no incident can have; a field that
   * names a date and holds none is left for the labels, with a warning.
   */
  moment(meaning: FieldName, context: Partial<MomentContext> = {}): TakenMoment | undefined {
    for (const alias of fieldAliases[meaning]) {
      for (const { name, zone } of this.#dateNames(alias)) {
        const reading = this.#readDate(name, { ...context, ...(zone ? { zone } : {}) });
        if (reading?.moment) {
          this.#taken.add(name);
          return { ...reading, bare: isBareTime(this.#fields.get(name)) };
        }
      }
    }
    return undefined;
  }

  *#dateNames(alias: string): Iterable<{ name: string; zone?: string }> {
    if (this.#fields.has(alias) && !this.#taken.has(alias)) yield { name: alias };
    for (const name of this.#fields.keys()) {
      const [, base, zone] = ZONE_SUFFIX.exec(name) ?? [];
      if (base !== alias || this.#taken.has(name)) continue;
      yield /^(?:iso|timestamp|ts)$/.test(zone ?? '') ? { name } : { name, zone: (zone ?? '').toUpperCase() };
    }
  }

  #readDate(name: string, context: Partial<MomentContext>): MomentReading | undefined {
    const value = this.#fields.get(name);
    if (typeof value === 'string' && (!/\d/.test(value) || value.length > 200 || /^https?:/i.test(value)))
      return undefined;
    if (typeof value !== 'string' && typeof value !== 'number') return undefined;
    const zone = this.#zone();
    const reading = readMoment(value, {
      now: this.#origin.now,
      order: this.#origin.dateOrder,
      ...(zone === null ? {} : { zone }),
      ...context,
      ...this.#dayFor(name, value),
    });
    if (reading.problem === 'out-of-range') throw outOfRange(name, String(value), this.#origin.now);
    const length = typeof value === 'number' || readMinutes(value) !== null;
    if (reading.problem === 'invalid' && !length)
      this.warnings.push(
        `${name}: "${String(value).slice(0, 60)}" is no date that Parley reads; left unknown`,
      );
    return reading;
  }

  /** The day that a time of day belongs to, where the record has a date beside it. */
  #dayFor(name: string, value: unknown): Partial<MomentContext> {
    if (typeof value !== 'string') return {};
    for (const beside of /^(?:end|resol|clos|finish|complet)/.test(name) ? [...LAST_DAYS, ...DAYS] : DAYS) {
      if (beside === name) continue;
      const day = readMoment(this.#fields.get(beside), {
        now: this.#origin.now,
        order: this.#origin.dateOrder,
      }).moment;
      if (day) {
        this.#taken.add(beside);
        return { day: dayOf(day) };
      }
    }
    return {};
  }

  /** Zone of the record's times, where it has a field for it. */
  #zone(): string | null {
    const name = fieldAliases.timeZone.find((alias) => this.#fields.has(alias));
    const zone = name === undefined ? null : textOf(this.#fields.get(name));
    return zone !== null && ZONE.test(zone) ? zone : null;
  }

  /** First field of the meaning that holds a length; its name may end in a unit (`duration_minutes`). */
  length(meaning: FieldName): TakenLength | undefined {
    for (const alias of fieldAliases[meaning]) {
      for (const name of this.#fields.keys()) {
        const [, base, unit] = name === alias ? [name, alias] : (UNIT_SUFFIX.exec(name) ?? []);
        if (base !== alias || this.#taken.has(name)) continue;
        const length = readLength(this.#fields.get(name), name, unit);
        if (length === undefined) continue;
        if ('minutes' in length) this.#taken.add(name);
        return length;
      }
    }
    return undefined;
  }

  /** What nobody took, in the order of the source. */
  *rest(): Iterable<readonly [string, unknown]> {
    for (const [name, value] of this.#fields)
      if (!this.#taken.has(name) && !isUnknown(value)) yield [name, value];
  }
}

function outOfRange(name: string, value: string, now: Date): ParleyError {
  return new ParleyError(
    'invalid_input',
    `${name}: the year of "${value.slice(0, 40)}" is outside 1900–${now.getUTCFullYear() + 1}; correct it or leave it empty`,
  );
}
