import { Hono } from 'hono';
import { ParleyError } from '../../core/errors.ts';
import type { Environment } from '../environment.ts';
import type { Services } from '../services.ts';

const READY_TIMEOUT_MS = 5000;

const WELCOME = {
  name: 'Parley',
  endpoints: {
    'GET /docs': 'every address, with examples',
    'GET /openapi.json': 'the same for programs, as OpenAPI 3.1',
    'POST /v1/memory/chat': 'ask about the incident history',
    'POST /v1/imports': 'bring in incidents',
    'GET /healthz': 'alive',
    'GET /readyz': 'able to answer',
    'GET /metrics': 'Prometheus',
  },
};

/** What an operator's tools ask for; needs no credential, has no limit, and tells nothing of any tenant. */
export function ops({ ping, isStopping, metrics }: Services): Hono<Environment> {
  const routes = new Hono<Environment>();
  routes.get('/', (c) => c.json(WELCOME));
  routes.get('/healthz', (c) => c.json({ status: 'ok' }));
  routes.get('/readyz', async (c) => {
    const ready = !isStopping() && (await answersInTime(ping));
    return c.json({ status: ready ? 'ready' : 'unavailable' }, ready ? 200 : 503);
  });
  routes.get('/metrics', async (c) => {
    const { contentType, body } = await metrics.expose();
    return c.body(body, 200, { 'Content-Type': contentType });
  });
  for (const path of ['/', '/healthz', '/readyz', '/metrics'])
    routes.all(path, () => {
      throw new ParleyError('method_not_allowed', 'Use GET, HEAD here.', { allow: 'GET, HEAD' });
    });
  return routes;
}

async function answersInTime(ping: () => Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, READY_TIMEOUT_MS, false);
  });
  const answered = ping().then(
    () => true,
    () => false,
  );
  return Promise.race([answered, late]).finally(() => clearTimeout(timer));
}
