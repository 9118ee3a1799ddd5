import { hash } from 'node:crypto';
import type { Rate } from '../lib/parse-rate.ts';
import type { Query } from './query.ts';

/** How a bucket stands after a request was counted, refused or only asked about. */
export interface WindowState {
  readonly allowed: boolean;
  /** Requests in the window, the one just counted among them. */
  readonly used: number;
  /** Milliseconds, with fractions, until one more than now is allowed; 0 when none is used. */
  readonly resetInMs: number;
}

/** Counts one request if `rate` allows it and `counting` is set; else only says. Scope: credentials. */
export const countRequest = (bucket: string, rate: Rate, counting: boolean): Query<WindowState> => ({
  sql: `select allowed, used, reset_in_ms as "resetInMs" from count_request($1, $2, $3, $4)`,
  params: [hash('sha256', bucket, 'buffer'), rate.limit, rate.windowMs, counting],
  read: ([row]) => row as unknown as WindowState,
});
