export interface WorkLoopSettings {
  /** Does one piece of work; false where there is none at the moment. */
  readonly work: (signal: AbortSignal) => Promise<boolean>;
  /** How long it waits where there was nothing to do, unless it is woken. */
  readonly idleMs: number;
  /** Told of work that threw; the loop goes on after a pause. */
  readonly onError: (error: unknown) => void;
}

/** Work that goes on in the background of a server. */
export interface WorkLoop {
  /** There is something to do: looks for it now. */
  wake(): void;
  /** Begins with nothing new, tells running work to stop, and waits for it. */
  close(): Promise<void>;
}

/** Does one piece of work after the other until it is closed. */
export function startWorkLoop({ work, idleMs, onError }: WorkLoopSettings): WorkLoop {
  const stopping = new AbortController();
  let wakeUp: () => void = () => {};
  let isWoken = false;

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      isWoken = false;
      const worked = await work(stopping.signal).catch((error: unknown) => {
        if (!stopping.signal.aborted) onError(error);
        return false;
      });
      if (!worked && !isWoken && !stopping.signal.aborted) await idle();
    }
  }

  const idle = (): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, idleMs);
      timer.unref();
      wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const running = run();
  const wake = (): void => {
    isWoken = true;
    wakeUp();
  };
  return {
    wake,
    async close() {
      stopping.abort();
      wake();
      await running;
    },
  };
}
