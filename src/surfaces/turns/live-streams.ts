import type { Context } from '../../core/context.ts';
import { ParleyError } from '../../core/errors.ts';
import { newId } from '../../core/ids.ts';
import { LiveStream } from './live-stream.ts';

const MAX_KEPT_BYTES = 64 * 1024 * 1024;
const MAX_KEPT_STREAMS = 10_000;

interface Kept {
  readonly stream: LiveStream;
  readonly owner: string;
  /** Forgets the stream some time after its end. */
  timer?: NodeJS.Timeout;
}

/** Streams of this process that can be read, or read again, by whoever began them. */
export class LiveStreams {
  readonly #resumeMs: number;
  /** Oldest first. */
  readonly #kept = new Map<string, Kept>();
  #endedBytes = 0;

  /** `resumeMs`: how long a stream is kept after its end. */
  constructor(resumeMs: number) {
    this.#resumeMs = resumeMs;
  }

  open(caller: Context, onDeserted: () => void): LiveStream {
    const stream = new LiveStream(newId(), onDeserted);
    this.#kept.set(stream.id, { stream, owner: ownerOf(caller) });
    return stream;
  }

  /** Ends the stream and forgets it some time later. */
  close(stream: LiveStream): void {
    stream.end();
    this.#endedBytes += stream.bytes;
    const own = this.#kept.get(stream.id);
    if (own) own.timer = setTimeout(() => this.#forget(stream), this.#resumeMs).unref();
    for (const kept of this.#kept.values()) {
      if (this.#endedBytes <= MAX_KEPT_BYTES && this.#kept.size <= MAX_KEPT_STREAMS) return;
      if (kept.stream.ended) this.#forget(kept.stream);
    }
  }

  /**
   * The stream that an event's id names, and how many of its events were read. Throws `not_found` for one that is
   * another caller's or is kept no longer.
   */
  find(caller: Context, lastEventId: string): { stream: LiveStream; after: number } {
    const [, id = '', after] = /^([0-9a-f-]{36}):(\d{1,9})$/.exec(lastEventId) ?? [];
    const kept = this.#kept.get(id);
    if (kept?.owner === ownerOf(caller)) return { stream: kept.stream, after: Number(after) };
    const message = 'The stream of that Last-Event-ID is not kept any longer; ask anew, or read the history.';
    throw new ParleyError('not_found', message, { subject: 'stream' });
  }

  #forget(stream: LiveStream): void {
    const kept = this.#kept.get(stream.id);
    if (kept === undefined) return;
    // A timer holds on to what it will forget.
    clearTimeout(kept.timer);
    this.#kept.delete(stream.id);
    this.#endedBytes -= stream.bytes;
  }
}

const ownerOf = ({ tenantId, actor }: Context) => `${tenantId} ${actor}`;
