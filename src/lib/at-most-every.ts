/**
 * Hands a value on to `tell` unless the last one was handed on less than `intervalMs` ago; `now` is a clock in
 * milliseconds.
 */
export function atMostEvery<Value>(
  intervalMs: number,
  tell: (value: Value) => void,
  now: () => number = () => performance.now(),
): (value: Value) => void {
  let lastAt = Number.NEGATIVE_INFINITY;
  return (value) => {
    if (now() - lastAt < intervalMs) return;
    lastAt = now();
    tell(value);
  };
}
