import type { HttpContext } from '../environment.ts';

/** Whether the request accepts its answer as server-sent events. */
export const wantsStream = (c: HttpContext): boolean =>
  c.req.header('Accept')?.toLowerCase().includes('text/event-stream') ?? false;
