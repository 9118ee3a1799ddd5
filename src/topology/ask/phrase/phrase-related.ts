import type { GraphEdge, NodeKind } from '../../../core/topology.ts';
import type { RelationAsk } from '../plan/plan.ts';
import type { EdgeGroup, End, Facts, RelatedFact } from '../run/facts.ts';
import { endsOf, listedOf } from '../run/related-ends.ts';
import { type Said, said } from './said.ts';
import { countKinds, sayAnd, sayEdge, sayKind, sayName, sayPlaces, sayRows, sayVerb } from './say.ts';

type RelatedFacts = Extract<Facts, { kind: 'related' }>;

/** “checkout calls 2 services:” with a row each, or one sentence. */
export function sayGroup(group: EdgeGroup, counts = false): string {
  const { anchor, type, asked, edges } = group;
  const [edge] = edges;
  const others = endsOf([group]);
  const name = sayName(anchor.name);
  if (others.length === 1 && edge && !counts) return `${sayEdge(edge, true)}.`;
  const verb = sayVerb(type, asked === 'to' ? 1 : others.length);
  const head =
    asked === 'to' ? `${name} ${verb} ${countKinds(others)}` : `${countKinds(others)} ${verb} ${name}`;
  if (others.length === 1 && edge) return `${head}: ${sayName(edge[asked].name)}${sayPlaces(edge.places)}.`;
  return `${head}:\n${sayRows(rowsOf(edges, asked))}`;
}

function rowsOf(edges: readonly GraphEdge[], asked: 'from' | 'to'): string[] {
  const byOther = new Map<string, GraphEdge[]>();
  for (const edge of edges) {
    const held = byOther.get(edge[asked].id);
    if (held) held.push(edge);
    else byOther.set(edge[asked].id, [edge]);
  }
  return [...byOther.values()].map(
    (same) => `${sayName(same[0]?.[asked].name ?? '')}${sayPlaces(same.flatMap(({ places }) => places))}`,
  );
}

const NONE: Readonly<Record<RelationAsk['relation'], readonly [to: string, from: string]>> = {
  publish: ['X publishes to no TOPIC', 'No SERVICE publishes to X'],
  subscribe: ['X subscribes to no TOPIC', 'No SERVICE subscribes to X'],
  consume: ['X consumes no topic and no API', 'No SERVICE consumes X'],
  call: ['The graph has no call from X', 'No SERVICE calls X'],
  depend: [
    'The graph has nothing that X calls, depends on or consumes',
    'Nothing in the graph calls, depends on or consumes X',
  ],
  use: ['The graph has nothing that X uses', 'Nothing in the graph uses X'],
  talk: ['The graph has nothing that X calls, publishes to or reads', 'Nothing in the graph calls X'],
  own: ['X owns nothing in the graph', 'The graph names no owner of X'],
  provide: ['X provides no API', 'No SERVICE provides X'],
  contain: ['The graph names nothing that X contains', 'Nothing in the graph contains X'],
  belong: ['The graph names no system and no owner that X belongs to', 'Nothing in the graph belongs to X'],
};

function sayNone(of: End, { relation, asked }: RelationAsk, only: readonly NodeKind[] | null): string {
  const kind = only?.[0];
  if (kind && only.length === 1 && asked === 'to' && kind !== 'topic')
    return `The graph has no ${sayKind(kind)} that ${sayName(of.name)} ${SAID_TO[relation]}.`;
  const [to, from] = NONE[relation];
  const noun = asked === 'from' && kind && kind !== 'owner' ? sayKind(kind) : 'service';
  return `${(asked === 'to' ? to : from)
    .replace('SERVICE', noun)
    .replace('TOPIC', 'topic')
    .replace('X', () => sayName(of.name))}.`;
}

const SAID_TO: Readonly<Record<RelationAsk['relation'], string>> = {
  publish: 'publishes to',
  subscribe: 'subscribes to',
  consume: 'consumes',
  call: 'calls',
  depend: 'depends on',
  use: 'uses',
  talk: 'talks to',
  own: 'owns',
  provide: 'provides',
  contain: 'contains',
  belong: 'belongs to',
};

function sayFact(fact: RelatedFact, plan: RelatedFacts['plan']): string {
  const { of, ask, groups, beside } = fact;
  const parts: string[] = [];
  if (groups.length === 0) parts.push((plan.counts ? '0: ' : '') + sayNone(of, ask, plan.only));
  else if (plan.counts) parts.push(sayCounted(fact));
  else parts.push(...groups.map((group) => sayGroup(group)));
  if (beside.length > 0 && groups.length > 0) parts.push(`Beside these: ${countKinds(endsOf(beside))}.`);
  else parts.push(...beside.map((group) => sayGroup(group)));
  return parts.join('\n');
}

function sayCounted(fact: RelatedFact): string {
  const { groups } = fact;
  if (groups.length === 1 && groups[0]) return sayGroup(groups[0], true);
  return `${countKinds(listedOf(fact))}:\n${groups.map((group) => sayGroup(group)).join('\n')}`;
}

export function phraseRelated({ plan, facts }: RelatedFacts): Said {
  const listed = facts.flatMap(listedOf);
  const texts = facts.map((fact) => sayFact(fact, plan));
  if (plan.of.length > 1 && plan.asks.length === 1) texts.push(sayCommon(facts));
  return said(texts.filter((text) => text !== '').join('\n'), {
    listed,
    nodes: plan.of,
    edges: facts.flatMap(({ groups, beside }) => [...groups, ...beside].flatMap(({ edges }) => edges)),
  });
}

/** What the answers about several names have in common. */
function sayCommon(facts: readonly RelatedFact[]): string {
  const lists = facts.map(listedOf);
  const common = (lists[0] ?? []).filter(({ id }) =>
    lists.every((list) => list.some((each) => each.id === id)),
  );
  if (common.length === 0) return `In common: none.`;
  return `In common: ${sayAnd(common.slice(0, 30).map(({ name }) => sayName(name)))}.`;
}

type CheckFacts = Extract<Facts, { kind: 'check' }>;

/** “Yes. A calls B (…).” or “No. The graph has no …”, with what there is instead. */
export function phraseCheck({ plan, found, other, back, around }: CheckFacts): Said {
  const nodes = [plan.from, plan.to];
  const sentences = (edges: readonly GraphEdge[]): string =>
    edges.map((edge) => `${sayEdge(edge, true)}.`).join(' ');
  if (found.length > 0)
    return said(`${plan.isYesNo ? 'Yes. ' : ''}${sentences(found)}`, { nodes, edges: found });
  const [from, to] = [sayName(plan.from.name), sayName(plan.to.name)];
  if (plan.mayBeIndirect && around) {
    const way = around.map((edge) => sayEdge(edge)).join('; ');
    return said(`${plan.isYesNo ? 'Yes, indirectly' : 'Indirectly'}, in ${around.length} steps: ${way}.`, {
      nodes,
      edges: around,
    });
  }
  const parts = [
    `${plan.isYesNo ? 'No. ' : ''}The graph has nothing that says that ${from} ${SAID_TO[plan.relation]} ${to}.`,
  ];
  if (other.length > 0) parts.push(`It has: ${sentences(other)}`);
  if (back.length > 0) parts.push(`The other way round: ${sentences(back)}`);
  const isLonger = around && around.length > 1 && other.length === 0;
  if (isLonger)
    parts.push(
      `Indirectly ${from} leads to ${to} in ${around.length} steps: ${around.map((edge) => sayEdge(edge)).join('; ')}.`,
    );
  return said(parts.join(' '), { nodes, edges: [...other, ...back, ...(isLonger ? around : [])] });
}
