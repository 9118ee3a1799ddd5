import { requireRole } from '../../auth/roles.ts';
import { requireScope } from '../../auth/scopes.ts';
import type { Context } from '../../core/context.ts';
import { ParleyError } from '../../core/errors.ts';
import type { HttpContext } from '../environment.ts';
import type { Services } from '../services.ts';
import type { Access, Operation } from '../surface.ts';
import { resumeStream } from '../turns/resume-stream.ts';
import { parseRequest } from './parse-request.ts';
import { readJson } from './read-body.ts';
import { runOnce } from './run-once.ts';

const JSON_ONLY = ['application/json'] as const;
const MAX_QUERY_PARAMETERS = 100;

/** One request of an operation: may the caller, was it answered before, is it well formed, then do it. */
export async function runOperation(
  operation: Operation,
  c: HttpContext,
  services: Services,
): Promise<Response> {
  const caller = allowedCaller(c, operation.access);
  if (operation.streams && c.req.header('Last-Event-ID') !== undefined)
    return resumeStream(c, services, caller);
  const work = async () =>
    operation.handle({ c, services, caller, now: new Date(), ...(await read(operation, c, services)) });
  const isRepeatable = operation.method === 'POST' && !operation.receivesBody;
  return isRepeatable ? runOnce(c, services, caller, work) : work();
}

function allowedCaller(c: HttpContext, { roles, scopes }: Access): Context {
  const caller = c.get('caller');
  if (caller === undefined)
    throw c.get('refusal') ?? new ParleyError('unauthorized', 'Send your API key or token.');
  if (roles !== undefined) requireRole(caller, ...roles);
  requireScope(caller, ...scopes);
  return caller;
}

async function read(
  { params, query, body, bodyTypes = JSON_ONLY }: Operation,
  c: HttpContext,
  { limits }: Services,
): Promise<{ params: unknown; query: unknown; body: unknown }> {
  const asked = c.req.query();
  if (Object.keys(asked).length > MAX_QUERY_PARAMETERS)
    throw new ParleyError('invalid_input', `The query has more than ${MAX_QUERY_PARAMETERS} parameters.`);
  return {
    params: params && parseRequest(params, c.req.param()),
    query: query && parseRequest(query, asked),
    body: body && parseRequest(body, await readJson(c, limits.maxBodyBytes, bodyTypes)),
  };
}
