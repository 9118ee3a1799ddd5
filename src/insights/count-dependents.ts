import { setImmediate as letOthersRun } from 'node:timers/promises';
import type { Uuid } from '../core/ids.ts';
import type { Dependency } from '../store/insight-topology.ts';

/** Edges walked before others get their turn. */
const STEPS_AT_ONCE = 200_000;
/** In all; of a graph that takes more only the nodes with the most direct dependents are counted. */
const MOST_STEPS = 20_000_000;

/** How many nodes need each node, directly and further; rings are counted once, and no node needs itself. */
export async function countDependents(dependencies: readonly Dependency[]): Promise<Map<Uuid, number>> {
  const direct = new Map<Uuid, Uuid[]>();
  for (const { needed, dependent } of dependencies) {
    const known = direct.get(needed);
    if (known) known.push(dependent);
    else direct.set(needed, [dependent]);
  }
  const order = [...direct].toSorted(([, a], [, b]) => b.length - a.length).map(([id]) => id);
  const counts = new Map<Uuid, number>();
  let steps = 0;
  let pause = STEPS_AT_ONCE;
  for (const start of order) {
    if (steps >= MOST_STEPS) break;
    const reached = new Set([start]);
    const open = [start];
    for (let next = open.pop(); next !== undefined; next = open.pop())
      for (const dependent of direct.get(next) ?? []) {
        steps += 1;
        if (reached.has(dependent)) continue;
        reached.add(dependent);
        open.push(dependent);
      }
    counts.set(start, reached.size - 1);
    if (steps >= pause) {
      await letOthersRun();
      pause = steps + STEPS_AT_ONCE;
    }
  }
  return counts;
}
