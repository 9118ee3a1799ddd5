import { newId, type Uuid } from '../../src/core/ids.ts';
import {
  type FilePlace,
  type GraphChange,
  type GraphEdge,
  type GraphNode,
  type MessageField,
  NODE_KINDS,
  type NodeKind,
  RELATION_TYPES,
  type RelationType,
} from '../../src/core/topology.ts';
import type { GraphPath, Reached, TopologyGraph } from '../../src/topology/topology-graph.ts';

/** What a made node says beside its kind and name. */
export type MadeNode = Partial<
  Pick<GraphNode, 'aliases' | 'description' | 'type' | 'tags' | 'links' | 'protocols' | 'facts'>
> & { readonly at?: string; readonly fields?: Readonly<Record<string, string>> };

const DEFAULT_ENDS: Readonly<Record<RelationType, readonly [from: NodeKind, to: NodeKind]>> = {
  publishes: ['service', 'topic'],
  subscribes: ['service', 'topic'],
  calls: ['service', 'service'],
  dependsOn: ['service', 'service'],
  provides: ['service', 'api'],
  consumes: ['service', 'api'],
  owns: ['owner', 'service'],
  partOf: ['service', 'system'],
  carries: ['topic', 'message'],
};

const byName = (a: { readonly name: string }, b: { readonly name: string }): number =>
  a.name < b.name ? -1 : 1;

function placeOf(text: string): FilePlace {
  const at = text.lastIndexOf(':');
  return at < 0 ? { file: text, line: null } : { file: text.slice(0, at), line: Number(text.slice(at + 1)) };
}

/** `string! note`: the type, `!` where the field is required, and its description. */
function fieldOf([path, said]: readonly [string, string]): MessageField {
  const [type = '', ...rest] = said.split(' ');
  return {
    path,
    type: type.replace('!', '') || null,
    description: rest.join(' ') || null,
    isRequired: type.endsWith('!'),
  };
}

/** A small graph in memory, written down by hand: what the SQL graph does, done naively. */
export class MemoryGraph implements TopologyGraph {
  readonly #nodes = new Map<Uuid, GraphNode>();
  readonly #edges: GraphEdge[] = [];
  readonly #changes: GraphChange[] = [];
  #names: ReturnType<TopologyGraph['names']> | null = null;

