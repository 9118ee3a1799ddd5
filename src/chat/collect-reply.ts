import type { TurnEvent } from '../core/conversation.ts';
import { ParleyError } from '../core/errors.ts';

export type Reply = Extract<TurnEvent, { type: 'done' }>;

/** A turn's events as one reply. Throws what the turn throws, `unavailable` for a turn that was stopped. */
export async function collectReply(events: AsyncIterable<TurnEvent>): Promise<Reply> {
  for await (const event of events) if (event.type === 'done') return event;
  throw stoppedTurn();
}

/** What becomes of a turn that its caller left. */
export const stoppedTurn = (): ParleyError =>
  new ParleyError('unavailable', 'The request was stopped before the answer was complete.');
