import type { Behaviour, Script } from '../behaviour.ts';

/** Does one after the other, and the last again and again. */
export function inTurn(...behaviours: readonly [Behaviour, ...Behaviour[]]): Script {
  const [first] = behaviours;
  return (_, callNumber) => behaviours[Math.min(callNumber, behaviours.length) - 1] ?? first;
}
