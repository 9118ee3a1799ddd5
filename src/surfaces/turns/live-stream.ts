import { encodeEvent, HEARTBEAT, type ServerSentEvent } from './server-sent-event.ts';

/**
 * The events of one turn, kept while it runs and some time after, so that a client whose connection broke can go on
 * reading where it stopped.
 */
export class LiveStream {
  readonly id: string;
  readonly #frames: Uint8Array<ArrayBuffer>[] = [];
  #onDeserted: () => void;
  readonly #waiting = new Set<() => void>();
  #ended = false;
  #readers = 0;
  #bytes = 0;

  /** `onDeserted` is called when the last reader has left before the end. */
  constructor(id: string, onDeserted: () => void) {
    this.id = id;
    this.#onDeserted = onDeserted;
  }

  get ended(): boolean {
    return this.#ended;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** The event as the next one of this stream. */
  frame(event: ServerSentEvent): Uint8Array<ArrayBuffer> {
    return encodeEvent(event, `${this.id}:${this.#frames.length + 1}`);
  }

  /** What the stream holds once `frame` is in it. */
  contentWith(frame: Uint8Array): Uint8Array {
    return Buffer.concat([...this.#frames, frame]);
  }

  push(frame: Uint8Array<ArrayBuffer>): void {
    this.#frames.push(frame);
    this.#bytes += frame.length;
    this.#wake();
  }

  end(): void {
    this.#ended = true;
    // It holds on to the whole request.
    this.#onDeserted = () => {};
    this.#wake();
  }

  /** What comes behind the first `after` events, with a heartbeat in every pause of `heartbeatMs`. */
  read(after: number, heartbeatMs: number): ReadableStream<Uint8Array> {
    let next = after;
    let beat: NodeJS.Timeout | undefined;
    this.#readers++;
    let isReading = true;
    const leave = () => {
      clearInterval(beat);
      if (isReading) this.#readers--;
      isReading = false;
      if (this.#readers === 0 && !this.#ended) this.#onDeserted();
    };
    return new ReadableStream<Uint8Array>({
      start: (controller) => {
        beat = setInterval(() => {
          if ((controller.desiredSize ?? 0) > 0) controller.enqueue(HEARTBEAT);
        }, heartbeatMs);
      },
      pull: async (controller) => {
        while (next >= this.#frames.length && !this.#ended) await this.#change();
        const frame = this.#frames[next++];
        if (frame !== undefined) {
          beat?.refresh();
          return controller.enqueue(frame);
        }
        leave();
        controller.close();
      },
      cancel: leave,
    });
  }

  #change(): Promise<void> {
    return new Promise((resolve) => this.#waiting.add(resolve));
  }

  #wake(): void {
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  }
}
