import type { Rate } from '../lib/parse-rate.ts';
import { DueQueue } from './due-queue.ts';
import { rateDecision, wallClock } from './rate-decision.ts';
import type { RateDecision, RateLimiter } from './rate-limit.ts';
import { RequestTimes } from './request-times.ts';

/** Both in milliseconds. `steady` never goes back or jumps, and begins anywhere; `wall` counts from 1970. */
interface Clocks {
  steady(): number;
  wall(): number;
}

interface SlidingWindowSettings {
  readonly clocks?: Clocks;
  readonly mostBuckets?: number;
}

interface Bucket {
  readonly name: string;
  readonly times: RequestTimes;
  /** When its window is over if nothing more is counted. */
  overAt: number;
  /** When `overAt` is looked at again. */
  dueAt: number;
}

const MACHINE_CLOCKS: Clocks = { steady: () => performance.now(), wall: wallClock };

// About 50 MB when callers use a few requests each.
const MOST_BUCKETS = 100_000;

// More than a request can add, few enough that none of them pays for many.
const LOOKED_AT_ONCE = 8;

/**
 * Windows in the memory of this process, gone when it ends. A bucket is forgotten once its window is over. When there
 * are `mostBuckets` already, a new one takes the place of the one whose window is over soonest: whoever could use so
 * many addresses wins back, with each that he adds, no more than one caller's limit.
 */
export function createSlidingWindow(settings: SlidingWindowSettings = {}): RateLimiter {
  const { clocks = MACHINE_CLOCKS, mostBuckets = MOST_BUCKETS } = settings;
  const buckets = new Map<string, Bucket>();
  const queue = new DueQueue<Bucket>();

  function lookAtFirst(first: Bucket): void {
    if (first.overAt > first.dueAt) {
      queue.postponeFirst(first.overAt);
      return;
    }
    queue.removeFirst();
    buckets.delete(first.name);
  }

  function forgetIdle(now: number): void {
    for (let looked = 0; looked < LOOKED_AT_ONCE; looked++) {
      const { first } = queue;
      if (first === undefined || first.dueAt > now) return;
      lookAtFirst(first);
    }
  }

  function newBucket(name: string, overAt: number): Bucket {
    while (buckets.size >= mostBuckets && queue.first !== undefined) lookAtFirst(queue.first);
    const bucket = { name, times: new RequestTimes(), overAt, dueAt: overAt };
    buckets.set(name, bucket);
    queue.add(bucket);
    return bucket;
  }

  function use(name: string, rate: Rate, counting: boolean): RateDecision {
    const now = clocks.steady();
    forgetIdle(now);
    let bucket = buckets.get(name);
    bucket?.times.forgetOlder(now, rate.windowMs);
    let used = bucket?.times.count ?? 0;
    const allowed = used < rate.limit;
    if (counting && allowed) {
      const overAt = now + rate.windowMs;
      bucket ??= newBucket(name, overAt);
      bucket.times.add(now);
      bucket.overAt = overAt;
      used++;
    }
    const leaving = used === 0 ? undefined : bucket?.times.at(Math.max(0, used - rate.limit));
    const resetInMs = leaving === undefined ? 0 : leaving + rate.windowMs - now;
    return rateDecision(rate, { allowed, used, resetInMs }, clocks.wall());
  }

  return {
    take: async (bucket, rate) => use(bucket, rate, true),
    look: async (bucket, rate) => use(bucket, rate, false),
  };
}
