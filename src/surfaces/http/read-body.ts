import { ParleyError } from '../../core/errors.ts';
import type { HttpContext } from '../environment.ts';
import { limitedBody, tooLarge } from './limited-body.ts';

/** The body, read once however often it is asked for. Throws `too_large` beyond `maxBytes`. */
export function readBody(c: HttpContext, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const begun = c.get('body') ?? receive(c, maxBytes);
  c.set('body', begun);
  return begun;
}

/** A declared length is held by the server's parser; only a body without one has to be counted. */
async function receive(c: HttpContext, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const declared = c.req.header('Content-Length');
  if (declared !== undefined) {
    if (Number(declared) > maxBytes) throw tooLarge(maxBytes);
    return new Uint8Array(await c.req.arrayBuffer());
  }
  const { body } = c.req.raw;
  if (body === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  for await (const chunk of limitedBody(body, maxBytes)) chunks.push(chunk);
  return new Uint8Array(Buffer.concat(chunks));
}

/** Whether there is a body with anything in it; one that is too large counts as one. */
export async function hasBody(c: HttpContext, maxBytes: number): Promise<boolean> {
  const declared = c.req.header('Content-Length');
  if (declared !== undefined) return Number(declared) > 0;
  if (c.req.raw.body === null) return false;
  return readBody(c, maxBytes).then(
    ({ length }) => length > 0,
    () => true,
  );
}

/** Without its parameters, in lower case; empty where there is none. */
export const mediaTypeOf = (c: HttpContext): string =>
  c.req.header('Content-Type')?.split(';')[0]?.trim().toLowerCase() ?? '';

/**
 * The body as JSON. Throws `invalid_input` for another media type than `accepted`, another character set than UTF-8,
 * a compressed body and a text that is no JSON; `too_large` beyond `maxBytes`.
 */
export async function readJson(
  c: HttpContext,
  maxBytes: number,
  accepted: readonly string[],
): Promise<unknown> {
  if (!accepted.includes(mediaTypeOf(c)))
    throw invalid(`Send the body with Content-Type: ${accepted.join(' or ')}.`);
  const charset = /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(c.req.header('Content-Type') ?? '')?.[1];
  if (!['utf-8', 'utf8', 'us-ascii', undefined].includes(charset?.toLowerCase()))
    throw invalid('Send the body in UTF-8.');
  if (!['identity', undefined].includes(c.req.header('Content-Encoding')?.toLowerCase()))
    throw invalid('Send the body without Content-Encoding.');
  const bytes = await readBody(c, maxBytes);
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw invalid('The body is not valid JSON.');
  }
}

const invalid = (message: string) => new ParleyError('invalid_input', message, { subject: 'body' });
