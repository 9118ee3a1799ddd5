import { sayName } from '../../topology/ask/phrase/say.ts';
import type { NodeName } from '../../topology/topology-graph.ts';

const MOST_NAMED = 12;

/** The names of the first services, and how many more there are. */
export function sayServices(services: readonly Pick<NodeName, 'name'>[], between = ', '): string {
  const named = services.slice(0, MOST_NAMED).map(({ name }) => sayName(name));
  const more = services.length > named.length ? ` and ${services.length - named.length} more` : '';
  return `${named.join(between)}${more}`;
}
