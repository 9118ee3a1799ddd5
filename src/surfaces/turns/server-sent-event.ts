/** One event of a stream, before it is bytes. */
export interface ServerSentEvent {
  readonly event: string;
  /** Sent as JSON. */
  readonly data: unknown;
}

const encoder = new TextEncoder();

/** As the HTML standard, section 9.2, writes an event. JSON has no line break, so one `data` line holds it. */
export const encodeEvent = ({ event, data }: ServerSentEvent, id: string): Uint8Array<ArrayBuffer> =>
  encoder.encode(`id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`);

/** A comment, which clients skip and proxies count as life. */
export const HEARTBEAT = encoder.encode(': still here\n\n');
