import type { Profiler } from 'node:inspector';

/** Milliseconds of a thread by part. */
export type PartTimes = Readonly<Record<string, number>>;

/** `what` is looked for in `function url` of a frame. */
type Rule = readonly [part: string, what: RegExp];

const RUNTIME: readonly Rule[] = [
  ['idle', /^\(idle\)/],
  ['garbage collection', /^\(garbage collector\)/],
  ['native code outside scripts', /^\(program\)/],
];

export const MAIN_THREAD: readonly Rule[] = [
  ...RUNTIME,
  ['answerer of this benchmark', /\/bench\//],
  ['authentication', /\/src\/auth\//],
  ['rate limit', /\/src\/limits\/|\/middleware\/identify/],
  [
    'log and metrics',
    /\/src\/telemetry\/|\/middleware\/access-log|\/node_modules\/(pino|prom-client|sonic-boom)\//,
  ],
  ['reading the request', /\/surfaces\/http\/(parse-request|read-body|limited-body)|\/node_modules\/zod\//],
  ['decoding and encoding', /\/src\/surfaces\/(turns|[a-z]+-chat)\//],
  ['routing (Hono, middleware)', /\/src\/surfaces\/|\/node_modules\/hono\//],
  ['turn, session load, storing', /\/src\/(chat|knowledge|models)\//],
  [
    'store: driver, worker messages',
    /\/src\/(db|store)\/|\/node_modules\/pg\b|internal\/(worker|per_context)/,
  ],
  ['HTTP (Node, adapter)', /\/node_modules\/@hono\/|node:_?http|internal\/deps\/undici/],
];

export const STORE_THREAD: readonly Rule[] = [
  ...RUNTIME,
  ['fsync', /fsync|durable-file-system/],
  ['other file work', / node:fs|^\w*(open|read|write|stat|close)\w*Sync /i],
  ['PostgreSQL (WebAssembly)', / wasm:/],
  [
    'around it (PGlite, messages)',
    /\/src\/db\/|\/node_modules\/@electric-sql\/|internal\/(worker|per_context)/,
  ],
];

const OTHER = 'Node itself (promises, timers, streams)';

/**
 * Each sample counts for the first rule that names the frame in which it was taken or, where none does, the nearest
 * caller that one names.
 */
export function partsOf(profile: Profiler.Profile, rules: readonly Rule[]): PartTimes {
  const parents = new Map<number, number>();
  const named = new Map<number, string | undefined>();
  for (const { id, callFrame, children = [] } of profile.nodes) {
    const frame = `${callFrame.functionName} ${callFrame.url}`;
    named.set(id, rules.find(([, what]) => what.test(frame))?.[0]);
    for (const child of children) parents.set(child, id);
  }
  const partOf = (node: number): string => {
    for (let at: number | undefined = node; at !== undefined; at = parents.get(at)) {
      const part = named.get(at);
      if (part !== undefined) return part;
    }
    return OTHER;
  };
  const times: Record<string, number> = {};
  const deltas = profile.timeDeltas ?? [];
  for (const [index, node] of (profile.samples ?? []).entries()) {
    const part = partOf(node);
    // A sample stands for the time until the next one.
    times[part] = (times[part] ?? 0) + (deltas[index + 1] ?? 0) / 1000;
  }
  return times;
}
