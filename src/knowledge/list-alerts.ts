import { requireScope } from '../auth/scopes.ts';
import type { Context } from '../core/context.ts';
import type { Db } from '../db/db.ts';
import { type Alert, type AlertFilter, type AlertTime, selectAlertPage } from '../store/alerts.ts';
import type { SortKey } from '../store/page-sql.ts';
import { runQuery } from '../store/query.ts';
import { readBounds, readValues, type TimeBounds } from './incident-filter.ts';
import { InputReader } from './input-reader.ts';
import { type ListPage, type ListPageRequest, readListOrder, toListPage } from './list-pages.ts';

/** What a list of alerts is narrowed to; all conditions hold together, and an empty text asks for nothing. */
export interface AlertFilters {
  /** Of these three, several with commas between them mean any of them. */
  readonly status?: string | undefined;
  readonly source?: string | undefined;
  readonly services?: string | undefined;
  /** Words that all stand in summary and description, as parts of words too. */
  readonly search?: string | undefined;
  readonly startedAt?: TimeBounds | undefined;
  readonly createdAt?: TimeBounds | undefined;
}

export interface AlertListRequest extends ListPageRequest {
  readonly filter?: AlertFilters | undefined;
}

const COLUMNS: Readonly<Record<string, AlertTime>> = {
  created_at: 'created_at',
  updated_at: 'updated_at',
  started_at: 'started_at',
  ended_at: 'ended_at',
};

const USUAL: readonly SortKey<AlertTime>[] = [{ column: 'created_at', descending: true }];

const MAX_SEARCH_CHARACTERS = 500;
const MAX_WORDS = 20;

/** A page of the tenant's alerts, latest first unless sorted; pages, order and errors as `listIncidents` has them. */
export async function listAlerts(
  db: Db,
  context: Context,
  request: AlertListRequest = {},
): Promise<ListPage<Alert>> {
  requireScope(context, 'incidents:read', 'ai.chat:read');
  const reader = new InputReader(new Date());
  const filter = readFilter(request.filter ?? {}, reader);
  const order = readListOrder(request, COLUMNS, USUAL, reader);
  reader.finish();
  const { tenantId } = context;
  const page = await runQuery(db, { tenantId }, selectAlertPage(tenantId, filter, order));
  return toListPage(page, order, (alert) => alert);
}

function readFilter(filters: AlertFilters, reader: InputReader): AlertFilter {
  const search = reader.text('filter.search', filters.search, MAX_SEARCH_CHARACTERS);
  const words = search?.split(/\s+/) ?? [];
  if (words.length > MAX_WORDS) reader.refuse('filter.search', `must have at most ${MAX_WORDS} words`);
  return {
    statuses: readValues('filter.status', filters.status, reader),
    sources: readValues('filter.source', filters.source, reader),
    services: readValues('filter.services', filters.services, reader),
    words,
    times: [
      ...readBounds('started_at', 'filter.startedAt', filters.startedAt, reader),
      ...readBounds('created_at', 'filter.createdAt', filters.createdAt, reader),
    ],
  };
}
