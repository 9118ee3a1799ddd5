import type { HttpContext } from '../environment.ts';
import { MEDIA_TYPE } from './errors.ts';

/** A JSON:API document as an answer. */
export function jsonApi(c: HttpContext, document: object, status: 200 | 201 = 200): Response {
  c.header('Content-Type', MEDIA_TYPE);
  return c.body(JSON.stringify(document), status);
}
