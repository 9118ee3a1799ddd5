import type { SensitiveKind } from '../../core/sensitive-kind.ts';
import { createRedaction } from '../../telemetry/redact.ts';
import { createCircuitBreaker } from '../calls/circuit-breaker.ts';
import { ModelFailure } from '../calls/model-failure.ts';
import { askService, unavailable } from '../services/ask-service.ts';
import { postJson } from '../services/post-json.ts';
import { readScores } from './read-scores.ts';
import { MOST_RERANKED, type Reranker } from './reranker.ts';

export interface HttpRerankerSettings {
  /** As the service calls the model. */
  readonly model: string;
  /** The whole address. */
  readonly url: string;
  readonly key: string | null;
  readonly timeoutMs: number;
  /** What the service does not get to see. */
  readonly redact: readonly SensitiveKind[];
}

/** Some 1,000 tokens of English: the models read 512, some 8,192, and cut the rest. */
const MOST_CHARACTERS = 4000;
const MOST_REPLY_BYTES = 1024 * 1024;

const BREAKER = { failures: 5, restMs: 15_000 };

/** Cohere and those who follow it call the passages `documents`, Text Embeddings Inference `texts`. */
type Field = 'documents' | 'texts';

/** A service that ranks passages in one request. */
export function createHttpReranker(settings: HttpRerankerSettings): Reranker {
  const { model, url, key, timeoutMs, redact } = settings;
  const breaker = createCircuitBreaker(BREAKER);
  const service = `The reranker ${model}`;
  // Somebody waits: whoever asks goes on without it.
  const patience = { tryMs: timeoutMs, wholeMs: timeoutMs, retries: 0 };
  let field: Field = 'documents';

  async function ask(as: Field, query: string, passages: readonly string[], signal: AbortSignal) {
    const body = { model, query, [as]: passages, ...(as === 'documents' ? { top_n: passages.length } : {}) };
    const reply = await postJson({ url, key, body, mostReplyBytes: MOST_REPLY_BYTES, signal });
    const scores = readScores(reply, passages.length);
    if (scores === undefined) throw new ModelFailure('malformed');
    field = as;
    return scores;
  }

  async function askEither(query: string, passages: readonly string[], signal: AbortSignal) {
    try {
      return await ask(field, query, passages, signal);
    } catch (error) {
      const misnamed = error instanceof ModelFailure && error.status === 422 && field === 'documents';
      if (!misnamed) throw error;
      return await ask('texts', query, passages, signal);
    }
  }

  return {
    name: model,
    async rerank(question, passages, signal) {
      if (passages.length > MOST_RERANKED) throw new RangeError(`more than ${MOST_RERANKED} passages`);
      if (passages.length === 0) return [];
      const { hide } = createRedaction(redact);
      const [query = '', ...texts] = [question, ...passages].map((text) => hide(cut(text)));
      try {
        const send = (within: AbortSignal) => askEither(query, texts, within);
        return await askService({ breaker, patience, signal, ask: send });
      } catch (error) {
        throw error instanceof ModelFailure ? unavailable(service, error) : error;
      }
    },
  };
}

const cut = (text: string) => text.slice(0, MOST_CHARACTERS).toWellFormed();
