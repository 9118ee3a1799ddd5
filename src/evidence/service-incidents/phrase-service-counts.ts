import { nameIncidents } from '../../analyst/phrase/reply.ts';
import { sayIncidents } from '../../analyst/phrase/say.ts';
import type { Threshold } from '../../analyst/plan/plan.ts';
import { countKind, sayAnd, sayName, sayRows } from '../../topology/ask/phrase/say.ts';
import type { AskedServices } from './asked-services.ts';
import type { ServiceCounts } from './count-by-service.ts';
import type { LinkedService } from './linked-services.ts';
import { sayServices } from './say-services.ts';
import { sayUnnamed } from './say-unnamed.ts';

/** How services are told apart by their incidents. */
export interface CountAsk {
  readonly asked: AskedServices;
  readonly rank: 'most' | 'least' | null;
  readonly limit: number | null;
  readonly threshold: Threshold | null;
  /** The conditions of the incidents beside the services: “in 2021 (…)”. */
  readonly where: string;
}

type Row = ServiceCounts['rows'][number];

/** Services by their incidents, in sentences; what incidents are not known of is said, and not counted as none. */
export function phraseServiceCounts(counts: ServiceCounts, ask: CountAsk): string {
  const { rows, shown, total } = counts;
  const parts = ask.asked.without ? sayWithout(rows, ask) : sayWith(rows, ask);
  const names =
    !ask.asked.without && total > 0 && ask.rank === null
      ? ['The incidents:', nameIncidents(shown, total)]
      : [];
  return [...parts, ...names, ...notesOf(counts, ask)].join('\n');
}

const MEETS: Readonly<Record<Threshold['comparison'], (count: number, wanted: number) => boolean>> = {
  over: (count, wanted) => count > wanted,
  'at least': (count, wanted) => count >= wanted,
  under: (count, wanted) => count < wanted,
  'at most': (count, wanted) => count <= wanted,
  exactly: (count, wanted) => count === wanted,
};

const THRESHOLDS: Readonly<Record<Threshold['comparison'], string>> = {
  over: 'more than',
  'at least': 'at least',
  under: 'fewer than',
  'at most': 'at most',
  exactly: 'exactly',
};

const servicesOf = (rows: readonly Row[]): LinkedService['service'][] =>
  rows.map(({ linked }) => linked.service);

const sayCounts = (rows: readonly Row[]): string =>
  sayRows(rows.map(({ linked, count }) => `${sayName(linked.service.name)}: ${sayIncidents(count)}`));

function sayWith(rows: readonly Row[], { asked, rank, limit, threshold, where }: CountAsk): string[] {
  if (rank) return sayRanked(rows, rank, limit, where);
  const fitting = rows.filter(({ count }) =>
    threshold ? MEETS[threshold.comparison](count, threshold.count) : count > 0,
  );
  const many = threshold
    ? `${THRESHOLDS[threshold.comparison]} ${sayIncidents(threshold.count)}`
    : 'incidents';
  const yes = asked.isYesNo ? (fitting.length > 0 ? 'Yes. ' : 'No. ') : '';
  if (fitting.length === 0)
    return [
      `${yes}None of the ${countKind('service', rows.length)} had ${many}${where}, as far as is recorded.`,
    ];
  return [
    `${yes}${rows.length === 1 ? 'The service' : `${fitting.length} of the ${rows.length} services`} had ${many}${where}:`,
    sayCounts(fitting),
  ];
}

function sayRanked(
  rows: readonly Row[],
  rank: 'most' | 'least',
  limit: number | null,
  where: string,
): string[] {
  const ordered = rank === 'most' ? rows : rows.toReversed();
  const first = ordered[0]?.count ?? 0;
  const tied = ordered.filter(({ count }) => count === first);
  const last = ordered[(limit ?? ordered.length) - 1]?.count;
  const ranked = limit === null ? ordered : ordered.filter(({ count }, at) => at < limit || count === last);
  const verb = tied.length > 1 ? 'share' : 'has';
  const each = tied.length > 1 ? ' each' : '';
  const most = rank === 'most' ? 'most' : 'fewest';
  const names = sayAnd(tied.slice(0, 12).map(({ linked }) => sayName(linked.service.name)));
  const more = tied.length > 12 ? ` and ${tied.length - 12} more` : '';
  return [
    `${names}${more} ${verb} the ${most} incidents${where}: ${sayIncidents(first)}${each}.`,
    sayCounts(rank === 'most' ? ranked.filter(({ count }) => count > 0) : ranked),
  ];
}

function sayWithout(rows: readonly Row[], { asked, where }: CountAsk): string[] {
  const none = rows.filter(({ count }) => count === 0);
  const yes = asked.isYesNo ? (none.length > 0 ? 'Yes. ' : 'No. ') : '';
  if (none.length === 0)
    return [`${yes}Every one of the ${countKind('service', rows.length)} had an incident${where}.`];
  const services = sayServices(servicesOf(none));
  return [
    `${yes}No incident${where} is recorded for ${none.length} of the ${countKind('service', rows.length)}: ${services}.`,
  ];
}

/** What a count of zero does not mean, and what could not be counted. */
function notesOf({ rows, undated, nameless }: ServiceCounts, { asked, where, rank }: CountAsk): string[] {
  const notes: string[] = [];
  const quiet = servicesOf(rows.filter(({ linked, count }) => count === 0 && linked.names.length > 0));
  if (quiet.length > 0 && !asked.without && rank !== 'least')
    notes.push(`No incident${where}: ${sayServices(quiet)}.`);
  const unnamed = sayUnnamed(rows.map(({ linked }) => linked));
  if (unnamed !== null) notes.push(unnamed);
  if (undated > 0)
    notes.push(
      `(${sayIncidents(undated)} of these services without a recorded start could not be placed in time.)`,
    );
  if (nameless > 0)
    notes.push(`(${sayIncidents(nameless)}${where} without a recorded service could be of any of them.)`);
  return notes;
}
