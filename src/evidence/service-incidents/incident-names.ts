import { bareKey, nameKey, suffixedKeys } from '../../topology/merge/name-key.ts';
import type { NodeName } from '../../topology/topology-graph.ts';

/** A service's name as incidents have it, and the rule by which it is that service's. */
export interface IncidentName {
  readonly value: string;
  readonly valueKey: string;
  readonly rule: 'same words' | 'given alias' | 'service suffix';
}

export type IncidentNames = ReadonlyMap<string, readonly IncidentName[]>;

/**
 * Under which names incidents speak of the services of a project, by the services' ids. By the rules that bring names of
 * files together, in this order: the same words; another name that the graph gives just one service; the name with or
 * without `service` or `svc` behind it, where just one service is called so. Never because names look alike.
 */
export function linkIncidentNames(
  services: readonly NodeName[],
  values: readonly { readonly value: string; readonly valueKey: string }[],
): IncidentNames {
  const byName = Map.groupBy(services, ({ name }) => nameKey(name));
  const byAlias = new Map<string, NodeName[]>();
  for (const service of services)
    for (const key of new Set(service.aliases.map(nameKey)))
      byAlias.set(key, [...(byAlias.get(key) ?? []), service]);
  const linked = new Map<string, IncidentName[]>();
  for (const { value, valueKey } of values) {
    const key = nameKey(value);
    const found =
      only(byName.get(key), 'same words') ??
      only(byAlias.get(key), 'given alias') ??
      only(
        suffixesOf(key).flatMap((each) => [...(byName.get(each) ?? []), ...(byAlias.get(each) ?? [])]),
        'service suffix',
      );
    if (!found) continue;
    const held = linked.get(found.service.id) ?? [];
    if (!held.some((name) => name.valueKey === valueKey)) held.push({ value, valueKey, rule: found.rule });
    linked.set(found.service.id, held);
  }
  return linked;
}

/** What may be called so without, or with, a word for what it is. */
function suffixesOf(key: string): string[] {
  const bare = bareKey(key);
  return [...(bare === undefined ? [] : [bare]), ...suffixedKeys(key)];
}

function only(
  services: readonly NodeName[] | undefined,
  rule: IncidentName['rule'],
): { service: NodeName; rule: IncidentName['rule'] } | undefined {
  const found = new Set(services);
  const [service] = found;
  return found.size === 1 && service ? { service, rule } : undefined;
}
