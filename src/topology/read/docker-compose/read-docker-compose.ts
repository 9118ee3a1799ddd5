import type { NodeReference } from '../../../core/topology.ts';
import type { DraftBuilder } from '../draft-builder.ts';
import { linkedHosts } from '../environment/linked-hosts.ts';
import { resourceOfImage } from '../environment/resource-types.ts';
import type { FormatReader } from '../topology-file.ts';
import type { Tree } from '../tree/tree.ts';

interface ComposeService {
  readonly name: string;
  readonly tree: Tree;
  readonly node: NodeReference | undefined;
}

/** A compose file: its services, images of databases and queues as resources, and what names what. */
export const readDockerCompose: FormatReader = async (documents, { draft }) => {
  for (const root of documents) {
    const services = [...(root.at('services')?.entries ?? [])].map(
      ([name, tree]): ComposeService => ({
        name,
        tree,
        node: addService(root, name, tree, draft),
      }),
    );
    const hosts = hostTable(services);
    for (const service of services) addRelations(service, hosts, draft);
    if (root.at('include'))
      draft.warn(
        root.at('include')?.place.line ?? null,
        'includes other files, which are read as files of their own',
      );
  }
  return draft.isEmpty ? 'has no services' : undefined;
};

function addService(root: Tree, name: string, tree: Tree, draft: DraftBuilder): NodeReference | undefined {
  const image = tree.textAt('image');
  const resource = resourceOfImage(image);
  const labels = keyValues(tree.at('labels'));
  const label = (word: string) => labels.find(([key]) => key === word)?.[1] ?? null;
  const node = draft.node({
    kind: resource === null ? 'service' : 'resource',
    name,
    type: resource,
    aliases: otherNames(tree),
    description: label('description') ?? label('org.opencontainers.image.description'),
    facts: {
      image,
      build: tree.textAt('build') ?? tree.textAt('build', 'context'),
      ports: ports(tree).join(', '),
      replicas: tree.textAt('deploy', 'replicas') ?? tree.textAt('scale'),
      profiles: tree.textsAt('profiles').join(', '),
    },
    place: tree.place,
  });
  for (const word of ['owner', 'team']) {
    const owner = label(word);
    if (owner !== null)
      draft.relation(
        'owns',
        { kind: 'owner', name: owner },
        node,
        null,
        tree.at('labels')?.place ?? tree.place,
      );
  }
  const project = root.at('name');
  if (project?.text != null && !project.text.includes('$'))
    draft.relation(
      'partOf',
      node,
      draft.node({ kind: 'system', name: project.text, place: project.place }),
      null,
      tree.place,
    );
  return node;
}

function otherNames(tree: Tree): string[] {
  const networks = [...(tree.at('networks')?.entries.values() ?? [])];
  const names = [
    ...tree.textsAt('container_name'),
    ...tree.textsAt('hostname'),
    ...networks.flatMap((network) => network.textsAt('aliases')),
  ];
  return names.filter((name) => !name.includes('$'));
}

const ports = (tree: Tree): string[] =>
  (tree.at('ports')?.items ?? []).slice(0, 20).flatMap((port) => port.text ?? port.textAt('target') ?? []);

/** A map, or a list of `NAME=value`, with the place of each. */
function keyValues(tree: Tree | undefined): [name: string, value: string, at: Tree][] {
  const named = [...(tree?.entries ?? [])].flatMap(([name, value]): [string, string, Tree][] =>
    value.text === null ? [] : [[name, value.text, value]],
  );
  const listed = (tree?.items ?? []).flatMap((item): [string, string, Tree][] => {
    const at = item.text?.indexOf('=') ?? -1;
    return item.text === null || at < 1 ? [] : [[item.text.slice(0, at), item.text.slice(at + 1), item]];
  });
  return [...named, ...listed];
}

/** What each host name of the file stands for; a name that two services have stands for none. */
function hostTable(services: readonly ComposeService[]): Map<string, ComposeService | null> {
  const hosts = new Map<string, ComposeService | null>();
  for (const service of services) hosts.set(service.name.toLowerCase(), service);
  for (const service of services) {
    for (const alias of otherNames(service.tree)) {
      const host = alias.toLowerCase();
      const known = hosts.get(host);
      if (known === undefined) hosts.set(host, service);
      else if (known !== service && known?.name.toLowerCase() !== host) hosts.set(host, null);
    }
  }
  return hosts;
}

function addRelations(
  service: ComposeService,
  hosts: ReadonlyMap<string, ComposeService | null>,
  draft: DraftBuilder,
): void {
  const { tree, node } = service;
  for (const [name, place] of dependencies(tree)) {
    const other = hosts.get(name.toLowerCase());
    if (other && other !== service) draft.relation('dependsOn', node, other.node, 'depends_on', place);
    else if (!other)
      draft.warn(place.line, `has a depends_on of ${service.name} on ${name}, which it does not describe`);
  }
  for (const link of [...(tree.at('links')?.items ?? []), ...(tree.at('external_links')?.items ?? [])]) {
    const other = hosts.get(link.text?.split(':')[0]?.toLowerCase() ?? '');
    if (other && other !== service) draft.relation('dependsOn', node, other.node, 'links', link.place);
  }
  for (const [variable, value, at] of keyValues(tree.at('environment'))) {
    for (const { host, port, scheme, isSure } of linkedHosts(variable, value)) {
      const other = hosts.get(host);
      if (!other || other === service || (!isSure && scheme === null && port === null)) continue;
      const type = other.node?.kind === 'resource' ? 'dependsOn' : 'calls';
      draft.relation(type, node, other.node, variable, at.place);
    }
  }
}

const dependencies = (tree: Tree) => {
  const given = tree.at('depends_on');
  const named = [...(given?.entries ?? [])].map(([name, value]) => [name, value.place] as const);
  const listed = (given?.items ?? []).flatMap((item) =>
    item.text === null ? [] : [[item.text, item.place] as const],
  );
  return [...named, ...listed];
};
