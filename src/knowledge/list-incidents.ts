import { requireScope } from '../auth/scopes.ts';
import type { Context } from '../core/context.ts';
import type { Db } from '../db/db.ts';
import { type IncidentTime, selectIncidentPage } from '../store/incident-pages.ts';
import type { SortKey } from '../store/page-sql.ts';
import { runQuery } from '../store/query.ts';
import { type IncidentFilters, readIncidentFilter } from './incident-filter.ts';
import { type Incident, viewIncident } from './incident-view.ts';
import { InputReader } from './input-reader.ts';
import { type ListPage, type ListPageRequest, readListOrder, toListPage } from './list-pages.ts';

export interface IncidentListRequest extends ListPageRequest {
  readonly filter?: IncidentFilters | undefined;
}

const COLUMNS: Readonly<Record<string, IncidentTime>> = {
  created_at: 'created_at',
  updated_at: 'updated_at',
  started_at: 'started_at',
  // When an incident was looked at first is not kept apart from its start.
  in_triage_at: 'started_at',
  mitigated_at: 'mitigated_at',
  resolved_at: 'resolved_at',
};

/** What came in last stands first; of one import, which comes in at once, what began last. */
const USUAL: readonly SortKey<IncidentTime>[] = [
  { column: 'created_at', descending: true },
  { column: 'started_at', descending: true },
];

/**
 * A page of the tenant's incidents. Where the time of an order is unknown, the incident comes last. Pages by cursor that
 * follow each other show every incident that was there when the first one was read once, whatever is added meanwhile.
 * Throws `forbidden`, or `invalid_input` with `issues` such as `filter.startedAt.gte`, `sort`, `page.size`; a page by
 * number beyond the first 10,000 incidents is `page.offset`.
 */
export async function listIncidents(
  db: Db,
  context: Context,
  request: IncidentListRequest = {},
): Promise<ListPage<Incident>> {
  requireScope(context, 'incidents:read', 'ai.chat:read');
  const reader = new InputReader(new Date());
  const filter = readIncidentFilter(request.filter ?? {}, reader);
  const order = readListOrder(request, COLUMNS, USUAL, reader);
  reader.finish();
  const { tenantId } = context;
  const page = await runQuery(db, { tenantId }, selectIncidentPage(tenantId, filter, order));
  return toListPage(page, order, viewIncident);
}
