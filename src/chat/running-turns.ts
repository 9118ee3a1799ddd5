/** The turns that run at this moment, so that a server that stops can wait for them. */
export class RunningTurns {
  readonly #running = new Set<Promise<void>>();

  /** The events as they are; the turn counts as running until they have ended. */
  async *follow<Event>(events: AsyncIterable<Event>): AsyncGenerator<Event> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#running.add(promise);
    try {
      yield* events;
    } finally {
      this.#running.delete(promise);
      resolve();
    }
  }

  /** Resolves when no turn runs. */
  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }
}
