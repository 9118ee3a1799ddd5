/** What a W3C `traceparent` header says. */
interface TraceParent {
  readonly traceId: string;
  readonly spanId: string;
  /** Whether the caller records the trace. */
  readonly isSampled: boolean;
}

const FORM = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.{0,200})?$/;
const NOTHING = /^0+$/;
const SAMPLED = 1;

/** Reads `00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01`; undefined when the text is no valid traceparent. */
export function parseTraceparent(text: string): TraceParent | undefined {
  const [, version, traceId = '', spanId = '', flags = '', rest] = FORM.exec(text) ?? [];
  // Later versions may add fields; version 00 has none, and ff is forbidden.
  const isKnown = version !== undefined && version !== 'ff' && !(version === '00' && rest !== undefined);
  if (!isKnown || NOTHING.test(traceId) || NOTHING.test(spanId)) return undefined;
  return { traceId, spanId, isSampled: (Number.parseInt(flags, 16) & SAMPLED) !== 0 };
}
