import type { Context } from '../../core/context.ts';
import type { HttpContext } from '../environment.ts';
import type { Services } from '../services.ts';
import { streamResponse } from './stream-reply.ts';

/** Goes on with a stream behind its `Last-Event-ID`: while its turn runs, and for some time after. */
export function resumeStream(c: HttpContext, services: Services, caller: Context): Response {
  const { stream, after } = services.streams.find(caller, c.req.header('Last-Event-ID') ?? '');
  return streamResponse(c, services, stream, after);
}
