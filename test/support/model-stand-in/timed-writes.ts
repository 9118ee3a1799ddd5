import type { Behaviour } from './behaviour.ts';
import type { TimedWrite } from './delivery.ts';

interface Timing {
  readonly delayMs: number;
  readonly betweenMs: number | undefined;
  /** Whether the head waits with the first token. */
  readonly holdsHead: boolean;
}

function timingOf(behaviour: Behaviour): Timing {
  const { kind } = behaviour;
  const isPaced = kind === 'text' || kind === 'tools' || kind === 'slow';
  return {
    delayMs: (isPaced && behaviour.delayMs) || 0,
    betweenMs: isPaced ? behaviour.betweenMs : undefined,
    holdsHead: kind === 'slow',
  };
}

/** The frames of a stream, from its opening to its closing, in as few writes as the behaviour asks for. */
export function timedWrites(
  [opening = '', ...frames]: readonly string[],
  behaviour: Behaviour,
): readonly TimedWrite[] {
  const { delayMs, betweenMs, holdsHead } = timingOf(behaviour);
  const closing = frames.pop() ?? '';
  const last = frames.pop() ?? '';
  const [first = '', ...others] = [...frames, last + closing];
  const spoken = betweenMs === undefined ? [first + others.join('')] : [first, ...others];
  const [begun = '', ...rest] = spoken;
  const opensAlone = delayMs > 0 && !holdsHead;
  const writes = [
    { text: opensAlone ? opening : opening + begun, waitMs: holdsHead ? delayMs : null },
    ...(opensAlone ? [{ text: begun, waitMs: delayMs }] : []),
    ...rest.map((text) => ({ text, waitMs: betweenMs ?? null })),
  ];
  return writes
    .filter(({ text }) => text !== '')
    .map(({ text, waitMs }) => ({ bytes: Buffer.from(text), waitMs }));
}
