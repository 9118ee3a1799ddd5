import type { Moment } from '../../core/incident.ts';
import { minutesBetween, minutesUnseen } from '../../lib/minutes-between.ts';
import type { FieldReader, TakenMoment } from './field-reader.ts';
import type { TakenLength } from './read-length.ts';

export interface Times {
  startedAt: Moment | null;
  detectedAt: Moment | null;
  mitigatedAt: Moment | null;
  resolvedAt: Moment | null;
  durationMinutes: number | null;
  detectMinutes: number | null;
  recoverMinutes: number | null;
}

const DAY_MS = 86_400_000;

/** Reads the moments and lengths of a record's fields. Throws ParleyError on a year that cannot be. */
export function readTimes(reader: FieldReader): Times {
  const stated = reader.moment('startedAt');
  const started = stated ?? reader.moment('startedInstead');
  const clock = started?.moment?.precision === 'day' ? reader.moment('timeOfDay') : undefined;
  const startedAt = clock?.moment ?? started?.moment ?? null;
  const resolvedAt = after(reader.moment('resolvedAt'), startedAt) ?? clock?.until ?? started?.until ?? null;
  const detectedAt = after(reader.moment('detectedAt'), startedAt);
  const mitigatedAt = after(reader.moment('mitigatedAt'), startedAt);
  const lasted = minutesBetween(startedAt, resolvedAt);
  const unseen = stated ? minutesUnseen(startedAt, detectedAt) : null;
  return {
    startedAt,
    detectedAt,
    mitigatedAt,
    resolvedAt,
    durationMinutes: settle(reader, reader.length('duration'), lasted) ?? lasted,
    detectMinutes: settle(reader, reader.length('timeToDetect'), unseen) ?? unseen,
    recoverMinutes: settle(reader, reader.length('timeToRecover'), lasted),
  };
}

/** A bare time of day that lies before the start of the same day belongs to the next day. */
function after(taken: TakenMoment | undefined, start: Moment | null): Moment | null {
  const moment = taken?.moment ?? null;
  const past =
    taken?.bare && moment?.precision === 'minute' && start?.precision === 'minute' && moment.at < start.at;
  return past ? { ...moment, at: new Date(moment.at.getTime() + DAY_MS) } : moment;
}

/**
 * What start and end show of a length decides how a number is meant, and says exactly what one with decimals rounds. A
 * number without a unit counts when start and end show which unit it has; otherwise it stays a label.
 */
function settle(reader: FieldReader, length: TakenLength | undefined, between: number | null): number | null {
  if (length === undefined) return null;
  const near = (minutes: number): boolean =>
    between !== null && Math.abs(minutes - between) <= Math.max(0.51, between * 0.01);
  if ('minutes' in length) {
    const { minutes, otherwise, roundedBy = 0 } = length;
    if (between !== null && Math.abs(minutes - between) <= roundedBy) return between;
    return otherwise !== undefined && near(otherwise) ? otherwise : minutes;
  }
  const factor = [1, 1 / 60, 60, 1 / 60_000].find((unit) => near(length.number * unit));
  if (factor !== undefined) {
    reader.drop(length.field);
    return Math.round(length.number * factor * 1000) / 1000;
  }
  const hint = `write "${length.number} min" or name the field ${length.field}_minutes`;
  reader.warnings.push(`${length.field}: ${length.number} has no unit; left unknown (${hint})`);
  return null;
}
