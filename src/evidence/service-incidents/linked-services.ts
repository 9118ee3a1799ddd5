import type { ValueGroup } from '../../store/incident-figures.ts';
import type { NodeName } from '../../topology/topology-graph.ts';
import type { IncidentName, IncidentNames } from './incident-names.ts';

/** A service that a question means, with its names in the incidents; none where no incident names it. */
export interface LinkedService {
  readonly service: NodeName;
  readonly names: readonly IncidentName[];
}

export const linkedServices = (services: readonly NodeName[], names: IncidentNames): LinkedService[] =>
  services.map((service) => ({ service, names: names.get(service.id) ?? [] }));

/** The values of the incidents that count for each service, by the service's name in the graph. */
export const valueGroups = (linked: readonly LinkedService[]): ValueGroup[] =>
  linked.flatMap(({ service, names }) => names.map(({ valueKey }) => ({ valueKey, group: service.name })));
