import { setTimeout as sleep } from 'node:timers/promises';
import { ParleyError } from '../core/errors.ts';

/** A running server that a command goes through. */
export interface Remote {
  readonly url: string;
  readonly key: string;
}

export interface RemoteAnswer {
  readonly body: Record<string, unknown>;
  readonly header: (name: string) => string | null;
}

/** A key's limit is for bursts; a file of questions waits its turn, but not for next month's quota. */
const MOST_WAITED_SECONDS = 120;

/**
 * Sends one request; where the key's limit is used up, waits as long as the server says. Throws with the server's own
 * sentence when it refuses.
 */
export async function callRemote(
  remote: Remote,
  path: string,
  body: string | FormData | null,
  method = 'POST',
): Promise<RemoteAnswer> {
  let response = await send(remote, path, body, method);
  for (let wait = waitSeconds(response); wait !== undefined; wait = waitSeconds(response)) {
    await response.body?.cancel();
    await sleep(wait * 1000);
    response = await send(remote, path, body, method);
  }
  const answer = response.status === 204 ? {} : await jsonOf(response);
  if (response.ok && answer !== undefined)
    return { body: answer, header: (name) => response.headers.get(name) };
  const message =
    typeof answer?.message === 'string' ? answer.message : `it answered with status ${response.status}`;
  throw new ParleyError(
    response.status === 404 ? 'not_found' : 'unavailable',
    `${remote.url} refused: ${message}`,
  );
}

const jsonOf = (response: Response) =>
  response.json().catch(() => undefined) as Promise<Record<string, unknown> | undefined>;

function waitSeconds({ status, headers }: Response): number | undefined {
  const seconds = Number(headers.get('Retry-After'));
  return status === 429 && seconds >= 1 && seconds <= MOST_WAITED_SECONDS ? seconds : undefined;
}

async function send(
  { url, key }: Remote,
  path: string,
  body: string | FormData | null,
  method: string,
): Promise<Response> {
  const headers = {
    Authorization: `Bearer ${key}`,
    ...(typeof body === 'string' ? { 'Content-Type': 'application/json' } : {}),
  };
  try {
    return await fetch(url.replace(/\/$/, '') + path, { method, headers, body });
  } catch (cause) {
    throw new ParleyError('unavailable', `${url} cannot be reached; check PARLEY_URL.`, { cause });
  }
}
