import { sayList } from '../../analyst/phrase/say.ts';
import type { MemberText } from '../../store/pattern-starts.ts';
import { fixKindsOf } from './fix-kinds.ts';
import { triggerKindsOf } from './trigger-kinds.ts';

/** What a summary is computed from, of one member. */
export type MemberTexts = Omit<MemberText, 'patternId'>;

export interface PatternSummary {
  readonly summary: string;
  /** Of at least two members and a third of them, the most frequent first. */
  readonly services: readonly string[];
  readonly triggers: readonly string[];
}

const MOST_SERVICES = 10;
const MOST_TRIGGERS = 4;
const SAID_SERVICES = 3;

/** How a summary says what set incidents off. */
const SAID: Readonly<Record<string, string>> = {
  deploy: 'a deploy, upgrade or migration',
  certificate: 'an expired certificate',
  capacity: 'a limit that was reached',
  configuration: 'a change of configuration',
  dependency: 'somebody else’s service',
  human: 'a slip',
  hardware: 'hardware or network',
  security: 'an attack or a vulnerability',
  data: 'data that came in',
};

/**
 * How often it happened and when, where, what set it off and what ended it, every figure counted; `occurrences` may be
 * more than the members that are given, the latest: then what is said of those names their number.
 */
export function summarisePattern(members: readonly MemberTexts[], occurrences: number): PatternSummary {
  const services = frequent(members.map((member) => member.services));
  const triggers = frequent(members.map(triggerKindsOf));
  const fixes = frequent(members.map(({ resolution }) => fixKindsOf(resolution)));
  const told = members.filter(({ resolution }) => resolution !== null).length;
  const [trigger] = triggers;
  const [fix] = fixes;
  const parts = [
    `${occurrences} ${occurrences === 1 ? 'incident' : 'incidents'}${during(members)}${where(services.map(({ value }) => value))}.`,
    trigger &&
      `As far as they tell, most often set off by ${SAID[trigger.value] ?? trigger.value} (${trigger.count} of ${members.length}).`,
    fix && `What ended it most often: ${fix.value} (${fix.count} of ${told} that say how).`,
  ];
  return {
    summary: parts.filter((part) => part !== undefined).join(' '),
    services: services.slice(0, MOST_SERVICES).map(({ value }) => value),
    triggers: triggers.slice(0, MOST_TRIGGERS).map(({ value }) => value),
  };
}

/** What at least two members and a third of all have, the most frequent first. */
function frequent(
  lists: readonly (readonly string[])[],
): { readonly value: string; readonly count: number }[] {
  const counts = new Map<string, number>();
  for (const list of lists)
    for (const value of new Set(list)) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .filter(({ count }) => count >= 2 && count * 3 >= lists.length)
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}

const day = (date: Date): string =>
  date.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });

function during(members: readonly MemberTexts[]): string {
  const starts = members
    .flatMap(({ startedAt }) => startedAt ?? [])
    .sort((a, b) => a.getTime() - b.getTime());
  const [first, last] = [starts[0], starts.at(-1)];
  if (first === undefined || last === undefined) return '';
  return day(first) === day(last) ? ` on ${day(first)}` : ` between ${day(first)} and ${day(last)}`;
}

function where(services: readonly string[]): string {
  const named = services.slice(0, SAID_SERVICES);
  if (named.length === 0) return '';
  return ` on ${sayList(named)}`;
}
