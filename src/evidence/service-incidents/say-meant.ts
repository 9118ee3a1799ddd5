import { countKind, countKinds, quote, sayName } from '../../topology/ask/phrase/say.ts';
import type { ServicesMeant } from '../../topology/ask/services/services-meant.ts';
import type { LinkedService } from './linked-services.ts';
import { sayServices } from './say-services.ts';

const MOST_LINKS_SAID = 8;

/** Which services the words of the question stand for, and what was left out. */
export function sayMeant({ by, written, services, others, notes }: ServicesMeant): string {
  const words = by === 'all' ? 'The services of this project' : `In the graph, ${quote(written, 120)}`;
  const note = notes.length > 0 ? ` (${notes.join('; ')})` : '';
  const found =
    services.length === 0
      ? 'no service'
      : `${countKind('service', services.length)} (${sayServices(services)})`;
  const left = others.length > 0 ? ` Left out: ${countKinds(others)} (${sayServices(others)}).` : '';
  return `${words}${note}: ${found}.${left}`;
}

/** Names of the incidents that are not the graph's to the letter, with the rule that brings them together. */
export function sayLinkedNames(linked: readonly LinkedService[]): string[] {
  const said = linked.flatMap(({ service, names }) =>
    names
      .filter(({ valueKey }) => valueKey !== service.name.toLowerCase())
      .map(({ value, rule }) => `${quote(value, 80)} is ${sayName(service.name)} (${rule})`),
  );
  if (said.length === 0) return [];
  const more = said.length > MOST_LINKS_SAID ? ` and ${said.length - MOST_LINKS_SAID} more` : '';
  return [`(In the incidents ${said.slice(0, MOST_LINKS_SAID).join('; ')}${more}.)`];
}
