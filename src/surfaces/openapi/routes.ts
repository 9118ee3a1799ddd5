import { createHash } from 'node:crypto';
import { Hono } from 'hono';
import { ParleyError } from '../../core/errors.ts';
import { once } from '../../lib/once.ts';
import { packageVersion } from '../../lib/package-version.ts';
import type { Environment, HttpContext } from '../environment.ts';
import type { Surface } from '../surface.ts';
import { openApiDocument } from './openapi-document.ts';
import { PAGE_POLICY, referencePage } from './page/reference-page.ts';

interface Page {
  readonly text: string;
  readonly etag: string;
}

/** `/openapi.json` and `/docs`, for anyone; made when they are first asked for. */
export function reference(surfaces: readonly Surface[]): Hono<Environment> {
  const document = once(() => openApiDocument(surfaces, packageVersion()));
  const json = once(() => tagged(JSON.stringify(document())));
  const page = once(async () => tagged(await referencePage(document())));
  const routes = new Hono<Environment>();
  routes.get('/openapi.json', (c) => serve(c, json(), 'application/json'));
  routes.get('/docs', async (c) => {
    c.header('Content-Security-Policy', PAGE_POLICY);
    return serve(c, await page(), 'text/html; charset=utf-8');
  });
  for (const path of ['/openapi.json', '/docs'])
    routes.all(path, () => {
      throw new ParleyError('method_not_allowed', 'Use GET, HEAD here.', { allow: 'GET, HEAD' });
    });
  return routes;
}

const tagged = (text: string): Page => ({
  text,
  etag: `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`,
});

/** May be kept by anyone who asks each time whether it still holds. */
function serve(c: HttpContext, { text, etag }: Page, contentType: string): Response {
  c.header('Cache-Control', 'no-cache');
  c.header('ETag', etag);
  const known = c.req.header('If-None-Match')?.split(',') ?? [];
  if (known.some((each) => ['*', etag].includes(each.trim().replace(/^W\//, '')))) return c.body(null, 304);
  c.header('Content-Type', contentType);
  return c.body(text);
}
