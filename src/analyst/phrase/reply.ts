import type { Source } from '../../core/conversation.ts';
import type { Uuid } from '../../core/ids.ts';
import type { IncidentRow } from '../../store/incident-queries.ts';
import { MOST_SOURCES } from '../run/run.ts';
import { sayMoment } from './say.ts';

/** What the analyst says: text, the incidents that it rests on in order of use, and whether it refuses or asks back. */
export interface Reply {
  readonly text: string;
  readonly sources: readonly Source[];
  readonly abstained: boolean;
  readonly inputRequired: boolean;
}

/** The incident as what a reply rests on. */
export const sourceOf = (incident: { id: Uuid; externalId: string; title: string }): Source => ({
  type: 'incident',
  id: incident.id,
  externalId: incident.externalId,
  title: incident.title,
});

export const patternSource = ({ id, title }: { id: Uuid; title: string }): Source => ({
  type: 'pattern',
  id,
  externalId: null,
  title,
});

/** `externalId` is null for a runbook that was drafted here. */
export const runbookSource = (runbook: { id: Uuid; externalId: string | null; title: string }): Source => ({
  type: 'runbook',
  id: runbook.id,
  externalId: runbook.externalId,
  title: runbook.title,
});

/** A reply that rests on more than incidents; each source is named once, where it is used first, and no more than are told. */
export const answeredFrom = (text: string, sources: readonly Source[]): Reply => ({
  text,
  sources: uniqueById(sources).slice(0, MOST_SOURCES),
  abstained: false,
  inputRequired: false,
});

export const answered = (
  text: string,
  incidents: readonly { id: Uuid; externalId: string; title: string }[],
): Reply => answeredFrom(text, incidents.map(sourceOf));

export const refused = (text: string): Reply => ({
  text,
  sources: [],
  abstained: true,
  inputRequired: false,
});

function uniqueById<Item extends { id: Uuid }>(items: readonly Item[]): Item[] {
  return [...new Map(items.map((item) => [item.id, item])).values()];
}

/** Most incidents that are named one by one in the text of a reply. */
export const MOST_NAMED = 10;

/** A row of a list: "- 2021-03-31: ADFS outage". */
export function nameIncident(incident: Pick<IncidentRow, 'title' | 'startedAt'>): string {
  return `- ${incident.startedAt ? sayMoment(incident.startedAt) : 'undated'}: ${incident.title}`;
}

/** The first incidents one a line, and how many more there are. */
export function nameIncidents(incidents: readonly IncidentRow[], total: number, most = MOST_NAMED): string {
  const named = incidents.slice(0, most).map(nameIncident);
  if (total > named.length) named.push(`- … and ${(total - named.length).toLocaleString('en-US')} more`);
  return named.join('\n');
}
