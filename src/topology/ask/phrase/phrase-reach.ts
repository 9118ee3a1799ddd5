import type { GraphPath } from '../../topology-graph.ts';
import type { Facts } from '../run/facts.ts';
import { type Said, said } from './said.ts';
import { countKinds, sayEdge, sayName, sayNumber, sayPlaces, sayRows } from './say.ts';

const sayHops = (hops: number): string => (hops === 1 ? 'directly' : `${hops} hops`);

const sayPath = (path: GraphPath): string => path.map((edge) => sayEdge(edge)).join('; ');

type ReachFacts = Extract<Facts, { kind: 'reach' }>;

/** Who is affected, or what is needed: by hops, each with its way. */
export function phraseReach({ plan, facts }: ReachFacts): Said {
  const texts = facts.map(({ of, reached }) => {
    const name = sayName(of.name);
    const note = plan.readAs ? ` (read as: ${plan.readAs})` : '';
    const within =
      plan.maxHops === null ? '' : plan.maxHops === 1 ? ' directly' : ` within ${plan.maxHops} hops`;
    if (reached.length === 0)
      return plan.way === 'affected'
        ? `${plan.counts ? '0: ' : ''}Nothing in the graph is affected${within} if ${name} is down${note}.`
        : `${plan.counts ? '0: ' : ''}The graph names nothing that ${name} needs${within}${note}.`;
    const direct = reached.filter(({ hops }) => hops === 1).length;
    const share =
      plan.maxHops === 1 || direct === reached.length ? '' : `, ${sayNumber(direct)} of them directly`;
    const count = countKinds(reached.map(({ node }) => node));
    const head =
      plan.way === 'affected'
        ? `If ${name} is down, ${count} ${reached.length === 1 ? 'is' : 'are'} affected${within}${share}${note}:`
        : `${name} needs ${count}${within}${share}${note}:`;
    return `${head}\n${sayRows(reached.map(({ node, hops, path }) => `${sayName(node.name)} (${sayHops(hops)}): ${sayPath(path)}`))}`;
  });
  return said(texts.join('\n'), {
    nodes: plan.of,
    listed: facts.flatMap(({ reached }) => reached.map(({ node }) => node)),
    edges: facts.flatMap(({ reached }) => reached.flatMap(({ path }) => path)),
  });
}

type PathFacts = Extract<Facts, { kind: 'path' }>;

const sayWay = (path: GraphPath): string =>
  `${path.length} ${path.length === 1 ? 'step' : 'steps'}: ${sayPath(path)}`;

export function phrasePath({ plan, paths, back, isCut }: PathFacts): Said {
  const [from, to] = [sayName(plan.from.name), sayName(plan.to.name)];
  const parts: string[] = [];
  if (paths.length > 0) parts.push(sayWays(paths, from, to, plan.all, isCut));
  else if (plan.from.id === plan.to.id) parts.push(`${from} and ${to} are one and the same.`);
  else if (!plan.eitherWay || back.length === 0)
    parts.push(
      `${plan.isYesNo ? 'No. ' : ''}The graph has no way from ${from} to ${to}${plan.eitherWay ? ' and none back' : ''}.`,
    );
  if (back.length > 0) {
    const lead = plan.eitherWay ? '' : 'The other way round: ';
    parts.push(lead + sayWays(back, to, from, plan.all && plan.eitherWay, false));
  }
  const isFound = paths.length > 0 || (plan.eitherWay && back.length > 0);
  const lead = plan.isYesNo && isFound ? 'Yes. ' : '';
  return said(lead + parts.join('\n'), { nodes: [plan.from, plan.to], edges: [...paths, ...back].flat() });
}

function sayWays(
  paths: readonly GraphPath[],
  from: string,
  to: string,
  all: boolean,
  isCut: boolean,
): string {
  const [first] = paths;
  if (paths.length === 1 && first) {
    const only = all ? 'The graph has 1 way' : 'The shortest way';
    return `${only} from ${from} to ${to}${all ? '' : ' has'} ${all ? `, in ${sayWay(first)}` : sayWay(first)}.`.replace(
      ' ,',
      ',',
    );
  }
  const count = isCut
    ? `more than ${paths.length} ways; these are the ${paths.length} shortest`
    : `${paths.length} ways`;
  return `The graph has ${count} from ${from} to ${to}:\n${sayRows(paths.map(sayWay))}`;
}

/** The ring from the first of its names on. */
function fromFirstName(cycle: GraphPath): GraphPath {
  const names = cycle.map(({ from }) => from.name);
  const at = names.indexOf(names.toSorted()[0] ?? '');
  return [...cycle.slice(at), ...cycle.slice(0, at)];
}

type CycleFacts = Extract<Facts, { kind: 'cycles' }>;

export function phraseCycles({ plan, cycles, isCut }: CycleFacts): Said {
  const through = plan.through ? ` through ${sayName(plan.through.name)}` : '';
  const nodes = plan.through ? [plan.through] : [];
  if (cycles.length === 0) {
    const count = plan.counts ? '0: ' : '';
    return said(
      isCut
        ? `The ${cycles.length} shortest cycles do not pass${through}.`
        : `${count}The graph has no cycle${through} of calls and dependencies.`,
      { nodes },
    );
  }
  const number = isCut ? `at least ${cycles.length}` : String(cycles.length);
  const head = `The graph has ${number} ${cycles.length === 1 ? 'cycle' : 'cycles'}${through}:`;
  const rows = cycles.map(fromFirstName).map((cycle) => {
    const names = [...cycle.map(({ from }) => sayName(from.name)), sayName(cycle[0]?.from.name ?? '')];
    return `${names.join(' → ')}${sayPlaces(cycle.flatMap(({ places }) => places.slice(0, 1)))}`;
  });
  return said(`${head}\n${sayRows(rows)}`, {
    nodes,
    listed: cycles.flat().map(({ from }) => from),
    edges: cycles.flat(),
  });
}
