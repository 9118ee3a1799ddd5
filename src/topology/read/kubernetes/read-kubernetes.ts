import type { NodeReference } from '../../../core/topology.ts';
import type { DraftBuilder } from '../draft-builder.ts';
import { isInnerHost } from '../environment/is-inner-host.ts';
import { type LinkedHost, linkedHosts } from '../environment/linked-hosts.ts';
import { resourceOfAddress } from '../environment/resource-types.ts';
import type { FormatReader } from '../topology-file.ts';
import type { Tree } from '../tree/tree.ts';
import { ConfigMaps, containerVariables, type Variable } from './container-variables.ts';
import { readRoutes } from './read-routes.ts';
import { readWorkload, textMap, WORKLOAD_TYPES, type Workload } from './workload.ts';

/** Manifests: workloads as services, services and routes as their host names, and links in environment variables. */
export const readKubernetes: FormatReader = async (documents, { draft, references, file }) => {
  const all = documents.flatMap(withoutList);
  const kinds = new Map<string, Tree[]>();
  for (const document of all) {
    const kind = document.textAt('kind') ?? '';
    kinds.set(kind, [...(kinds.get(kind) ?? []), document]);
  }
  const ofKind = (kind: string) => kinds.get(kind) ?? [];
  const workloads = Object.keys(WORKLOAD_TYPES).flatMap((kind) =>
    ofKind(kind).map((document) => readWorkload(document, draft)),
  );
  const hosts = new Map<string, NodeReference>();
  for (const workload of workloads)
    if (workload.node) hosts.set(workload.node.name.toLowerCase(), workload.node);
  for (const document of ofKind('Service')) readService(document, workloads, hosts, draft);
  for (const document of ofKind('VirtualService')) readRoutes(document, draft);
  const maps = new ConfigMaps(all, references, file.name);
  for (const workload of workloads) {
    for (const container of workload.containers) {
      for (const variable of await containerVariables(container, maps))
        addLinks(workload, variable, hosts, draft);
    }
  }
  const names = [...kinds.keys()].map((kind) => kind || 'without a kind').join(', ');
  return draft.isEmpty ? `holds nothing that runs or is called (${names.slice(0, 200)})` : undefined;
};

const withoutList = (document: Tree): readonly Tree[] =>
  document.textAt('kind') === 'List' ? (document.at('items')?.items ?? []) : [document];

/** A Service is a host name of the workload that it selects; without that in the file, of the application that it names. */
function readService(
  document: Tree,
  workloads: readonly Workload[],
  hosts: Map<string, NodeReference>,
  draft: DraftBuilder,
): void {
  const name = document.at('metadata', 'name');
  const selector = textMap(document.at('spec', 'selector'));
  if (name?.text == null || selector.size === 0) return;
  const selected = workloads.filter(({ podLabels }) =>
    [...selector].every(([label, value]) => podLabels.get(label) === value),
  );
  const [workload] = selected;
  const own = selector.get('app.kubernetes.io/name') ?? selector.get('app') ?? name.text;
  const node = selected.length === 0 ? ({ kind: 'service', name: own } as const) : workload?.node;
  if (selected.length > 1) {
    draft.warn(
      name.place.line,
      `has a Service ${name.text} of several workloads; it is not taken for any of them`,
    );
    return;
  }
  if (!node) return;
  draft.node({
    ...node,
    aliases: [name.text],
    facts: { 'host ports': servicePorts(document).join(', ') },
    place: selected.length === 0 ? name.place : (workload?.place ?? name.place),
  });
  hosts.set(name.text.toLowerCase(), node);
}

const servicePorts = (document: Tree): string[] =>
  (document.at('spec', 'ports')?.items ?? []).slice(0, 20).flatMap((port) => port.textAt('port') ?? []);

/** Adds what a variable links the workload to: a host of the file, or one that is named as inside a cluster. */
function addLinks(
  { node }: Workload,
  { name: variable, value, place }: Variable,
  hosts: ReadonlyMap<string, NodeReference>,
  draft: DraftBuilder,
): void {
  for (const linked of linkedHosts(variable, value)) {
    const target = targetOf(linked, hosts);
    if (!target || (target.kind === node?.kind && target.name === node.name)) continue;
    draft.relation(target.kind === 'resource' ? 'dependsOn' : 'calls', node, target, variable, place);
  }
}

function targetOf(
  { host, port, scheme, isSure }: LinkedHost,
  hosts: ReadonlyMap<string, NodeReference>,
): NodeReference | undefined {
  const name = host.split('.')[0] ?? host;
  const known = isInnerHost(host) || host.split('.').length === 2 ? hosts.get(name) : undefined;
  if (known) return isSure || port !== null ? known : undefined;
  if (!isSure) return undefined;
  const isStore = resourceOfAddress(scheme, port) !== null;
  if (!isInnerHost(host)) return isStore && host.includes('.') ? { kind: 'resource', name: host } : undefined;
  return { kind: isStore ? 'resource' : 'service', name };
}
