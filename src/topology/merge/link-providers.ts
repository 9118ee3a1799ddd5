import type { MergedEdge, MergedNode, NameLink, NamePair } from './merged-graph.ts';
import { bareKey, nameKey, suffixedKeys } from './name-key.ts';

/** What the rule of a link between an api and its service begins with. */
export const PROVIDES = 'provides, ';

/**
 * An api of which no file says who provides it is provided by the one service of the same name: of the same words, or
 * with `service` or `svc` behind one of the two names.
 */
export function linkProviders(
  nodes: readonly MergedNode[],
  edges: readonly MergedEdge[],
  notProvided: readonly NamePair[],
): { edges: MergedEdge[]; links: NameLink[] } {
  const provided = new Set(edges.filter(({ type }) => type === 'provides').map(({ to }) => to));
  const parted = new Set(notProvided.map(({ alias, name }) => pairKey(alias, name)));
  const services = servicesByKey(nodes);
  const found: { edges: MergedEdge[]; links: NameLink[] } = { edges: [], links: [] };
  for (const [place, api] of nodes.entries()) {
    if (api.kind !== 'api' || provided.has(place)) continue;
    const provider = findProvider(api, services);
    const service = provider && nodes[provider.place];
    if (!service || service.names.some((name) => api.names.some((alias) => parted.has(pairKey(alias, name)))))
      continue;
    found.edges.push({
      ...{ type: 'provides', from: provider.place, to: place },
      details: [`by its name (${provider.rule})`],
      places: api.places.slice(0, 1),
      sources: api.sources,
    });
    const rule = PROVIDES + provider.rule;
    found.links.push({
      kind: 'api',
      alias: api.name,
      name: service.name,
      rule,
      place: api.places[0] ?? null,
    });
  }
  return found;
}

const pairKey = (alias: string, name: string): string => `${nameKey(alias)}\0${nameKey(name)}`;

function servicesByKey(nodes: readonly MergedNode[]): Map<string, Set<number>> {
  const services = new Map<string, Set<number>>();
  for (const [place, { kind, names }] of nodes.entries())
    for (const key of kind === 'service' ? names.map(nameKey) : [])
      services.set(key, (services.get(key) ?? new Set()).add(place));
  return services;
}

function findProvider(
  api: MergedNode,
  services: ReadonlyMap<string, ReadonlySet<number>>,
): { place: number; rule: string } | undefined {
  const keys = api.names.map(nameKey);
  const suffixed = keys.flatMap((key) => [...suffixedKeys(key), bareKey(key) ?? []].flat());
  for (const [rule, some] of [
    ['same words', keys],
    ['service suffix', suffixed],
  ] as const) {
    const found = new Set(some.flatMap((key) => [...(services.get(key) ?? [])]));
    const [place] = found;
    // Of several none is meant for certain.
    if (place !== undefined) return found.size === 1 ? { place, rule } : undefined;
  }
  return undefined;
}
