import { DateTime } from 'luxon';
import type { Stated } from '../../analyst/plan/plan.ts';
import { ParleyError } from '../../core/errors.ts';
import type { TimeRange } from '../../store/incident-selection.ts';
import { given } from './define-tool.ts';

const [EARLIEST_YEAR, LATEST_YEAR] = [1900, 2999];

/** The moment that an ISO 8601 text means, in UTC unless it says otherwise. Throws `invalid_input`. */
function readMoment(field: 'from' | 'to', text: string): Date {
  const moment = DateTime.fromISO(text, { zone: 'utc' });
  const isWritten = /^\d{4}(?!\d)/.test(text) && moment.isValid;
  if (isWritten && moment.year >= EARLIEST_YEAR && moment.year <= LATEST_YEAR) return moment.toJSDate();
  const message = `${field} must be a date in ISO 8601, such as 2021-06-01, that exists.`;
  throw new ParleyError('invalid_input', message, { subject: field });
}

function sayMoment(at: Date): string {
  const iso = at.toISOString();
  const [day, time] = [iso.slice(0, 10), iso.slice(11, 16)];
  return iso.endsWith('T00:00:00.000Z') ? day : `${day} ${time} UTC`;
}

/**
 * A half-open window of time and how replies state it; null for none. Throws `invalid_input` for what is no date, and
 * for a window that holds no moment.
 */
export function readWindow(fields: {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}): Stated<TimeRange> | null {
  const [from, to] = (['from', 'to'] as const).map((field) => {
    const text = given(fields[field]);
    return text === undefined ? undefined : readMoment(field, text);
  });
  if (from && to && from >= to) {
    const message = `to must be later than from: to is the first moment that is no more in the window. For all of 2021, from is 2021-01-01 and to is 2022-01-01.`;
    throw new ParleyError('invalid_input', message, { subject: 'to' });
  }
  if (from && to)
    return {
      condition: { from, to },
      text: `from ${sayMoment(from)} up to, but not including, ${sayMoment(to)}`,
    };
  if (from) return { condition: { from }, text: `since ${sayMoment(from)}` };
  return to ? { condition: { to }, text: `before ${sayMoment(to)}` } : null;
}
