import { APICallError } from '@ai-sdk/provider';
import { joinBytes } from '../../lib/join-bytes.ts';
import { failureOf, ModelFailure } from '../calls/model-failure.ts';

export interface JsonPost {
  readonly url: string;
  /** Sent as a bearer token; null: none. */
  readonly key: string | null;
  readonly body: unknown;
  readonly mostReplyBytes: number;
  readonly signal: AbortSignal;
}

/**
 * Posts JSON and gives the parsed reply. Throws `ModelFailure`, in which neither key nor body is; what `signal` was
 * aborted with is thrown as it is.
 */
export async function postJson({ url, key, body, mostReplyBytes, signal }: JsonPost): Promise<unknown> {
  const headers = { 'content-type': 'application/json', accept: 'application/json' };
  const response = await fetch(url, {
    method: 'POST',
    headers: key === null ? headers : { ...headers, authorization: `Bearer ${key}` },
    body: JSON.stringify(body),
    // A key is shown to the configured address only.
    redirect: 'error',
    signal,
  }).catch((cause: unknown) => {
    signal.throwIfAborted();
    throw new ModelFailure('unreachable', { cause });
  });
  if (!response.ok) {
    await response.body?.cancel().catch(() => {});
    throw failureOf(refusal(url, response));
  }
  const bytes = await readBytes(response, mostReplyBytes, signal);
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw new ModelFailure('malformed', { status: response.status });
  }
}

const refusal = (url: string, { status, headers }: Response) =>
  new APICallError({
    message: `HTTP ${status}`,
    url: new URL(url).origin,
    requestBodyValues: undefined,
    statusCode: status,
    responseHeaders: Object.fromEntries(headers),
  });

async function readBytes(response: Response, most: number, signal: AbortSignal): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of response.body ?? []) {
      length += chunk.length;
      // Leaving the loop cancels the body.
      if (length > most) break;
      chunks.push(chunk);
    }
  } catch (cause) {
    signal.throwIfAborted();
    throw new ModelFailure('unreachable', { cause });
  }
  if (length > most) throw new ModelFailure('malformed', { status: response.status });
  return joinBytes(chunks);
}
