import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** What Parley counts. One set a server, so that two servers in one process do not add up. */
export interface Metrics {
  /** Seconds; `route` is the pattern, never the path with its ids. */
  observeRequest(request: { method: string; route: string; status: number; seconds: number }): void;
  countAnswer(answer: {
    dialect: string;
    answerer: string;
    outcome: 'answered' | 'abstained' | 'interrupted' | 'failed';
    /** From the question to its stored answer. */
    seconds: number;
  }): void;
  /** `outcome`: answered, stopped, or why it failed. */
  countModelCall(call: {
    provider: string;
    model: string;
    outcome: string;
    seconds: number;
    promptTokens: number;
    completionTokens: number;
  }): void;
  countImported(outcome: string, records: number): void;
  /** Prometheus' text format. */
  expose(): Promise<{ contentType: string; body: string }>;
}

const LATENCY_BUCKETS_SECONDS = [0.002, 0.005, 0.01, 0.02, 0.05, 0.08, 0.15, 0.3, 1, 3, 10, 30];

export function createMetrics(databaseEngine: string): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'parley_http_request_duration_seconds',
    help: 'Requests by route and status, and how long they took.',
    labelNames: ['method', 'route', 'status'],
    buckets: LATENCY_BUCKETS_SECONDS,
    registers,
  });
  const answers = new Counter({
    name: 'parley_answers_total',
    help: 'Chat turns by dialect, answerer and outcome.',
    labelNames: ['dialect', 'answerer', 'outcome'],
    registers,
  });
  const turns = new Histogram({
    name: 'parley_turn_duration_seconds',
    help: 'Chat turns, from the question to its stored answer.',
    labelNames: ['dialect', 'answerer'],
    buckets: LATENCY_BUCKETS_SECONDS,
    registers,
  });
  const modelCalls = new Histogram({
    name: 'parley_model_call_duration_seconds',
    help: 'Calls of language models by outcome, and how long they took to their last token.',
    labelNames: ['provider', 'model', 'outcome'],
    buckets: LATENCY_BUCKETS_SECONDS,
    registers,
  });
  const modelTokens = new Counter({
    name: 'parley_model_tokens_total',
    help: 'Tokens of language models, by what they were for.',
    labelNames: ['provider', 'model', 'kind'],
    registers,
  });
  const imported = new Counter({
    name: 'parley_import_records_total',
    help: 'Imported records by outcome.',
    labelNames: ['outcome'],
    registers,
  });
  new Gauge({
    name: 'parley_database_info',
    help: 'Always 1; the label names the engine.',
    labelNames: ['engine'],
    registers,
  }).set({ engine: databaseEngine }, 1);
  return {
    observeRequest: ({ method, route, status, seconds }) =>
      requests.observe({ method, route, status }, seconds),
    countAnswer: ({ dialect, answerer, outcome, seconds }) => {
      answers.inc({ dialect, answerer, outcome });
      turns.observe({ dialect, answerer }, seconds);
    },
    countModelCall({ provider, model, outcome, seconds, promptTokens, completionTokens }) {
      modelCalls.observe({ provider, model, outcome }, seconds);
      modelTokens.inc({ provider, model, kind: 'prompt' }, promptTokens);
      modelTokens.inc({ provider, model, kind: 'completion' }, completionTokens);
    },
    countImported: (outcome, records) => imported.inc({ outcome }, records),
    expose: async () => ({ contentType: registry.contentType, body: await registry.metrics() }),
  };
}
