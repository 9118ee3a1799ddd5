import type { NodeKind, RelationType } from '../../../core/topology.ts';
import type { TopologyGraph } from '../../topology-graph.ts';
import type { RelationAsk } from '../plan/plan.ts';
import { relationEnds } from '../plan/relation-ends.ts';
import type { EdgeGroup, End } from './facts.ts';

/** Nodes that are followed one step further; more are counted, not followed. */
export const MOST_FOLLOWED = 200;

export async function groupOf(
  graph: TopologyGraph,
  anchor: End,
  type: RelationType,
  asked: 'from' | 'to',
): Promise<EdgeGroup> {
  const edges = await graph.edges(anchor.id, asked === 'to' ? 'out' : 'in', [type]);
  return { anchor, type, asked, edges };
}

const othersOf = ({ edges, asked }: EdgeGroup): End[] => edges.map((edge) => edge[asked]);

/** The same question about everything that a group has reached. */
async function further(
  graph: TopologyGraph,
  group: EdgeGroup,
  type: RelationType,
  asked: 'from' | 'to',
): Promise<EdgeGroup[]> {
  const groups: EdgeGroup[] = [];
  for (const anchor of othersOf(group).slice(0, MOST_FOLLOWED))
    groups.push(await groupOf(graph, anchor, type, asked));
  return groups;
}

async function groupsOf(
  graph: TopologyGraph,
  anchor: End,
  types: readonly RelationType[],
  asked: 'from' | 'to',
): Promise<EdgeGroup[]> {
  const groups: EdgeGroup[] = [];
  for (const type of types) groups.push(await groupOf(graph, anchor, type, asked));
  return groups;
}

const isMessaging = (relation: RelationAsk['relation']): boolean =>
  relation === 'publish' || relation === 'subscribe' || relation === 'consume';

/** Edges that answer a relation that is asked of a node, `only` being the kinds that are asked for. */
export async function collectEdges(
  graph: TopologyGraph,
  of: End,
  ask: RelationAsk,
  only: readonly NodeKind[] | null,
): Promise<EdgeGroup[]> {
  return ask.asked === 'from' ? collectInto(graph, of, ask) : collectOut(graph, of, ask, only);
}

async function collectInto(graph: TopologyGraph, of: End, { relation }: RelationAsk): Promise<EdgeGroup[]> {
  if (relation === 'belong' && of.kind === 'owner') return [await groupOf(graph, of, 'owns', 'to')];
  const { types } = relationEnds[relation];
  if (of.kind === 'message' && relation !== 'own' && relation !== 'contain' && relation !== 'belong')
    return collectOfMessage(graph, of, relation);
  if (of.kind === 'topic') {
    if (relation === 'contain' || relation === 'belong' || relation === 'own')
      return groupsOf(graph, of, types, 'from');
    if (relation === 'publish') return groupsOf(graph, of, ['publishes'], 'from');
    if (relation === 'subscribe' || relation === 'consume')
      return groupsOf(graph, of, ['subscribes'], 'from');
    return groupsOf(
      graph,
      of,
      relation === 'use' || relation === 'talk' ? ['publishes', 'subscribes'] : ['subscribes'],
      'from',
    );
  }
  if (isMessaging(relation)) return collectThroughTopics(graph, of, relation);
  const groups = await groupsOf(
    graph,
    of,
    relation === 'use' || relation === 'talk'
      ? ['calls', 'dependsOn', 'consumes']
      : callTypes(relation, of, types),
    'from',
  );
  if (relation !== 'depend' && relation !== 'use' && relation !== 'talk') return groups;
  const provided = await groupOf(graph, of, 'provides', 'to');
  const consumers = await further(graph, provided, 'consumes', 'from');
  const callers = await further(graph, provided, 'calls', 'from');
  const senders = relation === 'talk' ? await collectThroughTopics(graph, of, 'publish') : [];
  return [...groups, ...consumers, ...callers, ...senders];
}

