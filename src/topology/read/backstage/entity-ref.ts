import type { NodeKind, NodeReference } from '../../../core/topology.ts';

const KINDS: Readonly<Record<string, NodeKind>> = {
  component: 'service',
  api: 'api',
  system: 'system',
  domain: 'system',
  resource: 'resource',
  group: 'owner',
  user: 'owner',
};

/** What an entity of a catalogue is in the graph; a kind that Parley does not know is a resource. */
export const nodeKindOf = (kind: string): NodeKind => KINDS[kind.toLowerCase()] ?? 'resource';

/** The name of an entity; its namespace stands before it unless it is the usual one. */
export const entityName = (namespace: string | null, name: string): string =>
  namespace === null || namespace.toLowerCase() === 'default' ? name : `${namespace}/${name}`;

/** Reads `[kind:][namespace/]name`. A reference without a namespace stays in that of the entity that it stands in. */
export function entityReference(
  text: string,
  defaultKind: string,
  ownNamespace: string | null,
): NodeReference {
  const colon = text.indexOf(':');
  const kind = colon > 0 ? text.slice(0, colon) : defaultKind;
  const rest = text.slice(colon > 0 ? colon + 1 : 0);
  const slash = rest.indexOf('/');
  const namespace = slash > 0 ? rest.slice(0, slash) : ownNamespace;
  return { kind: nodeKindOf(kind), name: entityName(namespace, rest.slice(slash > 0 ? slash + 1 : 0)) };
}
