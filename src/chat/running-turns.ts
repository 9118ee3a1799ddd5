import type { Context } from '../core/context.ts';
import type { TurnEvent, TurnRequest } from '../core/conversation.ts';
import { ParleyError } from '../core/errors.ts';

interface Running {
  readonly caller: Context;
  readonly stop: () => void;
  sessionId: string | undefined;
}

/** The turns that run in this process at this moment: their callers can stop them, and a server that stops waits for them. */
export class RunningTurns {
  readonly #running = new Map<Running, Promise<void>>();

  /** Runs a turn that can be stopped; its events as they are. */
  async *follow(
    caller: Context,
    request: TurnRequest,
    run: (request: TurnRequest) => AsyncIterable<TurnEvent>,
  ): AsyncGenerator<TurnEvent> {
    const stopping = new AbortController();
    const { promise, resolve } = Promise.withResolvers<void>();
    const turn: Running = { caller, stop: () => stopping.abort(), sessionId: undefined };
    this.#running.set(turn, promise);
    const given = request.signal;
    if (given?.aborted) turn.stop();
    given?.addEventListener('abort', turn.stop, { once: true });
    try {
      for await (const event of run({ ...request, signal: stopping.signal })) {
        if (event.type === 'session') turn.sessionId = event.sessionId;
        yield event;
      }
    } finally {
      given?.removeEventListener('abort', turn.stop);
      this.#running.delete(turn);
      resolve();
    }
  }

  /**
   * Stops the caller's turns that `id` names: the id of the request that began one, or of the session in which it runs.
   * Throws `not_found` where none runs in this process.
   */
  stop({ tenantId, actor }: Context, id: string): void {
    const named = [...this.#running.keys()].filter(
      ({ caller, sessionId }) =>
        caller.tenantId === tenantId &&
        caller.actor === actor &&
        (caller.requestId === id || sessionId === id),
    );
    if (named.length === 0)
      throw new ParleyError('not_found', 'No turn of that id is running.', { subject: 'turn' });
    for (const turn of named) turn.stop();
  }

  /** Resolves when no turn runs. */
  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running.values());
  }
}
