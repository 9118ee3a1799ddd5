import { getConnInfo } from '@hono/node-server/conninfo';
import type { HttpContext } from '../environment.ts';

/**
 * The address of whoever called: of the connection or, behind `trustedProxies` proxies that each add one entry to
 * `X-Forwarded-For`, the entry that the outermost of them wrote. Entries further left are the caller's own claims.
 */
export function callerAddress(c: HttpContext, trustedProxies: number): string {
  const forwarded = c.req.header('X-Forwarded-For')?.split(',') ?? [];
  const told = trustedProxies > 0 ? forwarded.at(-trustedProxies)?.trim() : undefined;
  return told?.slice(0, 64) || connectionAddress(c);
}

function connectionAddress(c: HttpContext): string {
  try {
    return getConnInfo(c).remote.address ?? 'unknown';
  } catch {
    // A request that came without a connection: Parley used as a function.
    return 'unknown';
  }
}
