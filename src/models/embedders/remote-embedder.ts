import { ParleyError } from '../../core/errors.ts';
import { type ModelName, writeModelName } from '../../core/model-name.ts';
import type { SensitiveKind } from '../../core/sensitive-kind.ts';
import { createRedaction } from '../../telemetry/redact.ts';
import { type CircuitBreaker, createCircuitBreaker } from '../calls/circuit-breaker.ts';
import { ModelFailure } from '../calls/model-failure.ts';
import type { ProviderAddress } from '../calls/providers.ts';
import { askService, type Patience, unavailable } from '../services/ask-service.ts';
import { postJson } from '../services/post-json.ts';
import { embeddableText } from './embeddable-text.ts';
import type { EmbeddedKind, Embedder, Prefixes } from './embedder.ts';
import { readEmbeddings } from './read-embeddings.ts';

export interface RemoteEmbedderParts {
  readonly name: ModelName;
  readonly address: ProviderAddress;
  readonly prefixes: Prefixes;
  /** Somebody waits for a question; passages are embedded in the background. */
  readonly patience: Readonly<Record<EmbeddedKind, Patience>>;
  /** What the service does not get to see. */
  readonly redact: readonly SensitiveKind[];
}

/** Below what services take at once: 2,048 texts and 300,000 tokens at OpenAI, 32 texts in a server of one's own. */
const MOST_TEXTS = 32;
const MOST_BATCH_CHARACTERS = 100_000;

/** Some 2,000 tokens of English. */
const MOST_CHARACTERS = 8000;

/** To so many characters a text is cut where a service takes less; what refuses these has another reason. */
const FEWEST_CHARACTERS = 500;

const MOST_REPLY_BYTES = 32 * 1024 * 1024;

const BREAKER = { failures: 5, restMs: 15_000 };

/** A service that speaks the embeddings API of OpenAI. */
export function createRemoteEmbedder(parts: RemoteEmbedderParts): Embedder {
  const name = writeModelName(parts.name);
  const asking = { ...parts, service: `The embedding model ${name}`, breaker: createCircuitBreaker(BREAKER) };
  let dimensions: number | undefined;

  async function embed(texts: readonly string[], kind: EmbeddedKind, signal?: AbortSignal) {
    const vectors: Float32Array[] = [];
    const prepared = texts.map((text) => prepare(parts, text, kind));
    for (const batch of batchesOf(prepared)) vectors.push(...(await embedBatch(asking, batch, kind, signal)));
    dimensions ??= vectors[0]?.length;
    if (vectors.some(({ length }) => length !== dimensions))
      throw new ParleyError(
        'unavailable',
        `The embedding model ${name} gives vectors of other lengths than ${dimensions}, which it gave before.`,
      );
    return vectors;
  }

  return {
    name,
    embed,
    dimensions: async () => dimensions ?? (await embed([name], 'question'))[0]?.length ?? 0,
    async close() {},
  };
}

/** The same text is hidden in the same way each time, so that its vector stays the same. */
function prepare({ prefixes, redact }: RemoteEmbedderParts, text: string, kind: EmbeddedKind): string {
  const bounded = text.slice(0, 4 * MOST_CHARACTERS);
  return embeddableText(createRedaction(redact).hide(bounded), prefixes[kind], MOST_CHARACTERS);
}

function* batchesOf(texts: readonly string[]): Generator<readonly string[]> {
  let batch: string[] = [];
  let characters = 0;
  for (const text of texts) {
    if (
      batch.length === MOST_TEXTS ||
      (batch.length > 0 && characters + text.length > MOST_BATCH_CHARACTERS)
    ) {
      yield batch;
      batch = [];
      characters = 0;
    }
    batch.push(text);
    characters += text.length;
  }
  if (batch.length > 0) yield batch;
}

interface Asking extends RemoteEmbedderParts {
  readonly service: string;
  readonly breaker: CircuitBreaker;
}

/** Statuses with which services refuse what is too much for them. */
const TOO_MUCH: ReadonlySet<number | null> = new Set([400, 413, 422]);

/** What is refused as too much is sent again in halves; a single text, cut to half its length. */
async function embedBatch(
  asking: Asking,
  batch: readonly string[],
  kind: EmbeddedKind,
  signal: AbortSignal | undefined,
): Promise<readonly Float32Array[]> {
  try {
    return await ask(asking, batch, kind, signal);
  } catch (error) {
    if (!(error instanceof ModelFailure)) throw error;
    const [first = ''] = batch;
    const canShrink = batch.length > 1 || first.length > FEWEST_CHARACTERS;
    if (!TOO_MUCH.has(error.status) || !canShrink) throw unavailable(asking.service, error);
    if (batch.length === 1)
      return await embedBatch(asking, [first.slice(0, first.length / 2).toWellFormed()], kind, signal);
    const half = Math.ceil(batch.length / 2);
    // One after the other: where the reason is another, the first text alone tells.
    const head = await embedBatch(asking, batch.slice(0, half), kind, signal);
    return [...head, ...(await embedBatch(asking, batch.slice(half), kind, signal))];
  }
}

const ask = (
  { name, address, breaker, patience }: Asking,
  input: readonly string[],
  kind: EmbeddedKind,
  signal: AbortSignal | undefined,
): Promise<readonly Float32Array[]> =>
  askService({
    breaker,
    patience: patience[kind],
    signal,
    async ask(signal) {
      const reply = await postJson({
        url: `${address.url.replace(/\/+$/, '')}/embeddings`,
        key: address.key,
        body: { model: name.model, input, encoding_format: 'float' },
        mostReplyBytes: MOST_REPLY_BYTES,
        signal,
      });
      const vectors = readEmbeddings(reply, input.length);
      if (vectors === undefined) throw new ModelFailure('malformed');
      return vectors;
    },
  });