  node(kind: NodeKind, name: string, made: MadeNode = {}): this {
    const { at, fields = {}, ...given } = made;
    const id = newId();
    this.#names = null;
    this.#nodes.set(id, {
      ...{ id, kind, name, aliases: [], description: null, type: null, tags: [], links: [], protocols: [] },
      ...{ facts: {}, lastSeenAt: new Date('2026-11-20T08:00:00Z'), vanishedAt: null },
      fields: Object.entries(fields).map(fieldOf),
      places: [placeOf(at ?? `${name}.yaml:1`)],
      ...given,
    });
    return this;
  }

  /**
   * Lines such as `checkout publishes orders @shop.yaml:12 #how`; `api:orders` names the kind of an end. Ends that are
   * not there yet are made.
   */
  edges(lines: string): this;
  edges(id: Uuid, direction: 'in' | 'out', types: readonly RelationType[]): Promise<GraphEdge[]>;
  edges(
    first: string,
    direction?: 'in' | 'out',
    types: readonly RelationType[] = [],
  ): this | Promise<GraphEdge[]> {
    if (direction) return this.#edgesOf(first, direction, types);
    for (const line of first.split('\n')) if (line.trim() !== '') this.#addEdge(line.trim());
    return this;
  }

  change(
    change: Omit<GraphChange, 'importId' | 'at' | 'detail'> & {
      readonly at: string;
      readonly detail?: string;
    },
  ): this {
    this.#changes.push({ importId: newId(), detail: null, ...change, at: new Date(change.at) });
    return this;
  }

  #addEdge(line: string): void {
    const [statement = '', ...marks] = line.split(/\s+(?=[@#]\S)/);
    const type = RELATION_TYPES.find((each) => statement.includes(` ${each} `));
    if (!type) throw new Error(`No relation in “${line}”.`);
    const [left = '', right = ''] = statement.split(` ${type} `);
    const [fromKind, toKind] = DEFAULT_ENDS[type];
    const place = marks.find((mark) => mark.startsWith('@'))?.slice(1) ?? `${left}.yaml:9`;
    const detail = marks.find((mark) => mark.startsWith('#'))?.slice(1);
    this.#edges.push({
      ...{ id: newId(), type, from: this.#end(left.trim(), fromKind), to: this.#end(right.trim(), toKind) },
      ...{ details: detail ? [detail] : [], places: [placeOf(place)] },
      ...{ lastSeenAt: new Date('2026-11-20T08:00:00Z'), vanishedAt: null },
    });
  }

  #end(text: string, usual: NodeKind): GraphEdge['from'] {
    const match = /^(service|topic|message|api|system|owner|resource):(.+)$/.exec(text);
    const [kind, name] = match ? [match[1] as NodeKind, match[2] ?? ''] : [usual, text];
    const found = [...this.#nodes.values()].find((node) => node.kind === kind && node.name === name);
    if (found) return { id: found.id, kind, name };
    return this.node(kind, name).#end(text, usual);
  }

  async names() {
    this.#names ??= Promise.resolve(
      [...this.#nodes.values()].map(({ id, kind, name, aliases }) => ({ id, kind, name, aliases })),
    );
    return this.#names;
  }

  async nodes(ids: readonly Uuid[]): Promise<GraphNode[]> {
    return ids.flatMap((id) => this.#nodes.get(id) ?? []);
  }

  async list(kind: NodeKind): Promise<GraphNode[]> {
    return [...this.#nodes.values()].filter((node) => node.kind === kind).sort(byName);
  }

  async #edgesOf(id: Uuid, direction: 'in' | 'out', types: readonly RelationType[]): Promise<GraphEdge[]> {
    const [own, other] = direction === 'out' ? (['from', 'to'] as const) : (['to', 'from'] as const);
    return this.#edges
      .filter((edge) => edge[own].id === id && types.includes(edge.type))
      .sort((a, b) => byName(a[other], b[other]));
  }

  /** Edges by which the failure of a node is felt, with who feels it. */
  #felt(id: Uuid): { edge: GraphEdge; next: Uuid }[] {
    return this.#edges.flatMap((edge) => {
      if (edge.to.id === id && ['calls', 'dependsOn', 'consumes', 'subscribes'].includes(edge.type))
        return [{ edge, next: edge.from.id }];
      const isOnly =
        this.#edges.filter((each) => each.type === 'publishes' && each.to.id === edge.to.id).length === 1;
      const leads = edge.type === 'provides' || (edge.type === 'publishes' && isOnly);
      return edge.from.id === id && leads ? [{ edge, next: edge.to.id }] : [];
    });
  }

  #needed(id: Uuid): { edge: GraphEdge; next: Uuid }[] {
    return [...this.#nodes.keys()].flatMap((other) =>
      this.#felt(other)
        .filter(({ next }) => next === id)
        .map(({ edge }) => ({ edge, next: other })),
    );
  }

  #reach(id: Uuid, maxHops: number, next: (id: Uuid) => { edge: GraphEdge; next: Uuid }[]): Reached[] {
    const reached = new Map<Uuid, Reached>();
    let front: { id: Uuid; path: GraphPath; hops: number }[] = [{ id, path: [], hops: 0 }];
    while (front.length > 0) {
      const following: typeof front = [];
      for (const at of front) {
        for (const step of next(at.id)) {
          const node = this.#nodes.get(step.next);
          const isThrough = node?.kind === 'topic' || node?.kind === 'api';
          const hops = at.hops + (isThrough ? 0 : 1);
          if (!node || step.next === id || reached.has(step.next) || hops > maxHops) continue;
          const path = [...at.path, step.edge];
          reached.set(step.next, { node, hops: Math.max(1, hops), path });
          following.push({ id: step.next, path, hops });
        }
      }
      front = following;
    }
    return [...reached.values()]
      .filter(({ node }) => node.kind !== 'topic' && node.kind !== 'api')
      .sort((a, b) => a.hops - b.hops || byName(a.node, b.node));
  }

  async affectedBy(id: Uuid, maxHops: number): Promise<Reached[]> {
    return this.#reach(id, maxHops, (at) => this.#felt(at));
  }

  async needs(id: Uuid, maxHops: number): Promise<Reached[]> {
    return this.#reach(id, maxHops, (at) => this.#needed(at));
  }

  /** Calls and the like along their reading, messages from publisher to topic to subscriber. */
  #steps(id: Uuid): { edge: GraphEdge; next: Uuid }[] {
    return this.#edges.flatMap((edge) => {
      const isAlong =
        ['calls', 'dependsOn', 'consumes', 'publishes'].includes(edge.type) && edge.from.id === id;
      if (isAlong) return [{ edge, next: edge.to.id }];
      const isAgainst = ['subscribes', 'provides'].includes(edge.type) && edge.to.id === id;
      return isAgainst ? [{ edge, next: edge.from.id }] : [];
    });
  }

  async paths(
    from: Uuid,
    to: Uuid,
    { maxHops, limit }: { maxHops: number; limit: number },
  ): Promise<GraphPath[]> {
    const found: GraphPath[] = [];
    let front: { at: Uuid; path: GraphEdge[]; seen: Uuid[] }[] = [{ at: from, path: [], seen: [from] }];
    for (let hop = 0; hop < maxHops && front.length > 0 && found.length < limit; hop++) {
      front = front.flatMap(({ at, path, seen }) =>
        this.#steps(at)
          .filter(({ next }) => !seen.includes(next))
          .map(({ edge, next }) => ({ at: next, path: [...path, edge], seen: [...seen, next] })),
      );
      found.push(...front.filter(({ at }) => at === to).map(({ path }) => path));
      front = front.filter(({ at }) => at !== to);
    }
    return found.slice(0, limit);
  }

  async topicsWithout(role: 'publishers' | 'subscribers'): Promise<GraphNode[]> {
    const type = role === 'publishers' ? 'publishes' : 'subscribes';
    return (await this.list('topic')).filter(
      ({ id }) => !this.#edges.some((edge) => edge.type === type && edge.to.id === id),
    );
  }

  async withoutOwner(kind: NodeKind): Promise<GraphNode[]> {
    return (await this.list(kind)).filter(
      ({ id }) => !this.#edges.some(({ type, to }) => type === 'owns' && to.id === id),
    );
  }

  async sharedTopics() {
    const topics = (await this.list('topic')).map((topic) => {
      const ids = this.#edges
        .filter(({ type, to }) => to.id === topic.id && (type === 'publishes' || type === 'subscribes'))
        .map(({ from }) => from.id);
      return { topic, services: [...new Set(ids)].flatMap((id) => this.#nodes.get(id) ?? []).sort(byName) };
    });
    return topics.filter(({ services }) => services.length > 1);
  }

  async cycles(limit: number): Promise<GraphPath[]> {
    const found = new Map<string, GraphPath>();
    const walk = (start: Uuid, at: Uuid, path: GraphEdge[]): void => {
      for (const edge of this.#edges.filter(
        ({ type, from }) => from.id === at && (type === 'calls' || type === 'dependsOn'),
      )) {
        if (path.some(({ from }) => from.id === edge.to.id && edge.to.id !== start)) continue;
        const next = [...path, edge];
        if (edge.to.id === start)
          found.set(
            next
              .map(({ id }) => id)
              .sort()
              .join(' '),
            next,
          );
        else if (next.length < 10) walk(start, edge.to.id, next);
      }
    };
    for (const node of await this.list('service')) walk(node.id, node.id, []);
    return [...found.values()].sort((a, b) => a.length - b.length).slice(0, limit);
  }

  async mostConnected(limit: number) {
    const counts = (await this.list('service')).map((node) => ({
      node,
      edges: this.#edges.filter(({ from, to }) => from.id === node.id || to.id === node.id).length,
    }));
    return counts.sort((a, b) => b.edges - a.edges).slice(0, limit);
  }

  async messagesWithField(field: string) {
    const wanted = field.toLowerCase();
    return (await this.list('message')).flatMap((message) => {
      const fields = message.fields
        .map(({ path }) => path)
        .filter((path) => path.toLowerCase() === wanted || path.toLowerCase().split('.').at(-1) === wanted);
      const carriers = this.#edges.filter(({ type, to }) => type === 'carries' && to.id === message.id);
      const users = this.#edges.filter(
        ({ type, to }) =>
          (type === 'publishes' || type === 'subscribes') && carriers.some(({ from }) => from.id === to.id),
      );
      return fields.length > 0 ? [{ message, fields, edges: [...carriers, ...users] }] : [];
    });
  }

  async changes(since: Date | null, limit: number): Promise<GraphChange[]> {
    const last = Math.max(0, ...this.#changes.map(({ at }) => at.getTime()));
    const from = since?.getTime() ?? last;
    return this.#changes
      .filter(({ at }) => at.getTime() >= from)
      .sort((a, b) => b.at.getTime() - a.at.getTime())
      .slice(0, limit);
  }

  async counts() {
    const nodes = NODE_KINDS.map(
      (kind) => [kind, [...this.#nodes.values()].filter((node) => node.kind === kind).length] as const,
    );
    const edges = RELATION_TYPES.map(
      (type) => [type, this.#edges.filter((edge) => edge.type === type).length] as const,
    );
    return Object.fromEntries([...nodes, ...edges]) as Record<NodeKind | RelationType, number>;
  }
}
