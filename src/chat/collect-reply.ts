import type { TurnEvent } from '../core/conversation.ts';
import { ParleyError } from '../core/errors.ts';
import type { Uuid } from '../core/ids.ts';

export type Reply = Extract<TurnEvent, { type: 'done' }>;

/**
 * A turn's events as one reply; `onSession` is told in which session it runs, also where no reply follows. Throws what
 * the turn throws, `unavailable` for a turn that was stopped.
 */
export async function collectReply(
  events: AsyncIterable<TurnEvent>,
  onSession: (sessionId: Uuid) => void = () => {},
): Promise<Reply> {
  for await (const event of events) {
    if (event.type === 'session') onSession(event.sessionId);
    if (event.type === 'done') return event;
  }
  throw stoppedTurn();
}

/** What becomes of a turn that its caller left. */
export const stoppedTurn = (): ParleyError =>
  new ParleyError('unavailable', 'The request was stopped before the answer was complete.');
