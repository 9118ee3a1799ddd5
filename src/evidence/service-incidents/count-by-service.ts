import { type Subject, toSelection } from '../../analyst/plan/plan.ts';
import { MOST_SOURCES, type Run, undated, withPresence } from '../../analyst/run/run.ts';
import { groupIncidents } from '../../store/incident-figures.ts';
import { countIncidents, type IncidentRow, listIncidents } from '../../store/incident-queries.ts';
import { runQueries } from '../../store/query.ts';
import { type LinkedService, valueGroups } from './linked-services.ts';

/** How many incidents each service had; a service that no incident names has none that is known of. */
export interface ServiceCounts {
  /** Most incidents first. */
  readonly rows: readonly { readonly linked: LinkedService; readonly count: number }[];
  /** Incidents of any of them: one of two services counts once. */
  readonly total: number;
  /** The newest of them. */
  readonly shown: readonly IncidentRow[];
  /** Of these services, without a start: no window can hold them. */
  readonly undated: number;
  /** Incidents that meet every other condition and name no service. */
  readonly nameless: number;
}

interface Counted {
  readonly subject: Subject;
  /** The subject without the condition that the services stand for. */
  readonly others: Subject;
  readonly linked: readonly LinkedService[];
  readonly labels: readonly string[];
}

/** Counts the subject's incidents by service, in one round trip. */
export async function countByService(
  { subject, others, linked, labels }: Counted,
  { db, tenantId }: Run,
): Promise<ServiceCounts> {
  const selection = toSelection(subject);
  const only = valueGroups(linked);
  const [groups, total, shown, undatedOnes, nameless] = await runQueries(db, { tenantId }, [
    groupIncidents(
      tenantId,
      selection,
      { label: labels, only },
      { figure: null, having: null, order: 'figure', ascending: false, limit: Math.max(1, linked.length) },
    ),
    countIncidents(tenantId, selection),
    listIncidents(tenantId, selection, 'newest', MOST_SOURCES),
    countIncidents(tenantId, toSelection(undated(subject))),
    countIncidents(tenantId, withPresence(toSelection(others), { label: labels }, false)),
  ]);
  const counts = new Map(groups.map(({ key, count }) => [key, count]));
  const rows = linked.map((each) => ({ linked: each, count: counts.get(each.service.name) ?? 0 }));
  return {
    rows: rows.toSorted(
      (a, b) => b.count - a.count || (a.linked.service.name < b.linked.service.name ? -1 : 1),
    ),
    ...{ total, shown, nameless },
    undated: subject.window || subject.weekdays ? undatedOnes : 0,
  };
}
