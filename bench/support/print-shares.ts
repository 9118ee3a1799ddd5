import type { Measured } from './measure-chat.ts';
import { rowPrinter } from './print-row.ts';
import type { PartTimes } from './profile-parts.ts';

/** Where a caller's time goes, in the order of a request. */
export function printWaits(measured: readonly Measured[], callers: number): void {
  const row = rowPrinter(20, 8, 12, 12, 12, 12, 12, 12, 12);
  console.log(
    `\nMean ms of a request with ${callers === 1 ? '1 caller' : `${callers} callers`}, and its shares`,
  );
  row(
    ...['chat', 'whole', 'HTTP+surface', 'credential', 'rate limit', 'look-up'],
    ...['session load', 'storing', 'rest of turn'],
  );
  for (const { name, latencies, turnMs, work } of measured) {
    if (latencies.callers !== callers) continue;
    const whole = latencies.meanMs;
    const shown = (ms: number) => `${ms.toFixed(2)} ${((100 * ms) / whole).toFixed(0).padStart(3)}%`;
    const each = ({ ms }: { ms: number }) => ms / latencies.answers;
    const { credential, 'rate limit': rate, 'look-up': lookUp, load, store } = work.batches;
    const before = [credential, rate, lookUp].map(each);
    const outside = before.reduce((rest, ms) => rest - ms, whole - turnMs);
    const inside = turnMs - each(load) - each(store);
    row(name, whole.toFixed(2), ...[outside, ...before, each(load), each(store), inside].map(shown));
  }
}

/** What each thread of the server did; needs a profile. */
export function printProcessor({ name, latencies, work, askingMs }: Measured): void {
  const { answers, callers, perSecond } = latencies;
  const each = (ms: number) => (ms / answers).toFixed(3);
  console.log(
    `\nProcessor ms of a request: ${name}, ${callers} callers, ${perSecond.toFixed(0)} answers/s while profiled`,
  );
  console.log(
    `${each(work.mainMs)} serving thread, ${each(work.allMs - work.mainMs)} all other threads of the server, ` +
      `${each(askingMs)} load generator`,
  );
  printParts('Serving thread', work.profile?.main ?? {}, answers);
  if (work.profile?.store !== undefined) printParts('Thread of the store', work.profile.store, answers);
}

function printParts(thread: string, parts: PartTimes, answers: number): void {
  const row = rowPrinter(42, 10, 10);
  const { idle = 0, ...busy } = parts;
  const sum = Object.values(busy).reduce((total, ms) => total + ms, 0);
  console.log(`\n${thread}, busy ${((100 * sum) / (sum + idle)).toFixed(0)} % of the time`);
  row('part', 'ms', 'share');
  for (const [part, ms] of Object.entries(busy).sort(([, a], [, b]) => b - a))
    row(part, (ms / answers).toFixed(3), `${((100 * ms) / sum).toFixed(1)} %`);
}