const callTypes = (
  relation: RelationAsk['relation'],
  of: End,
  types: readonly RelationType[],
): readonly RelationType[] => (relation === 'call' && of.kind === 'api' ? ['calls', 'consumes'] : types);

/** Who sends or reads a message: through the topics that carry it. */
async function collectOfMessage(
  graph: TopologyGraph,
  of: End,
  relation: RelationAsk['relation'],
): Promise<EdgeGroup[]> {
  const carriers = await groupOf(graph, of, 'carries', 'from');
  const groups: EdgeGroup[] = [carriers];
  if (relation !== 'subscribe' && relation !== 'consume')
    groups.push(...(await further(graph, carriers, 'publishes', 'from')));
  if (relation !== 'publish') groups.push(...(await further(graph, carriers, 'subscribes', 'from')));
  return groups;
}

/** Who publishes to a service or reads from it: at the other side of its topics. */
async function collectThroughTopics(
  graph: TopologyGraph,
  of: End,
  relation: RelationAsk['relation'],
): Promise<EdgeGroup[]> {
  const isSending = relation === 'publish';
  const topics = await groupOf(graph, of, isSending ? 'subscribes' : 'publishes', 'to');
  const others = await further(graph, topics, isSending ? 'publishes' : 'subscribes', 'from');
  const direct =
    relation === 'consume' ? await groupsOf(graph, of, ['consumes', 'calls', 'dependsOn'], 'from') : [];
  return [...direct, topics, ...others];
}

async function collectOut(
  graph: TopologyGraph,
  of: End,
  ask: RelationAsk,
  only: readonly NodeKind[] | null,
): Promise<EdgeGroup[]> {
  const { relation } = ask;
  if (
    (of.kind === 'owner' && relation !== 'own') ||
    (of.kind === 'system' && relation !== 'contain' && relation !== 'belong')
  )
    return collectOfMembers(graph, of, ask, only);
  if (relation === 'contain') return collectContents(graph, of);
  if (relation === 'belong')
    return [await groupOf(graph, of, 'partOf', 'to'), await groupOf(graph, of, 'owns', 'from')].filter(
      ({ type }) =>
        !only ||
        (type === 'partOf') === only.includes('system') ||
        !only.some((kind) => kind === 'system' || kind === 'owner'),
    );
  const groups = await groupsOf(graph, of, relationEnds[relation].types, 'to');
  if (!isMessaging(relation) || !only) return groups;
  const more: EdgeGroup[] = [];
  for (const group of groups) {
    if (group.type !== 'publishes' && group.type !== 'subscribes') continue;
    if (only.includes('service') && !only.includes('topic'))
      more.push(
        ...(await further(graph, group, group.type === 'publishes' ? 'subscribes' : 'publishes', 'from')),
      );
    if (only.includes('message')) more.push(...(await further(graph, group, 'carries', 'to')));
  }
  return [...groups, ...more];
}

async function collectContents(graph: TopologyGraph, of: End): Promise<EdgeGroup[]> {
  if (of.kind === 'topic') return [await groupOf(graph, of, 'carries', 'to')];
  const isOwner = of.kind === 'owner';
  return [await groupOf(graph, of, isOwner ? 'owns' : 'partOf', isOwner ? 'to' : 'from')];
}

/** What the services of an owner or a system do. */
async function collectOfMembers(
  graph: TopologyGraph,
  of: End,
  ask: RelationAsk,
  only: readonly NodeKind[] | null,
): Promise<EdgeGroup[]> {
  const members =
    of.kind === 'owner' ? await groupOf(graph, of, 'owns', 'to') : await groupOf(graph, of, 'partOf', 'from');
  const groups: EdgeGroup[] = [members];
  for (const member of othersOf(members).slice(0, MOST_FOLLOWED))
    if (member.kind === 'service') groups.push(...(await collectOut(graph, member, ask, only)));
  return groups;
}
