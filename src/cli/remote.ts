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

/** Sends one request. Throws with the server's own sentence when it refuses. */
export async function callRemote(
  remote: Remote,
  path: string,
  body: string | FormData,
): Promise<RemoteAnswer> {
  const response = await send(remote, path, body);
  const answer = (await response.json().catch(() => undefined)) as Record<string, unknown> | undefined;
  if (response.ok && answer !== undefined)
    return { body: answer, header: (name) => response.headers.get(name) };
  const message =
    typeof answer?.message === 'string' ? answer.message : `it answered with status ${response.status}`;
  throw new ParleyError(
    response.status === 404 ? 'not_found' : 'unavailable',
    `${remote.url} refused: ${message}`,
  );
}

async function send({ url, key }: Remote, path: string, body: string | FormData): Promise<Response> {
  const headers = {
    Authorization: `Bearer ${key}`,
    ...(typeof body === 'string' ? { 'Content-Type': 'application/json' } : {}),
  };
  try {
    return await fetch(url.replace(/\/$/, '') + path, { method: 'POST', headers, body });
  } catch (cause) {
    throw new ParleyError('unavailable', `${url} cannot be reached; check PARLEY_URL.`, { cause });
  }
}
