import { requireRole } from '../auth/roles.ts';
import { requireScope } from '../auth/scopes.ts';
import type { Context } from '../core/context.ts';
import { ParleyError } from '../core/errors.ts';
import { newId, parseId, type Uuid } from '../core/ids.ts';
import type { Db } from '../db/db.ts';
import { type Alert, type AlertWrite, insertAlert } from '../store/alerts.ts';
import { selectIncidentId } from '../store/incident-reference.ts';
import { runQuery } from '../store/query.ts';
import { noIncident } from './get-incident.ts';
import { InputReader } from './input-reader.ts';
import { MAX_LABEL_CHARACTERS, MAX_LABELS, type NewLabels, readNewLabels } from './new-labels.ts';

/** An alert as a monitor tells it. What is left out stays unknown: a start, too, is never now. */
export interface NewAlert {
  /** 1 to 500 characters. */
  readonly summary: string;
  /** At most 100,000 characters. */
  readonly description?: string | null | undefined;
  /** The monitor's own id, at most 300 characters; the alert's own unless given. */
  readonly externalId?: string | null | undefined;
  /** What reported it, at most 200 characters. */
  readonly source?: string | null | undefined;
  /** At most 50 characters, such as `triggered`, `acknowledged`, `resolved`. */
  readonly status?: string | null | undefined;
  readonly services?: readonly string[] | null | undefined;
  readonly labels?: NewLabels | null | undefined;
  readonly url?: string | null | undefined;
  /** In ISO 8601, with a time of day. */
  readonly startedAt?: string | null | undefined;
  readonly endedAt?: string | null | undefined;
  /** The incident that it belongs to: its id or external id. */
  readonly incidentId?: string | null | undefined;
}

const MAX_SUMMARY_CHARACTERS = 500;
const MAX_DESCRIPTION_CHARACTERS = 100_000;
const MAX_ID_CHARACTERS = 300;
const MAX_STATUS_CHARACTERS = 50;

/**
 * Throws `forbidden`, `invalid_input` with `issues`, `not_found` (`incident`) for an incident that the tenant does not
 * have, or `conflict` (`alert`) for an external id that is taken.
 */
export async function createAlert(db: Db, context: Context, input: NewAlert): Promise<Alert> {
  requireScope(context, 'incidents:write');
  requireRole(context, 'admin', 'member');
  const reader = new InputReader(new Date());
  const read = readNewAlert(input, reader);
  const reference = reader.text('incidentId', input.incidentId, MAX_ID_CHARACTERS);
  reader.finish();
  const { tenantId } = context;
  const incidentId = reference === null ? null : await findIncident(db, tenantId, reference);
  const alert = await runQuery(db, { tenantId }, insertAlert(tenantId, { ...read, incidentId }));
  if (alert !== undefined) return alert;
  const named = JSON.stringify(read.externalId);
  throw new ParleyError('conflict', `There is an alert ${named} already.`, { subject: 'alert' });
}

async function findIncident(db: Db, tenantId: Uuid, reference: string): Promise<Uuid> {
  const query = selectIncidentId(tenantId, parseId('inc', reference), reference);
  const id = await runQuery(db, { tenantId }, query);
  if (id === undefined) throw noIncident();
  return id;
}

function readNewAlert(input: NewAlert, reader: InputReader): Omit<AlertWrite, 'incidentId'> {
  const id = newId();
  const summary = reader.required('summary', input.summary, MAX_SUMMARY_CHARACTERS);
  const startedAt = readTime('startedAt', input.startedAt, reader);
  const endedAt = readTime('endedAt', input.endedAt, reader);
  if (startedAt && endedAt && endedAt < startedAt) reader.refuse('endedAt', 'must not lie before startedAt');
  return {
    id,
    externalId: reader.text('externalId', input.externalId, MAX_ID_CHARACTERS) ?? id,
    source: reader.text('source', input.source, MAX_LABEL_CHARACTERS),
    summary,
    description: reader.text('description', input.description, MAX_DESCRIPTION_CHARACTERS),
    status: reader.text('status', input.status, MAX_STATUS_CHARACTERS),
    services: reader.texts('services', input.services, MAX_LABELS, MAX_LABEL_CHARACTERS),
    labels: Object.fromEntries(readNewLabels(input.labels, reader)),
    url: reader.url('url', input.url),
    startedAt,
    endedAt,
  };
}

function readTime(path: string, value: string | null | undefined, reader: InputReader): Date | null {
  const moment = reader.moment(path, value);
  if (moment === null || moment.precision === 'minute') return moment?.at ?? null;
  reader.refuse(path, 'must have a time of day');
  return null;
}
