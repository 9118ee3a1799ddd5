import { z } from 'zod';
import { BUILTIN } from '../core/model-name.ts';
import { SENSITIVE_KINDS } from '../core/sensitive-kind.ts';
import {
  duration,
  flag,
  headers,
  modelList,
  optional,
  positive,
  priceList,
  rate,
  type Setting,
  size,
  someOf,
  text,
  url,
  whole,
  withDefault,
} from './setting.ts';

/** Every setting of Parley. The docs page, the loader and the type of the configuration come from this table. */
export const settings = {
  port: withDefault('3000', {
    env: 'PORT',
    kind: 'port',
    help: 'Port on which the server listens; 0 takes a free one.',
    schema: whole(0, 65_535),
  }),
  host: withDefault('127.0.0.1', {
    env: 'HOST',
    kind: 'address',
    help: 'Address on which the server listens. `0.0.0.0` opens it to the network: put a reverse proxy with TLS before it.',
    schema: text,
  }),
  dataFolder: withDefault('./data', {
    env: 'PARLEY_DATA',
    kind: 'folder',
    help: 'Folder of the embedded store; created if missing.',
    schema: text,
  }),
  databaseUrl: optional({
    env: 'DATABASE_URL',
    kind: 'URL',
    help: 'PostgreSQL 18 with pgvector and pg_textsearch: `postgres://user:password@host/database`. Unset: the embedded store.',
    schema: url('postgres', 'postgresql'),
  }),
  databaseConnections: withDefault('10', {
    env: 'PARLEY_DATABASE_CONNECTIONS',
    kind: 'number',
    help: 'Most connections that one process opens to PostgreSQL.',
    schema: whole(1, 1000),
  }),
  sample: optional({
    env: 'PARLEY_SAMPLE',
    kind: '0 or 1',
    help: 'Load the sample organisation, with the tenant `demo` and a key for it, when the store is empty. Unset: 1 with `npm start`, else 0.',
    schema: flag,
  }),
  models: withDefault(BUILTIN, {
    env: 'PARLEY_MODEL',
    kind: 'models',
    help: 'Who answers: `builtin`, which needs no model and no network, or a language model as `provider/model`, such as `openai/gpt-4o-mini`, `anthropic/claude-sonnet-4-6`, `ollama/qwen3` or `compatible/NAME`. Of a comma-separated list, the next one answers where one cannot.',
    schema: modelList,
  }),
  offeredModels: optional({
    env: 'PARLEY_MODELS',
    kind: 'models',
    help: 'Other models that a caller may name in a request, beside those of `PARLEY_MODEL`.',
    schema: modelList,
  }),
  unknownModel: withDefault('default', {
    env: 'PARLEY_UNKNOWN_MODEL',
    kind: 'default or refuse',
    help: 'What becomes of a request that names a model which is not configured: the default model answers it, or it is refused.',
    schema: z.enum(['default', 'refuse'], 'must be default or refuse'),
  }),
  openaiKey: optional({
    env: 'OPENAI_API_KEY',
    kind: 'secret',
    help: 'Key for `openai/…` models.',
    schema: text,
  }),
  openaiUrl: withDefault('https://api.openai.com/v1', {
    env: 'OPENAI_BASE_URL',
    kind: 'URL',
    help: 'Where `openai/…` models are asked.',
    schema: url('https', 'http'),
  }),
  anthropicKey: optional({
    env: 'ANTHROPIC_API_KEY',
    kind: 'secret',
    help: 'Key for `anthropic/…` models.',
    schema: text,
  }),
  anthropicUrl: withDefault('https://api.anthropic.com/v1', {
    env: 'ANTHROPIC_BASE_URL',
    kind: 'URL',
    help: 'Where `anthropic/…` models are asked.',
    schema: url('https', 'http'),
  }),
  ollamaUrl: withDefault('http://127.0.0.1:11434/v1', {
    env: 'OLLAMA_BASE_URL',
    kind: 'URL',
    help: 'Where `ollama/…` models are asked.',
    schema: url('https', 'http'),
  }),
  compatibleUrl: optional({
    env: 'COMPATIBLE_BASE_URL',
    kind: 'URL',
    help: 'Any server that speaks the chat completions of OpenAI, for `compatible/…` models.',
    schema: url('https', 'http'),
  }),
  compatibleKey: optional({
    env: 'COMPATIBLE_API_KEY',
    kind: 'secret',
    help: 'Key for that server, where it wants one.',
    schema: text,
  }),
  grounding: withDefault('flag', {
    env: 'PARLEY_GROUNDING',
    kind: 'flag or strict',
    help: "What becomes of a model's reply that claims a figure which stands in no evidence, or cites nothing: it is flagged in the stored turn, or (`strict`) asked for once more and, where that fails too, replaced by the built-in answer. A strict reply is sent once it is whole.",
    schema: z.enum(['flag', 'strict'], 'must be flag or strict'),
  }),
  modelDeadlineMs: withDefault('45s', {
    env: 'PARLEY_MODEL_DEADLINE',
    kind: 'duration',
    help: 'Time in which a model must have begun to answer, with every retry and every other model of the list.',
    schema: duration('100ms', '30m'),
  }),
  modelFirstTokenMs: withDefault('20s', {
    env: 'PARLEY_MODEL_FIRST_TOKEN',
    kind: 'duration',
    help: 'How long one try waits for the first token.',
    schema: duration('50ms', '10m'),
  }),
  modelIdleMs: withDefault('20s', {
    env: 'PARLEY_MODEL_IDLE',
    kind: 'duration',
    help: 'How long a model may pause in the middle of an answer.',
    schema: duration('50ms', '10m'),
  }),
  modelRetries: withDefault('2', {
    env: 'PARLEY_MODEL_RETRIES',
    kind: 'number',
    help: 'How often a model is asked again after a failure that may pass.',
    schema: whole(0, 10),
  }),
  modelSteps: withDefault('5', {
    env: 'PARLEY_MODEL_STEPS',
    kind: 'number',
    help: 'How often a model may look something up before it has to answer.',
    schema: whole(0, 20),
  }),
  modelPromptTokens: withDefault('32000', {
    env: 'PARLEY_MODEL_PROMPT_TOKENS',
    kind: 'number',
    help: 'Most tokens of a prompt. Earlier exchanges that do not fit are left out, oldest first; instructions, evidence and the question never are.',
    schema: whole(1000, 10_000_000),
  }),
  modelReplyTokens: withDefault('2000', {
    env: 'PARLEY_MODEL_REPLY_TOKENS',
    kind: 'number',
    help: 'Most tokens of a reply, also where the caller asks for more.',
    schema: whole(16, 1_000_000),
  }),
  modelPrices: optional({
    env: 'PARLEY_MODEL_PRICES',
    kind: 'prices',
    help: 'What a million tokens cost, as `MODEL=PROMPT/CACHED/COMPLETION` or `MODEL=PROMPT/COMPLETION`, in a currency of your choice: `openai/gpt-4o-mini=0.15/0.075/0.60,ollama/qwen3=0/0`. `*` stands for every model that is not named. Unset: no price is known.',
    schema: priceList,
  }),
  creditRate: optional({
    env: 'PARLEY_CREDIT_RATE',
    kind: 'number',
    help: 'AI credits of a project that one unit of those prices costs. Unset: answers cost no credits.',
    schema: positive,
  }),
  projectCredits: withDefault('0', {
    env: 'PARLEY_PROJECT_CREDITS',
    kind: 'number',
    help: 'AI credits that a new project begins with.',
    schema: whole(0, 1_000_000_000),
  }),
  redact: withDefault('secrets,emails,cards,phones', {
    env: 'PARLEY_REDACT',
    kind: 'kinds',
    help: 'What the provider of a model does not get to see: a comma-separated list out of `secrets`, `emails`, `cards`, `phones` and `ips`, or `off`. Placeholders stand in its place, and what they stand for is put back into the reply. Logs hold none of it but `ips`, whatever is set here.',
    schema: someOf(SENSITIVE_KINDS),
  }),
  chatQuota: optional({
    env: 'PARLEY_CHAT_QUOTA',
    kind: 'number',
    help: 'Answered chat messages per tenant and month (UTC). Unset: no quota.',
    schema: whole(0, 1_000_000_000),
  }),
  rateRead: withDefault('5/60s', {
    env: 'PARLEY_RATE_READ',
    kind: 'rate',
    help: 'GET, HEAD and OPTIONS requests in any window of that length, for a caller that has no limit of its own.',
    schema: rate,
  }),
  rateWrite: withDefault('3/60s', {
    env: 'PARLEY_RATE_WRITE',
    kind: 'rate',
    help: 'The same for POST, PUT, PATCH and DELETE.',
    schema: rate,
  }),
  rateRefused: withDefault('30/60s', {
    env: 'PARLEY_RATE_REFUSED',
    kind: 'rate',
    help: 'Requests without a valid credential, for one address.',
    schema: rate,
  }),
  trustedProxies: withDefault('0', {
    env: 'PARLEY_TRUSTED_PROXIES',
    kind: 'number',
    help: 'How many reverse proxies stand before the server and add to `X-Forwarded-For`; 0: that header is not looked at.',
    schema: whole(0, 10),
  }),
  historyTurns: withDefault('10', {
    env: 'PARLEY_HISTORY_TURNS',
    kind: 'number',
    help: 'Earlier exchanges of a session that the answerer sees.',
    schema: whole(0, 100),
  }),
  jwtIssuer: optional({
    env: 'PARLEY_JWT_ISSUER',
    kind: 'text',
    help: 'The `iss` that a JWT must carry. Needed as soon as JWTs are accepted.',
    schema: text,
  }),
  jwtAudience: optional({
    env: 'PARLEY_JWT_AUDIENCE',
    kind: 'text',
    help: 'The `aud` that a JWT must carry. Needed as soon as JWTs are accepted.',
    schema: text,
  }),
  jwtJwksUrl: optional({
    env: 'PARLEY_JWT_JWKS_URL',
    kind: 'URL',
    help: 'Key set of the identity provider: accepts JWTs signed with RS, PS, ES or Ed25519 algorithms.',
    schema: url('https', 'http'),
  }),
  jwtSecret: optional({
    env: 'PARLEY_JWT_SECRET',
    kind: 'secret',
    help: 'Shared secret of 32 bytes or more: accepts JWTs signed with HS256.',
    schema: text.refine((value) => Buffer.byteLength(value) >= 32, 'must be 32 bytes or longer'),
  }),
  jwtClockToleranceMs: withDefault('0s', {
    env: 'PARLEY_JWT_CLOCK_TOLERANCE',
    kind: 'duration',
    help: "By how much the identity provider's clock may differ when `exp` and `nbf` are checked.",
    schema: duration('0s', '5m'),
  }),
  maxBodyBytes: withDefault('1MB', {
    env: 'PARLEY_MAX_BODY',
    kind: 'size',
    help: 'Largest request body, imports apart.',
    schema: size('1KB', '100MB'),
  }),
  maxImportBytes: withDefault('512MB', {
    env: 'PARLEY_MAX_IMPORT',
    kind: 'size',
    help: 'Largest body of `POST /v1/imports`; it goes to the temporary folder, not into memory.',
    schema: size('1KB', '100GB'),
  }),
  maxImportFiles: withDefault('100000', {
    env: 'PARLEY_MAX_IMPORT_FILES',
    kind: 'number',
    help: 'Most files in one import.',
    schema: whole(1, 1_000_000),
  }),
  maxImportRecordBytes: withDefault('2MB', {
    env: 'PARLEY_MAX_IMPORT_RECORD',
    kind: 'size',
    help: 'Largest record of an import: a Markdown file, a line of JSON Lines, a record of JSON or CSV. A larger one is rejected.',
    schema: size('1KB', '16MB'),
  }),
  maxImportLabels: withDefault('200', {
    env: 'PARLEY_MAX_IMPORT_LABELS',
    kind: 'number',
    help: 'Most label values of one incident, its services included; one with more is rejected.',
    schema: whole(1, 10_000),
  }),
  requestTimeoutMs: withDefault('5m', {
    env: 'PARLEY_REQUEST_TIMEOUT',
    kind: 'duration',
    help: 'Longest time that a client may take to send a request.',
    schema: duration('1s', '24h'),
  }),
  heartbeatMs: withDefault('15s', {
    env: 'PARLEY_HEARTBEAT',
    kind: 'duration',
    help: 'A stream that has nothing to say says so this often, so that no proxy takes it for dead.',
    schema: duration('100ms', '10m'),
  }),
  resumeMs: withDefault('2m', {
    env: 'PARLEY_RESUME',
    kind: 'duration',
    help: 'How long after its end a stream can be resumed with `Last-Event-ID`.',
    schema: duration('0s', '1h'),
  }),
  shutdownTimeoutMs: withDefault('30s', {
    env: 'PARLEY_SHUTDOWN_TIMEOUT',
    kind: 'duration',
    help: 'How long running requests may take to finish after SIGTERM or SIGINT.',
    schema: duration('0s', '1h'),
  }),
  logLevel: withDefault('info', {
    env: 'LOG_LEVEL',
    kind: 'level',
    help: 'Least level that is logged: trace, debug, info, warn, error, fatal or silent.',
    schema: z.enum(
      ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'],
      'must be trace, debug, info, warn, error, fatal or silent',
    ),
  }),
  otlpEndpoint: optional({
    env: 'OTEL_EXPORTER_OTLP_ENDPOINT',
    kind: 'URL',
    help: 'OpenTelemetry collector that takes OTLP over HTTP, such as `http://127.0.0.1:4318`; `/v1/traces` and `/v1/metrics` are below it. Unset: no traces.',
    schema: url('http', 'https'),
  }),
  otlpHeaders: optional({
    env: 'OTEL_EXPORTER_OTLP_HEADERS',
    kind: 'secret',
    help: 'Headers for the collector: `name=value,name2=value2`.',
    schema: headers,
  }),
  serviceName: withDefault('parley', {
    env: 'OTEL_SERVICE_NAME',
    kind: 'text',
    help: 'Name of this server in traces.',
    schema: text,
  }),
  traceContent: withDefault('0', {
    env: 'OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT',
    kind: '0 or 1',
    help: 'Put what people, documents and models say into traces; it then lies with whoever reads them.',
    schema: flag,
  }),
  remoteUrl: optional({
    env: 'PARLEY_URL',
    kind: 'URL',
    help: 'Running server through which `parley import`, `ask` and `eval` go. Needs `PARLEY_KEY`.',
    schema: url('https', 'http'),
  }),
  remoteKey: optional({
    env: 'PARLEY_KEY',
    kind: 'secret',
    help: 'API key for `PARLEY_URL`.',
    schema: text,
  }),
} satisfies Record<string, Setting<unknown>>;

type Settings = typeof settings;

/** All settings, parsed; frozen by the loader and passed to whoever needs one. */
export type Config = {
  readonly [Name in keyof Settings]: Settings[Name] extends Setting<infer Value> ? Value : never;
};
