import fc from 'fast-check';
import type { Schema } from './arbitrary-from-schema.ts';
import type { FuzzServer } from './fuzz-server.ts';
import { type DescribedOperation, type GeneratedRequest, generatedRequest } from './generated-request.ts';

const CALLERS = 8;
const BATCH = 200;
const LONGEST_MS = 20_000;

/** What came of the requests of one dialect. */
export interface FuzzResult {
  readonly dialect: string;
  readonly requests: number;
  /** How many answers had each status. */
  readonly statuses: Readonly<Record<number, number>>;
  readonly slowestMs: number;
  /** Requests that were answered with a 5xx, not at all, or not in time. */
  readonly failures: readonly string[];
}

interface Description {
  readonly paths: Record<string, Record<string, OperationObject>>;
  readonly components?: Record<string, Record<string, unknown>>;
}
interface OperationObject {
  readonly tags?: readonly string[];
  readonly parameters?: readonly (DescribedOperation['parameters'][number] & { $ref?: string })[];
  readonly requestBody?: { readonly content: Record<string, { readonly schema?: Schema }> };
}

/** Sends `count` generated requests to each dialect that the server describes; the same ones for the same seed. */
export async function* fuzzDialects(
  server: FuzzServer,
  count: number,
  seed: number,
): AsyncGenerator<FuzzResult> {
  const description = (await (await fetch(`${server.url}/openapi.json`)).json()) as Description;
  const resolve = (ref: string): Schema => lookUp(description, ref) as Schema;
  for (const [dialect, operations] of byDialect(description)) {
    const requests = fc.oneof(
      ...operations.map((operation) => generatedRequest(operation, resolve, server.known)),
    );
    yield await fuzzDialect(server.url, dialect, requests, count, seed);
  }
}

async function fuzzDialect(
  url: string,
  dialect: string,
  requests: fc.Arbitrary<GeneratedRequest>,
  count: number,
  seed: number,
): Promise<FuzzResult> {
  const statuses: Record<number, number> = {};
  const failures: string[] = [];
  let slowestMs = 0;
  for (let sent = 0; sent < count; sent += BATCH) {
    const batch = fc.sample(requests, { numRuns: Math.min(BATCH, count - sent), seed: seed + sent });
    const waiting = batch.values();
    const caller = async () => {
      for (const request of waiting) {
        const begun = performance.now();
        const status = await send(url, request);
        slowestMs = Math.max(slowestMs, performance.now() - begun);
        if (typeof status === 'number') statuses[status] = (statuses[status] ?? 0) + 1;
        if (typeof status === 'string' || status >= 500)
          failures.push(`${status}: ${JSON.stringify(request).slice(0, 3000)}`);
      }
    };
    await Promise.all(Array.from({ length: CALLERS }, caller));
  }
  return { dialect, requests: count, statuses, slowestMs, failures };
}

/** The status; where there is none, why. The body is read to its end. */
async function send(
  url: string,
  { method, path, headers, body }: GeneratedRequest,
): Promise<number | string> {
  try {
    const response = await fetch(url + path, {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
      signal: AbortSignal.timeout(LONGEST_MS),
    });
    await response.arrayBuffer();
    return response.status;
  } catch (error) {
    return `no answer (${String((error as Error).cause ?? error)})`;
  }
}

function byDialect(description: Description): Map<string, DescribedOperation[]> {
  const dialects = new Map<string, DescribedOperation[]>();
  for (const [path, methods] of Object.entries(description.paths))
    for (const [method, operation] of Object.entries(methods))
      for (const tag of operation.tags ?? []) {
        const described = describe(description, path, method, operation);
        dialects.set(tag, [...(dialects.get(tag) ?? []), described]);
      }
  return dialects;
}

function describe(
  description: Description,
  path: string,
  method: string,
  { parameters = [], requestBody }: OperationObject,
): DescribedOperation {
  const content = Object.entries(requestBody?.content ?? {});
  return {
    method: method.toUpperCase(),
    path,
    parameters: parameters.map((each) =>
      each.$ref === undefined ? each : (lookUp(description, each.$ref) as typeof each),
    ),
    body: requestBody && {
      mediaTypes: content.map(([type]) => type),
      schema: content[0]?.[1].schema ?? {},
    },
  };
}

const lookUp = (description: Description, ref: string): unknown =>
  ref
    .slice(2)
    .split('/')
    .reduce<unknown>((place, name) => (place as Record<string, unknown>)[name], description);
