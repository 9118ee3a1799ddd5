/** npm and a terminal both pass a Ctrl-C on: what follows within this time is the same one. */
const SAME_SIGNAL_MS = 1000;

/** Resolves with the first SIGTERM or SIGINT; another one later ends the process at once. */
export function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    let firstAt: number | undefined;
    const onSignal = () => {
      firstAt ??= performance.now();
      if (performance.now() - firstAt > SAME_SIGNAL_MS) process.exit(1);
      resolve();
    };
    process.on('SIGTERM', onSignal);
    process.on('SIGINT', onSignal);
  });
}
