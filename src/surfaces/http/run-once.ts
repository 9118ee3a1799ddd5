import { createHash } from 'node:crypto';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Context } from '../../core/context.ts';
import type { KeptResponse } from '../../limits/idempotency.ts';
import type { HttpContext } from '../environment.ts';
import type { Services } from '../services.ts';
import { keptHeaders, takeKept } from './kept-answer.ts';
import { readBody } from './read-body.ts';
import { wantsStream } from './wants-stream.ts';

/**
 * Runs `work` at most once for an `Idempotency-Key`: a repeated request gets the first good answer, byte for byte. An
 * answer that is no good one, or that never came to its end, is forgotten, and a repeated request tries again.
 * Throws `idempotency_mismatch`, `conflict` while the first request runs, `invalid_input` for a key that is none.
 */
export async function runOnce(
  c: HttpContext,
  services: Services,
  caller: Context,
  work: () => Promise<Response>,
): Promise<Response> {
  const key = c.req.header('Idempotency-Key');
  if (key === undefined) return work();
  const begun = await services.idempotency.begin(caller, key, await fingerprint(c, services));
  if (begun.kind === 'replay') return replay(c, begun.response);
  c.set('kept', begun);
  try {
    const response = await work();
    // A stream has taken it: it is kept when the stream has come to its end.
    if (c.get('kept') === undefined) return response;
    const kept = takeKept(c, services, { status: response.status, headers: keptHeaders(response.headers) });
    if (response.ok) await kept.finish(new Uint8Array(await response.clone().arrayBuffer()));
    else await kept.abandon();
    return response;
  } catch (error) {
    if (c.get('kept') !== undefined) await begun.abandon();
    throw error;
  }
}

/** What makes the request what it is: method, address, media types and body. */
async function fingerprint(c: HttpContext, { limits }: Services): Promise<Buffer> {
  const { pathname, search } = new URL(c.req.url);
  const accept = wantsStream(c) ? 'stream' : 'whole';
  const hash = createHash('sha256').update(JSON.stringify([c.req.method, pathname, search, accept]));
  return hash.update(await readBody(c, limits.maxBodyBytes)).digest();
}

function replay(c: HttpContext, { status, headers, body }: KeptResponse): Response {
  for (const [name, value] of Object.entries(headers)) c.header(name, value);
  c.header('Idempotent-Replayed', 'true');
  return status === 204 ? c.body(null, 204) : c.body(new Uint8Array(body), status as ContentfulStatusCode);
}
