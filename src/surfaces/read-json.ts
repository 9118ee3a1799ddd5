import { ParleyError } from '../core/errors.ts';
import type { HttpContext } from './environment.ts';
import { limitedBody, tooLarge } from './limited-body.ts';

/** The JSON body. Throws `invalid_input` where there is none, `too_large` beyond `maxBytes`. */
export async function readJson(c: HttpContext, maxBytes: number): Promise<unknown> {
  const mediaType = c.req.header('Content-Type')?.split(';')[0]?.trim().toLowerCase();
  if (mediaType !== 'application/json') throw invalid('Send the body with Content-Type: application/json.');
  if (!['identity', undefined].includes(c.req.header('Content-Encoding')?.toLowerCase())) {
    throw invalid('Send the body without Content-Encoding.');
  }
  const text = await readText(c, maxBytes);
  try {
    return JSON.parse(text);
  } catch {
    throw invalid('The body is not valid JSON.');
  }
}

const invalid = (message: string) => new ParleyError('invalid_input', message, { subject: 'body' });

/** A declared length is held by the server's parser; only a body without one has to be counted. */
async function readText(c: HttpContext, maxBytes: number): Promise<string> {
  const declared = c.req.header('Content-Length');
  if (declared !== undefined) {
    if (Number(declared) > maxBytes) throw tooLarge(maxBytes);
    return c.req.text();
  }
  const { body } = c.req.raw;
  if (body === null) return '';
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of limitedBody(body, maxBytes)) text += decoder.decode(chunk, { stream: true });
  return text + decoder.decode();
}
