import type { Config } from '../config/settings.ts';

/** Values by name; one that is undefined is left out. */
export type Attributes = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;

/** A piece of work with a beginning and an end. No call of it throws, whatever becomes of the collector. */
export interface Span {
  /** `client`: work that another process does for this one, such as a model's. */
  child(name: string, kind: 'internal' | 'client', attributes?: Attributes): Span;
  set(attributes: Attributes): void;
  /** Marks the work as failed. Only the kind of error is kept, or `type` in its place; no message leaves the process. */
  fail(error: unknown, type?: string): void;
  end(): void;
}

/** One call of a language model, in figures. */
export interface ModelCallFigures {
  readonly provider: string;
  readonly requestModel: string;
  readonly responseModel?: string | undefined;
  readonly seconds: number;
  /** Null where no token came. */
  readonly firstTokenSeconds: number | null;
  /** 0 where nothing is known, and then nothing is recorded. */
  readonly promptTokens: number;
  readonly completionTokens: number;
  /** A stable word, such as `rate_limited`; absent for a call that succeeded. */
  readonly errorType?: string | undefined;
}

/** Where spans and figures go. One a server. */
export interface Tracing {
  /** Whether message text may be put into spans; where not, attributes that hold such text are dropped. */
  readonly withContent: boolean;
  /** Begins a trace, or goes on with that of a W3C `traceparent`; one that is not valid is not looked at. */
  begin(name: string, attributes?: Attributes, traceparent?: string): Span;
  recordModelCall(figures: ModelCallFigures): void;
  /** Sends what is left, within a bound. Never throws; later spans go nowhere. */
  close(): Promise<void>;
}

const noSpan: Span = {
  child: () => noSpan,
  set: () => undefined,
  fail: () => undefined,
  end: () => undefined,
};

/** Forgets everything. */
export const noTracing: Tracing = {
  withContent: false,
  begin: () => noSpan,
  recordModelCall: () => undefined,
  close: async () => undefined,
};

type TracingSettings = Pick<Config, 'otlpEndpoint' | 'otlpHeaders' | 'serviceName' | 'traceContent'>;

/**
 * Opens what the settings name; `noTracing` where they name no collector. `onError` is told at most once a minute
 * that the collector took nothing, and why.
 */
export async function openTracing(
  settings: TracingSettings,
  onError: (error: unknown) => void,
): Promise<Tracing> {
  if (settings.otlpEndpoint === null) return noTracing;
  // The library takes 25 MB, for which most servers have no use.
  const { openOtlpTracing } = await import('./otlp-tracing.ts');
  const collector = { endpoint: settings.otlpEndpoint, headers: settings.otlpHeaders ?? {} };
  const { serviceName, traceContent: withContent } = settings;
  return openOtlpTracing({ ...collector, serviceName, withContent }, onError);
}
