import { randomUUID } from 'node:crypto';
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { defaultResource, type Resource, resourceFromAttributes } from '@opentelemetry/resources';
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { BatchSpanProcessor, type SpanExporter, TracerProvider } from '@opentelemetry/sdk-trace';
import { ParleyError } from '../core/errors.ts';
import { atMostEvery } from '../lib/at-most-every.ts';
import { packageVersion } from '../lib/package-version.ts';
import { figureRecorder } from './otlp-figures.ts';
import { spanBeginner } from './otlp-spans.ts';
import type { Tracing } from './tracing.ts';

interface Collector {
  /** Base address; `/v1/traces` and `/v1/metrics` are below it. */
  readonly endpoint: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly serviceName: string;
  readonly withContent: boolean;
}

const SCOPE = 'parley';
const REPORT_EVERY_MS = 60_000;
/** For one batch with all its retries; not longer than `close` waits. */
const EXPORT_TIMEOUT_MS = 5000;
const CLOSE_TIMEOUT_MS = 5000;
/** Spans that wait for the collector; later ones are dropped. Those with content are large. */
const MAX_WAITING = 2048;
const MAX_WAITING_WITH_CONTENT = 256;
const SPAN_LIMITS = { attributeCountLimit: 64, attributeValueLengthLimit: 100_000, eventCountLimit: 8 };

/**
 * Sends spans and figures to an OpenTelemetry collector, as OTLP in JSON. Nothing is registered globally, so that
 * each server of a process has its own. `onError` is told of a failed export at most once a minute; `close` ends
 * within `closeTimeoutMs`, whatever the collector does.
 */
export function openOtlpTracing(
  collector: Collector,
  onError: (error: unknown) => void,
  closeTimeoutMs = CLOSE_TIMEOUT_MS,
): Tracing {
  const closing = new AbortController();
  const limited = atMostEvery(REPORT_EVERY_MS, onError);
  const report = (error: unknown) => {
    if (!closing.signal.aborted) limited(error);
  };
  const tracers = openTracers(collector, closing.signal, report);
  const meters = openMeters(collector, closing.signal, report);
  let closed: Promise<void> | undefined;
  async function close() {
    const sent = Promise.allSettled([tracers.shutdown(), meters.shutdown()]);
    if (!(await isDoneWithin(closeTimeoutMs, sent))) report(unsent());
    closing.abort();
  }
  return {
    withContent: collector.withContent,
    begin: spanBeginner(tracers.getTracer(SCOPE), collector.withContent),
    recordModelCall: figureRecorder(meters.getMeter(SCOPE)),
    close() {
      closed ??= close();
      return closed;
    },
  };
}

type Report = (error: unknown) => void;

function openTracers(collector: Collector, signal: AbortSignal, report: Report): TracerProvider {
  const exporter = telling(new OTLPTraceExporter(exporterSettings('traces', collector, signal)), report);
  const maxQueueSize = collector.withContent ? MAX_WAITING_WITH_CONTENT : MAX_WAITING;
  const batches = new BatchSpanProcessor({ exporter, maxQueueSize, maxExportBatchSize: maxQueueSize / 4 });
  return new TracerProvider({
    resource: describeService(collector.serviceName),
    spanProcessors: [batches],
    spanLimits: SPAN_LIMITS,
  });
}

function openMeters(collector: Collector, signal: AbortSignal, report: Report): MeterProvider {
  const exporter = telling(new OTLPMetricExporter(exporterSettings('metrics', collector, signal)), report);
  const reader = new PeriodicExportingMetricReader({ exporter });
  return new MeterProvider({ resource: describeService(collector.serviceName), readers: [reader] });
}

const exporterSettings = (kind: 'traces' | 'metrics', collector: Collector, signal: AbortSignal) => ({
  url: addressBelow(collector.endpoint, `v1/${kind}`),
  headers: { ...collector.headers },
  timeoutMillis: EXPORT_TIMEOUT_MS,
  // Reaches every connection, so that a collector that hangs cannot keep the process from ending.
  httpAgentOptions: { keepAlive: true, signal },
});

function addressBelow(endpoint: string, path: string): string {
  const url = new URL(endpoint);
  url.pathname += url.pathname.endsWith('/') ? path : `/${path}`;
  return url.href;
}

/** Figures of several servers with one name are told apart by their instance. */
const INSTANCE = randomUUID();

const describeService = (name: string): Resource =>
  defaultResource().merge(
    resourceFromAttributes({
      'service.name': name,
      'service.version': packageVersion(),
      'service.instance.id': INSTANCE,
    }),
  );

interface Exporter {
  export(items: unknown, done: (result: ExportResult) => void): void;
}
type ExportResult = Parameters<Parameters<SpanExporter['export']>[1]>[0];

/** The exporter, telling `report` why an export failed: the library keeps that to itself. */
function telling<Kind extends Exporter>(exporter: Kind, report: Report): Kind {
  const send = exporter.export.bind(exporter);
  exporter.export = (items, done) =>
    send(items, (result) => {
      if (result.error !== undefined) report(result.error);
      done(result);
    });
  return exporter;
}

async function isDoneWithin(milliseconds: number, work: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, milliseconds, false);
  });
  const isDone = await Promise.race([work.then(() => true), late]);
  clearTimeout(timer);
  return isDone;
}

const unsent = () =>
  new ParleyError('unavailable', 'The telemetry collector did not take what was left in time; it is lost.');
