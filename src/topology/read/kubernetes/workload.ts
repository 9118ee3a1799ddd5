import type { NodeReference } from '../../../core/topology.ts';
import type { DraftBuilder } from '../draft-builder.ts';
import { resourceOfImage } from '../environment/resource-types.ts';
import type { Tree } from '../tree/tree.ts';

/** What runs containers, in words. */
export const WORKLOAD_TYPES: Readonly<Record<string, string>> = {
  Deployment: 'deployment',
  StatefulSet: 'stateful set',
  DaemonSet: 'daemon set',
  ReplicaSet: 'replica set',
  Job: 'job',
  CronJob: 'cron job',
  Pod: 'pod',
  Rollout: 'rollout',
};

export interface Workload {
  readonly node: NodeReference | undefined;
  readonly labels: ReadonlyMap<string, string>;
  readonly podLabels: ReadonlyMap<string, string>;
  readonly containers: readonly Tree[];
  readonly place: Tree['place'];
}

const TEAM = /^(?:[\w.-]+\/)?(?:owner|team|owned-by|owning-team|squad)$/i;

/** Adds a workload: a service, or a resource where its only or first container runs a database or a queue. */
export function readWorkload(document: Tree, draft: DraftBuilder): Workload {
  const kind = document.textAt('kind') ?? '';
  const pod = podOf(document, kind);
  const labels = textMap(document.at('metadata', 'labels'));
  const podLabels = textMap(pod?.at('metadata', 'labels'));
  const main = pod?.at('spec', 'containers')?.items ?? [];
  const image = main[0]?.textAt('image') ?? null;
  const resource = resourceOfImage(image);
  const name = document.at('metadata', 'name');
  const place = name?.place ?? document.place;
  const node = draft.node({
    kind: resource === null ? 'service' : 'resource',
    name: name?.text ?? '',
    type: resource ?? WORKLOAD_TYPES[kind] ?? null,
    aliases: labelNames(labels),
    description: document.textAt('metadata', 'annotations', 'description'),
    facts: {
      image,
      namespace: document.textAt('metadata', 'namespace'),
      replicas: document.textAt('spec', 'replicas'),
      schedule: document.textAt('spec', 'schedule'),
      ports: main.flatMap((container) => portsOf(container)).join(', '),
      version: labels.get('app.kubernetes.io/version'),
    },
    place,
  });
  addOwners(document, pod, node, draft);
  const system = labels.get('app.kubernetes.io/part-of');
  if (system)
    draft.relation('partOf', node, draft.node({ kind: 'system', name: system, place }), null, place);
  const containers = [...(pod?.at('spec', 'initContainers')?.items ?? []), ...main];
  return { node, labels, podLabels, containers, place };
}

function podOf(document: Tree, kind: string): Tree | undefined {
  if (kind === 'Pod') return document;
  return document.at('spec', ...(kind === 'CronJob' ? ['jobTemplate', 'spec', 'template'] : ['template']));
}

/** The label that says what an application is called; with a component beside it, several workloads have the same. */
function labelNames(labels: ReadonlyMap<string, string>): string[] {
  if (labels.has('app.kubernetes.io/component') || labels.has('component') || labels.has('tier')) return [];
  return ['app', 'app.kubernetes.io/name', 'k8s-app'].flatMap((label) => labels.get(label) ?? []);
}

function addOwners(
  document: Tree,
  pod: Tree | undefined,
  node: NodeReference | undefined,
  draft: DraftBuilder,
): void {
  const holders = [document, pod].flatMap((each) => [
    each?.at('metadata', 'annotations'),
    each?.at('metadata', 'labels'),
  ]);
  for (const [key, value] of holders.flatMap((holder) => [...(holder?.entries ?? [])])) {
    if (!TEAM.test(key) || value.text === null) continue;
    draft.relation('owns', { kind: 'owner', name: value.text }, node, null, value.place);
  }
}

const portsOf = (container: Tree): string[] =>
  (container.at('ports')?.items ?? []).slice(0, 20).flatMap((port) => port.textAt('containerPort') ?? []);

export const textMap = (tree: Tree | undefined): Map<string, string> =>
  new Map(
    [...(tree?.entries ?? [])].flatMap(([name, value]): [string, string][] =>
      value.text === null ? [] : [[name, value.text]],
    ),
  );
