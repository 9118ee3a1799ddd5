import type { NodeName } from '../../topology-graph.ts';
import { noteOf } from '../answer-plan.ts';
import { type Desk, signalsOf } from '../desk.ts';
import { said } from '../phrase/said.ts';
import { sayAnd, sayName } from '../phrase/say.ts';
import { makePlan } from '../plan/make-plan.ts';
import { isRefusal, type Plan, type Refusal } from '../plan/plan.ts';
import { planNodes } from '../plan/plan-nodes.ts';
import type { Signals } from '../plan/signals.ts';
import { meaningOf } from '../read/reading.ts';
import { readWords } from '../read/words.ts';
import { runPlan } from '../run/run-plan.ts';
import type { BoundQuestion } from '../topology-answer.ts';
import { membersOf } from './members-of.ts';
import { serviceSpans } from './service-spans.ts';
import type { ServicesMeant } from './services-meant.ts';

/** Plans whose answer is a set of nodes. */
const NAMES_SET: ReadonlySet<Plan['kind']> = new Set<Plan['kind']>([
  ...(['describe', 'related', 'reach', 'list', 'conditions', 'without owner', 'most', 'cycles'] as const),
]);

const isOfServices = (plan: Plan, signals: Signals): boolean => {
  if (!NAMES_SET.has(plan.kind)) return false;
  if (plan.kind === 'describe') return plan.of.some(({ kind }) => kind === 'service');
  if (plan.kind === 'list' || plan.kind === 'conditions')
    return plan.kinds.every((kind) => kind === 'service');
  if (plan.kind === 'without owner') return plan.of === 'service';
  // “most” may be said of the incidents.
  if (plan.kind === 'most') return plan.of === 'service' && (plan.edges !== null || signals.has('hub'));
  if (plan.kind === 'related' || plan.kind === 'reach')
    return plan.only === null || plan.only.includes('service');
  return true;
};

/** “history of the services”: nothing here is labelled so; “what X handles”: topics, if nothing says “services”. */
const isOfOthers = ({ services, others }: ServicesMeant, plan: Plan, signals: Signals): boolean => {
  if (services.length > 0) return false;
  const isOfTrait = plan.kind === 'list' && plan.traits.length > 0;
  return isOfTrait || (others.length > 0 && !signals.has('role', 'noun', 'downstream', 'upstream'));
};

/** Every stretch of a question is looked at; longer texts tell a story. */
const MOST_WORDS = 60;

type UnknownName = Extract<Refusal, { kind: 'unknown name' }>;

const tellsServices = (signals: Signals): boolean =>
  signals.has('verb', 'role', 'downstream', 'upstream', 'affected');

/**
 * The services that a stretch of the question stands for: “everything downstream of X”, “X's dependencies”, “services
 * owned by Y”. Of all stretches that the graph can answer the longest is meant; where one names what the graph does not
 * have, that name. Null where there is none.
 */
export async function findServicesMeant(
  question: BoundQuestion,
  desk: Desk,
): Promise<ServicesMeant | UnknownName | null> {
  if (readWords(question.text).length > MOST_WORDS) return null;
  let unknown: UnknownName | null = null;
  for (const signals of serviceSpans(signalsOf(question, desk))) {
    const plan = makePlan(signals, desk);
    if (isRefusal(plan)) {
      if (plan.kind === 'unknown name' && tellsServices(signals)) unknown ??= plan;
    } else if (isOfServices(plan, signals)) {
      const meant = await readMeant(plan, signals, desk);
      if (!meant || isOfOthers(meant, plan, signals)) continue;
      // Where a longer stretch names a stranger, “services” alone is not what was meant.
      return meant.by !== 'graph' && unknown ? unknown : meant;
    }
  }
  return unknown;
}

/** “the”, “all the”, “things that” before the stretch go with it. */
const LEAD =
  /(?:\b(?:the|all|our|my|every|each|among|amongst|those|these|that|whatever|whichever|things?|ones)\s+)+$|(?<=\b(?:of|to|for|from|in|at|with)\s+)what\s+$/i;
const TAIL = /^\s+(?:on|upon|to|from)\b/i;

async function readMeant(plan: Plan, signals: Signals, desk: Desk): Promise<ServicesMeant | null> {
  const facts = await runPlan(plan, desk.graph);
  const found = membersOf(facts, signals.has('both'));
  if (!found) return null;
  const { words, text } = signals.reading;
  const [first, last] = [signals.claims[0], signals.claims.at(-1)];
  const start = words[first?.from ?? 0]?.start ?? 0;
  const written = words[(last?.to ?? 1) - 1]?.end ?? text.length;
  // “what X depends on” ends with its preposition.
  const tail = meaningOf(last, 'verb') ? (TAIL.exec(text.slice(written))?.[0].length ?? 0) : 0;
  const end = written + tail;
  const named = found.nodes.flatMap(({ id }) => desk.index.byId.get(id) ?? []);
  const services = named.filter(({ kind }) => kind === 'service');
  const others = [...found.nodes.filter(({ kind }) => kind !== 'service'), ...found.onlyNamed];
  const { nodes, relationships } = said('', {
    nodes: planNodes(plan),
    edges: found.edges,
    listed: services,
  });
  const lead = LEAD.exec(text.slice(0, start))?.[0].length ?? 0;
  return {
    ...{ start: start - lead, end, written: text.slice(start - lead, end).replace(/^amongs?t?\s+/i, '') },
    ...{ by: byOf(plan, signals), services, others, sources: nodes, relationships },
    notes: [...readings(plan, signals.has('both')), ...signals.names.flatMap((name) => noteOf(name, plan))],
  };
}

function byOf(plan: Plan, signals: Signals): ServicesMeant['by'] {
  // What “them” stands for was told by the graph before.
  if (plan.kind === 'describe') return signals.names.some(({ reference }) => reference) ? 'graph' : 'name';
  const isAll = plan.kind === 'list' && plan.traits.length === 0 && plan.missing === null && !plan.edge;
  return isAll ? 'all' : 'graph';
}

/** Both words for directions, and names joined by “and”, can be read in two ways. */
function readings(plan: Plan, isBoth: boolean): string[] {
  const names = (of: readonly NodeName[], last: string): string =>
    sayAnd(
      of.map(({ name }) => sayName(name)),
      last,
    );
  if (plan.kind === 'reach') {
    const hops =
      plan.maxHops === null ? '' : plan.maxHops === 1 ? ', directly' : `, within ${plan.maxHops} hops`;
    return plan.way === 'affected'
      ? [`read as what is affected when ${names(plan.of, 'or')} is down${hops}`]
      : [`read as what ${names(plan.of, 'or')} needs to work${hops}`];
  }
  if (plan.kind === 'related' && plan.of.length > 1)
    return [
      `read as those of which it holds for ${isBoth ? 'all' : 'at least one'} of ${names(plan.of, 'and')}`,
    ];
  return [];
}
