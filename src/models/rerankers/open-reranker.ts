import type { Config } from '../../config/settings.ts';
import { createHttpReranker } from './http-reranker.ts';
import type { Reranker } from './reranker.ts';

/** The reranker that the configuration names, null where there is none; nothing is asked yet. */
export function openReranker(config: Config): Reranker | null {
  const {
    reranker: model,
    rerankerUrl: url,
    rerankerKey: key,
    rerankerTimeoutMs: timeoutMs,
    redact,
  } = config;
  return model === null || url === null ? null : createHttpReranker({ model, url, key, timeoutMs, redact });
}
