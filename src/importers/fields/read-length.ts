import { readMinutes } from '../../lib/read-minutes.ts';
import { UNIT_SUFFIXES } from './field-aliases.ts';
import { CLOCK } from './field-names.ts';

/** A length as the source gives it: in minutes, or a number whose unit it does not name. */
export type TakenLength =
  | {
      readonly minutes: number;
      /** The other reading of `1.440`, where a point separates thousands. */
      readonly otherwise?: number | undefined;
      /** By how much a number with decimals may have been rounded: `1.47` hours by 0.3 minutes. */
      readonly roundedBy?: number;
    }
  | { readonly number: number; readonly field: string };

/** Reads the value of a field for a length; `unit` is the one that the field's name ends in. Undefined where it is none. */
export function readLength(value: unknown, field: string, unit: string | undefined): TakenLength | undefined {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '';
  const number = numberOf(text);
  if (unit === CLOCK) return readClock(text);
  const factor = unit === undefined ? undefined : UNIT_SUFFIXES[unit];
  if (number !== undefined) return factor === undefined ? { number, field } : lengthOf(text, number, factor);
  const minutes = readMinutes(text);
  return minutes === null ? undefined : { minutes };
}

function readClock(text: string): TakenLength | undefined {
  const minutes = readMinutes(/^\d+:\d\d$/.test(text) ? `${text}:00` : text);
  return minutes === null ? undefined : { minutes };
}

const POINTED = /^\d{1,3}(?:\.\d{3})+$/;

/** A number with a decimal point or comma, or with commas between thousands. */
function numberOf(text: string): number | undefined {
  if (/^\d{1,12}(?:\.\d+)?$/.test(text)) return Number(text);
  if (/^\d{1,3}(?:,\d{3})+$/.test(text)) return Number(text.replaceAll(',', ''));
  if (/^\d{1,3}(?:\.\d{3}){2,}$/.test(text)) return Number(text.replaceAll('.', ''));
  return /^\d{1,12},\d{1,2}$/.test(text) ? Number(text.replace(',', '.')) : undefined;
}

const rounded = (minutes: number): number => Math.round(minutes * 1000) / 1000;

function lengthOf(text: string, number: number, factor: number): TakenLength {
  const decimals = /[.,](\d{1,2})$/.exec(text)?.[1]?.length;
  return {
    minutes: rounded(number * factor),
    otherwise: POINTED.test(text) ? rounded(Number(text.replaceAll('.', '')) * factor) : undefined,
    ...(decimals === undefined ? {} : { roundedBy: 0.5 * 10 ** -decimals * factor }),
  };
}
