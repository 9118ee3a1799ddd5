import { type RunbookStep, STEP_PHASES, type StepPhase, type StepSource } from '../../core/runbook.ts';
import type { ToldStep } from './told-step.ts';

/** Nobody follows more of them. */
const MOST_STEPS = 25;
/** Of the words of the shorter of two steps, so many have to be in the other. */
const LEAST_SHARED = 0.75;
/** A step of fewer words is the same only as one of just these words. */
const FEWEST_WORDS = 3;
const MOST_TIMES_LONGER = 3;

/**
 * The same step told by several incidents is one that names them all, in the words of the first of them. `told`: the
 * newest incident first, in the order of its text. Checks come first, then what mitigated, what fixed and what verified
 * it; within each, what incidents did earlier stands earlier.
 */
export function joinSteps(told: readonly ToldStep[]): RunbookStep[] {
  const groups = groupSame(told);
  const kept = groups
    .map((members, order) => ({
      members,
      order,
      incidents: new Set(members.map(({ incidentId }) => incidentId)).size,
    }))
    .toSorted((a, b) => b.incidents - a.incidents || a.order - b.order)
    .slice(0, MOST_STEPS);
  return kept
    .map(({ members, order }) => ({ members, order, phase: phaseOf(members), place: placeOf(members) }))
    .toSorted((a, b) => rankOf(a.phase) - rankOf(b.phase) || a.place - b.place || a.order - b.order)
    .map(({ members, phase }) => ({
      text: members[0].text,
      phase,
      incidentId: members[0].incidentId,
      sources: sourcesOf(members),
    }));
}

/** A step of many wordings is compared with each new one: so many are kept apart. */
const MOST_WORDINGS = 20;

type Group = [ToldStep, ...ToldStep[]];

function groupSame(told: readonly ToldStep[]): Group[] {
  const groups: { readonly members: Group; readonly wordings: ToldStep[] }[] = [];
  const known = new Map<string, (typeof groups)[number]>();
  for (const step of told) {
    const key = [...step.verbs, '', ...[...step.words].sort()].join(' ');
    const same =
      known.get(key) ?? groups.find(({ wordings }) => wordings.some((each) => isSameStep(each, step)));
    const group = same ?? { members: [step] as Group, wordings: [] };
    if (same) group.members.push(step);
    else groups.push(group);
    if (!known.has(key) && group.wordings.length < MOST_WORDINGS) group.wordings.push(step);
    known.set(key, group);
  }
  return groups.map(({ members }) => members);
}

/** Something of the same kind is done to the same things. */
function isSameStep(one: ToldStep, other: ToldStep): boolean {
  const sameAct = one.verbs.length === 0 && other.verbs.length === 0;
  if (!sameAct && !one.verbs.some((verb) => other.verbs.includes(verb))) return false;
  return areAlike(one.words, other.words);
}

/** Whether two sets of words are one, or nearly all of the smaller is in the larger. */
export function areAlike(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  const shared = [...one].filter((word) => other.has(word)).length;
  const [fewer, more] = [Math.min(one.size, other.size), Math.max(one.size, other.size)];
  if (shared === more) return true;
  return fewer >= FEWEST_WORDS && more <= MOST_TIMES_LONGER * fewer && shared >= LEAST_SHARED * fewer;
}

const rankOf = (phase: StepPhase): number => STEP_PHASES.indexOf(phase);

/** That which most tell; of two, the earlier. */
function phaseOf(members: readonly ToldStep[]): StepPhase {
  const count = (phase: StepPhase): number => members.filter((member) => member.phase === phase).length;
  return STEP_PHASES.toSorted((a, b) => count(b) - count(a))[0] ?? 'mitigate';
}

const placeOf = (members: readonly ToldStep[]): number =>
  members.reduce((sum, { place }) => sum + place, 0) / members.length;

/** Every incident once, with the first of its quotes. */
function sourcesOf(members: readonly ToldStep[]): StepSource[] {
  const sources = new Map<string, StepSource>();
  for (const { incidentId, part, text } of members)
    if (!sources.has(incidentId)) sources.set(incidentId, { incidentId, part, quote: text });
  return [...sources.values()];
}
