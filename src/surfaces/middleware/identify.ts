import type { MiddlewareHandler } from 'hono';
import type { OwnRates } from '../../auth/authenticate.ts';
import type { Context } from '../../core/context.ts';
import { ParleyError } from '../../core/errors.ts';
import type { Rate } from '../../lib/parse-rate.ts';
import type { RateDecision } from '../../limits/rate-limit.ts';
import type { Environment, HttpContext } from '../environment.ts';
import { callerAddress } from '../http/caller-address.ts';
import type { Services } from '../services.ts';

const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Who calls, and whether the caller is within its limits, which every answer of the API tells in its headers. A refused
 * credential is left to the operation, which may have a better answer: that there is nothing at the address.
 */
export const identify =
  (services: Services): MiddlewareHandler<Environment> =>
  async (c, next) => {
    const who = await authenticate(c, services);
    const [policy, bucket, rate] =
      who instanceof ParleyError ? ofAddress(c, services) : ofCaller(c, services, who);
    if (who instanceof ParleyError) c.set('refusal', who);
    else c.set('caller', who.context);
    apply(c, policy, await services.rateLimiter.take(bucket, rate));
    await next();
  };

type Known = { readonly context: Context; readonly rates: OwnRates };
type Limit = readonly [policy: string, bucket: string, rate: Rate];

async function authenticate(c: HttpContext, services: Services): Promise<Known | ParleyError> {
  try {
    return await services.authenticate(c.req.header('Authorization'), c.get('requestId'));
  } catch (error) {
    if (error instanceof ParleyError) return error;
    throw error;
  }
}

function ofCaller(c: HttpContext, { limits }: Services, { context, rates }: Known): Limit {
  const kind = READS.has(c.req.method) ? 'read' : 'write';
  return [kind, `${context.tenantId} ${context.actor} ${kind}`, rates[kind] ?? limits.rates[kind]];
}

const ofAddress = (c: HttpContext, { limits }: Services): Limit => [
  'refused',
  `address ${callerAddress(c, limits.trustedProxies)}`,
  limits.rates.refused,
];

/** Writes the headers of the limit. Throws `rate_limited` where nothing is left of it. */
function apply(
  c: HttpContext,
  policy: string,
  { rate, used, remaining, resetAt, allowed }: RateDecision,
): void {
  const windowSeconds = Math.max(1, Math.ceil(rate.windowMs / 1000));
  // Rounded up, so that whoever comes back then is not too early; no wait is longer than the window.
  const untilResetSeconds = Math.ceil((resetAt.getTime() - Date.now()) / 1000);
  const waitSeconds = Math.min(windowSeconds, Math.max(1, untilResetSeconds));
  c.header('X-RateLimit-Limit', `${rate.limit}, ${rate.limit};window=${windowSeconds}`);
  c.header('X-RateLimit-Remaining', String(remaining));
  c.header('X-RateLimit-Used', String(used));
  c.header('X-RateLimit-Reset', String(Math.ceil(resetAt.getTime() / 1000)));
  c.header('RateLimit-Policy', `"${policy}";q=${rate.limit};w=${windowSeconds}`);
  c.header('RateLimit', `"${policy}";r=${remaining};t=${waitSeconds}`);
  if (allowed) return;
  throw new ParleyError('rate_limited', 'Rate limit exceeded. Try again later.', {
    retryAfterSeconds: waitSeconds,
  });
}
