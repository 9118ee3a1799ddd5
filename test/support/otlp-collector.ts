import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

type Value = string | number | boolean | Value[];

export interface ReceivedSpan {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  /** 1: internal, 3: client. */
  readonly kind: number;
  readonly attributes: Readonly<Record<string, Value>>;
  readonly events: readonly { readonly name: string; readonly attributes: Readonly<Record<string, Value>> }[];
  /** `code` is 2 for a failed span. */
  readonly status: { readonly code: number; readonly message?: string };
}

interface ReceivedPoint {
  readonly metric: string;
  readonly unit: string;
  readonly attributes: Readonly<Record<string, Value>>;
  readonly count: number;
  readonly sum: number;
  readonly bounds: readonly number[];
}

export interface OtlpCollector {
  readonly url: string;
  /** Every body as it came, with the path and the headers it came with. */
  readonly requests: readonly {
    readonly path: string;
    readonly headers: IncomingHttpHeaders;
    readonly body: string;
  }[];
  readonly spans: () => readonly ReceivedSpan[];
  readonly points: () => readonly ReceivedPoint[];
  /** The service that sent the last batch. */
  readonly resource: () => Readonly<Record<string, Value>>;
  /** Connections that are open now. */
  readonly connections: () => Promise<number>;
  readonly close: () => Promise<void>;
}

const JSON_TYPE = { 'content-type': 'application/json' };

/** A collector on a free port of 127.0.0.1: answers with a status, or never, or without an end. */
export async function startOtlpCollector(answer: number | 'never' | 'endless' = 200): Promise<OtlpCollector> {
  const requests: OtlpCollector['requests'][number][] = [];
  const server = createServer(async (request, response) => {
    requests.push({ path: request.url ?? '', headers: request.headers, body: await text(request) });
    if (answer === 'never') return;
    if (answer !== 'endless') return void response.writeHead(answer, JSON_TYPE).end('{}');
    const drip = setInterval(() => response.write(' '), 50);
    response.on('close', () => clearInterval(drip));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const bodies = (path: string) => requests.filter((one) => one.path === path).map(({ body }) => read(body));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    spans: () => bodies('/v1/traces').flatMap(spansOf),
    points: () => bodies('/v1/metrics').flatMap(pointsOf),
    resource: () => plain(bodies('/v1/traces').at(-1)?.resourceSpans?.[0]?.resource.attributes),
    connections: () =>
      new Promise((resolve, reject) =>
        server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
      ),
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

interface Attribute {
  readonly key: string;
  readonly value: Readonly<Record<string, unknown>>;
}
interface Named {
  readonly name: string;
  readonly attributes?: readonly Attribute[];
}
type RawSpan = Named & Omit<ReceivedSpan, 'attributes' | 'events'> & { readonly events?: readonly Named[] };
interface RawMetric {
  readonly name: string;
  readonly unit: string;
  readonly histogram?: { readonly dataPoints: readonly RawPoint[] };
}
interface RawPoint {
  readonly attributes: readonly Attribute[];
  readonly count: number;
  readonly sum: number;
  readonly explicitBounds: readonly number[];
}
interface Body {
  readonly resourceSpans?: readonly {
    readonly resource: { readonly attributes: readonly Attribute[] };
    readonly scopeSpans: readonly { readonly spans: readonly RawSpan[] }[];
  }[];
  readonly resourceMetrics?: readonly {
    readonly scopeMetrics: readonly { readonly metrics: readonly RawMetric[] }[];
  }[];
}

const read = (body: string) => JSON.parse(body) as Body;

const spansOf = ({ resourceSpans = [] }: Body): ReceivedSpan[] =>
  resourceSpans
    .flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans))
    .map((span) => ({
      ...span,
      attributes: plain(span.attributes),
      events: (span.events ?? []).map(({ name, attributes }) => ({ name, attributes: plain(attributes) })),
    }));

const pointsOf = ({ resourceMetrics = [] }: Body): ReceivedPoint[] =>
  resourceMetrics
    .flatMap(({ scopeMetrics }) => scopeMetrics.flatMap(({ metrics }) => metrics))
    .flatMap(({ name, unit, histogram }) =>
      (histogram?.dataPoints ?? []).map(({ attributes, count, sum, explicitBounds }) => ({
        ...{ metric: name, unit, attributes: plain(attributes) },
        ...{ count, sum, bounds: explicitBounds },
      })),
    );

const plain = (attributes: readonly Attribute[] = []): Record<string, Value> =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, plainValue(value)]));

function plainValue(value: Readonly<Record<string, unknown>>): Value {
  const { arrayValue } = value as { arrayValue?: { values: Readonly<Record<string, unknown>>[] } };
  if (arrayValue !== undefined) return arrayValue.values.map(plainValue);
  return ('intValue' in value ? Number(value.intValue) : Object.values(value)[0]) as Value;
}
