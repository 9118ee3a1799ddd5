import type { IncomingHttpHeaders } from 'node:http';
import type { StandInRequest } from './stand-in-request.ts';

/** A request as it came. Times are on the clock of `performance.now()` of the stand-in's process. */
export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** Parsed; undefined where there was none, a text where it is no JSON. */
  readonly body: unknown;
  /** Null where it was no question to the model, or not understood. */
  readonly asked: StandInRequest | null;
  readonly at: number;
  /** When the client closed the connection before it had the whole answer; null where it did not. */
  readonly abortedAt: number | null;
  /** Resolves once nothing more is sent: `broken` where the stand-in itself broke the connection. */
  readonly ended: Promise<'answered' | 'aborted' | 'broken'>;
}
