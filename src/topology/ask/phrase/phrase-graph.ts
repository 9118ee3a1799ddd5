import { NODE_KINDS, type RelationType } from '../../../core/topology.ts';
import type { Facts } from '../run/facts.ts';
import { type Said, said } from './said.ts';
import {
  capitalise,
  countKind,
  plain,
  quote,
  sayAnd,
  sayEdge,
  sayKind,
  sayName,
  sayNumber,
  sayPlaces,
  sayRows,
} from './say.ts';

const EDGES: Readonly<Record<RelationType, readonly [one: string, many: string]>> = {
  publishes: ['“publishes”', '“publishes”'],
  subscribes: ['“subscribes”', '“subscribes”'],
  calls: ['call', 'calls'],
  dependsOn: ['dependency', 'dependencies'],
  provides: ['“provides”', '“provides”'],
  consumes: ['“consumes”', '“consumes”'],
  owns: ['“owns”', '“owns”'],
  partOf: ['“part of”', '“part of”'],
  carries: ['“carries”', '“carries”'],
};
const TYPES = Object.keys(EDGES) as RelationType[];

const sayEdges = (type: RelationType, number: number): string =>
  `${sayNumber(number)} ${EDGES[type][number === 1 ? 0 : 1]}`;

export function phraseOverview({ counts }: Extract<Facts, { kind: 'overview' }>): Said {
  const nodes = NODE_KINDS.filter((kind) => (counts[kind] ?? 0) > 0).map((kind) =>
    countKind(kind, counts[kind] ?? 0),
  );
  if (nodes.length === 0)
    return said('The graph of this project is empty; import some files first.', { abstained: true });
  const edges = TYPES.filter((type) => (counts[type] ?? 0) > 0).map((type) =>
    sayEdges(type, counts[type] ?? 0),
  );
  const between = edges.length > 0 ? ` Between them it has these relationships: ${sayAnd(edges)}.` : '';
  return said(`The graph of this project has ${sayAnd(nodes)}.${between}`);
}

export function phraseEdgeCount({ plan, counts }: Extract<Facts, { kind: 'count edges' }>): Said {
  const types = plan.types ?? TYPES;
  const total = types.reduce((sum, type) => sum + (counts[type] ?? 0), 0);
  if (plan.types?.[0]) return said(`The graph has ${sayEdges(plan.types[0], total)}.`);
  const parts = types
    .filter((type) => (counts[type] ?? 0) > 0)
    .map((type) => sayEdges(type, counts[type] ?? 0));
  return said(
    `The graph has ${sayNumber(total)} relationships${parts.length > 0 ? `: ${sayAnd(parts)}` : ''}.`,
  );
}

export function phraseMost({ plan, counts, isSettled }: Extract<Facts, { kind: 'most' }>): Said {
  const nodes = counts.map(({ node }) => node);
  if (counts.length === 0) return said(`The graph has no ${plan.of} with ${plan.said}.`);
  const doubt = isSettled ? '' : ' Only the most connected were looked at.';
  const [first] = counts;
  if (counts.length === 1 && first)
    return said(
      `${sayName(first.node.name)} has the most ${plan.said}: ${sayNumber(first.edges)}${sayPlaces(first.node.places)}.${doubt}`,
      { listed: nodes },
    );
  const rows = counts.map(
    ({ node, edges }) => `${sayName(node.name)}: ${sayNumber(edges)}${sayPlaces(node.places)}`,
  );
  const head = `The ${sayKind(plan.of, 2)} with the most ${plan.said}:`;
  return said(`${head}\n${sayRows(rows)}${doubt === '' ? '' : `\n${doubt.trim()}`}`, { listed: nodes });
}

export function phraseCompare({ plan, shared, between }: Extract<Facts, { kind: 'compare' }>): Said {
  const names = sayAnd(plan.of.map(({ name }) => sayName(name)));
  const edges = [...shared.flatMap((each) => each.edges), ...between];
  const parts: string[] = [];
  if (shared.length === 0) parts.push(`${names} share nothing in the graph.`);
  for (const kind of NODE_KINDS) {
    const ofKind = shared.filter(({ node }) => node.kind === kind);
    if (ofKind.length === 0) continue;
    const rows = ofKind.map(
      ({ node, edges: own }) => `${sayName(node.name)}: ${own.map((edge) => sayEdge(edge)).join('; ')}`,
    );
    parts.push(`${names} share ${countKind(kind, ofKind.length)}:\n${sayRows(rows)}`);
  }
  if (between.length > 0) parts.push(`Between them: ${between.map((edge) => sayEdge(edge)).join('; ')}.`);
  return said(parts.join('\n'), { nodes: plan.of, listed: shared.map(({ node }) => node), edges });
}

export function phraseChanges({ plan, changes, isCut }: Extract<Facts, { kind: 'changes' }>): Said {
  const fitting = changes.filter(
    ({ action, kind, subject }) =>
      (plan.action === null || action === plan.action) &&
      (plan.of === null || plan.of.some((each) => each === kind)) &&
      (plan.about === null || holdsName(subject, plan.about.name)),
  );
  const what = plan.of
    ? sayAnd(
        plan.of.map((kind) => sayKind(kind)),
        'or',
      )
    : plan.about
      ? `nothing of ${sayName(plan.about.name)}`
      : 'nothing';
  if (fitting.length === 0) {
    const subject = plan.of ? `No ${what}` : capitalise(what);
    return said(
      `${plan.counts ? '0: ' : ''}${subject} ${plan.action ?? 'changed'} ${plan.said}, as far as the change log says.`,
      plan.about ? { nodes: [plan.about] } : {},
    );
  }
  const head = `${isCut ? 'At least ' : ''}${sayNumber(fitting.length)} ${fitting.length === 1 ? 'change' : 'changes'} ${plan.said}:`;
  const rows = fitting.map(({ at, action, subject, kind, detail }) => {
    const noun = kind === 'relation' ? '' : `${sayKind(kind)} `;
    return `${action}: ${noun}${sayName(subject)}${detail === null ? '' : ` – ${quote(detail, 200)}`} (${at.toISOString().slice(0, 10)})`;
  });
  return said(`${head}\n${sayRows(rows)}`, plan.about ? { nodes: [plan.about] } : {});
}

/** Whether a change is of that name or an edge of it. */
function holdsName(subject: string, name: string): boolean {
  return subject === name || ` ${subject} `.includes(` ${name} `);
}

export function phraseAbsent({ plan }: Extract<Facts, { kind: 'absent' }>): Said {
  const noun = plan.kinds?.[0] ? sayKind(plan.kinds[0]) : null;
  return said(
    `No. The graph has ${noun === null ? 'nothing' : `no ${noun}`} called “${plain(plan.written, 100)}”.`,
  );
}

export function phraseDrawAll({ edges, total }: Extract<Facts, { kind: 'draw all' }>): Said {
  if (edges.length === 0)
    return said('The graph of this project has no relationships to draw.', { abstained: true });
  return said(
    `The graph has ${sayNumber(total)} ${total === 1 ? 'relationship' : 'relationships'} to draw.`,
    { edges },
  );
}
