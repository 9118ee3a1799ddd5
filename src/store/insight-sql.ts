/** From the first instant to that before the last; an incident lies in it only if all that its date leaves open does. */
export interface Span {
  readonly from: Date;
  readonly to: Date;
}

/** The latest incidents that a finding names. */
export const MOST_IDS = 100;
/** Ids of `incidents i` in a group, the latest first. */
export const latest = (where: string): string =>
  `(coalesce(array_agg(i.id order by i.started_at desc nulls last, i.id) filter (where ${where}), '{}'))[1:${MOST_IDS}]`;

/** Whether one of `incidents i` lies in a span, whose ends are parameters. */
export const within = (from: string, to: string): string =>
  `i.started_at >= ${from}::timestamptz and i.started_at < ${to}::timestamptz and i.started_until <= ${to}::timestamptz`;
