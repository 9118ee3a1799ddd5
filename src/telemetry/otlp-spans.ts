import {
  type Context,
  type Span as OtlpSpan,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import { errorType } from './error-type.ts';
import { CONTENT_ATTRIBUTES } from './genai-content.ts';
import { parseTraceparent } from './traceparent.ts';
import type { Attributes, Span, Tracing } from './tracing.ts';

const KINDS = { internal: SpanKind.INTERNAL, client: SpanKind.CLIENT } as const;
const MAX_NAME_CHARACTERS = 200;

/** What is the same for all spans of one server. */
interface Place {
  readonly tracer: Tracer;
  readonly withContent: boolean;
}

/** How traces begin. The parent of every span is handed on by hand: there is no current span. */
export const spanBeginner =
  (tracer: Tracer, withContent: boolean): Tracing['begin'] =>
  (name, attributes, traceparent) =>
    startSpan({ tracer, withContent }, name, SpanKind.INTERNAL, attributes, callersContext(traceparent));

function callersContext(traceparent: string | undefined): Context {
  const caller = parseTraceparent(traceparent ?? '');
  if (caller === undefined) return ROOT_CONTEXT;
  const { traceId, spanId, isSampled } = caller;
  const traceFlags = isSampled ? TraceFlags.SAMPLED : TraceFlags.NONE;
  return trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags, isRemote: true });
}

function startSpan(
  place: Place,
  name: string,
  kind: SpanKind,
  attributes: Attributes | undefined,
  parent: Context,
): Span {
  const admitted = admit(attributes ?? {}, place.withContent);
  const options = { kind, attributes: admitted };
  const span = place.tracer.startSpan(name.slice(0, MAX_NAME_CHARACTERS), options, parent);
  return {
    child: (childName, childKind, childAttributes) =>
      startSpan(place, childName, KINDS[childKind], childAttributes, trace.setSpan(parent, span)),
    set: (more) => void span.setAttributes(admit(more, place.withContent)),
    fail: (error, type) => fail(span, error, type),
    end: () => span.end(),
  };
}

/** Without content switched on no caller can let a text slip out. */
const admit = (attributes: Attributes, withContent: boolean): Attributes =>
  withContent
    ? attributes
    : Object.fromEntries(Object.entries(attributes).filter(([name]) => !CONTENT_ATTRIBUTES.has(name)));

function fail(span: OtlpSpan, error: unknown, type: string | undefined): void {
  // An error's message and stack may quote what people wrote, so that the library's own way is not taken.
  span.addEvent('exception', { 'exception.type': errorType(error) });
  span.setAttribute('error.type', errorType(error, type));
  span.setStatus({ code: SpanStatusCode.ERROR });
}
