/** Passes a call on at most once in `everyMs`, and drops the others. */
export function seldom<Args extends unknown[]>(
  everyMs: number,
  tell: (...args: Args) => void,
): (...args: Args) => void {
  let toldAt = Number.NEGATIVE_INFINITY;
  return (...args) => {
    if (performance.now() - toldAt < everyMs) return;
    toldAt = performance.now();
    tell(...args);
  };
}
