import type { Source } from '../../core/conversation.ts';
import type { Uuid } from '../../core/ids.ts';
import type { IncidentRow } from '../../store/incident-queries.ts';
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

export const answered = (
  text: string,
  incidents: readonly { id: Uuid; externalId: string; title: string }[],
): Reply => ({
  text,
  sources: uniqueById(incidents).map(sourceOf),
  abstained: false,
  inputRequired: false,
});

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
function nameIncident(incident: IncidentRow): string {
  return `- ${incident.startedAt ? sayMoment(incident.startedAt) : 'undated'}: ${incident.title}`;
}

/** The first incidents one a line, and how many more there are. */
export function nameIncidents(incidents: readonly IncidentRow[], total: number, most = MOST_NAMED): string {
  const named = incidents.slice(0, most).map(nameIncident);
  if (total > named.length) named.push(`- … and ${(total - named.length).toLocaleString('en-US')} more`);
  return named.join('\n');
}
