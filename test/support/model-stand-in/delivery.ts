import type { OutgoingHttpHeaders } from 'node:http';

export interface TimedWrite {
  readonly bytes: Buffer;
  /** Waited before it; null: in the same turn of the event loop as what came before. */
  readonly waitMs: number | null;
}

/** What goes over the connection for one request. */
export interface Delivery {
  /** Sent with the first write; null: no answer at all. */
  readonly head: { readonly status: number; readonly headers: OutgoingHttpHeaders } | null;
  readonly writes: Iterable<TimedWrite>;
  /** `cut` closes and `reset` resets the connection; `silence` leaves it open. */
  readonly end: 'finish' | 'cut' | 'reset' | 'silence';
}
