import type { KeptResponse } from '../../limits/idempotency.ts';
import type { HttpContext } from '../environment.ts';
import type { Services } from '../services.ts';

/** What a kept answer repeats; limits and request ids are those of the repeated request. */
const KEPT_HEADERS = ['Content-Type', 'Cache-Control', 'Location', 'Parley-Session', 'Parley-Abstained'];

export const keptHeaders = (headers: Headers): Record<string, string> =>
  Object.fromEntries(
    KEPT_HEADERS.flatMap((name) => {
      const value = headers.get(name);
      return value === null ? [] : [[name, value]];
    }),
  );

/** The end of an answer that may have to be kept for a repeated request. */
export interface KeptAnswer {
  finish(body: Uint8Array): Promise<void>;
  abandon(): Promise<void>;
}

/**
 * Takes over the keeping of this request's answer from whoever runs it. An answer that cannot be kept is given all the
 * same: its key is free again when the lease ends.
 */
export function takeKept(
  c: HttpContext,
  { logger }: Services,
  head: Pick<KeptResponse, 'status' | 'headers'>,
): KeptAnswer {
  const kept = c.get('kept');
  c.set('kept', undefined);
  const requestId = c.get('requestId');
  const logged = async (work: Promise<void> | undefined) => {
    await work?.catch((error: unknown) => logger.error({ requestId, err: error }, 'an answer was not kept'));
  };
  return {
    finish: (body) => logged(kept?.finish({ ...head, body })),
    abandon: () => logged(kept?.abandon()),
  };
}
