import { STATUS_CODES } from 'node:http';
import { z } from 'zod';
import type { ParleyError } from '../../core/errors.ts';
import type { ErrorForm } from '../error-form.ts';
import { type ErrorNames, statusAndName, USUAL_ERRORS } from '../http/usual-errors.ts';

export const MEDIA_TYPE = 'application/vnd.api+json';

const NAMES: ErrorNames = { ...USUAL_ERRORS, invalid_input: [422, 'invalid_parameter'] };

/** The names that the fields of a turn have on this wire. */
const PARAMETERS: Readonly<Record<string, string>> = {
  sessionId: 'session_id',
  incidentId: 'incident_id',
  alertId: 'alert_id',
};

/** The source allows pages by number up to a depth, and calls what lies beyond a bad request. */
const TOO_DEEP = 'page.offset';
const TOO_DEEP_TITLE = 'Offset pagination exceeds limit';

const LIMIT_BODY = { error: 'Rate limit exceeded. Try again later.' };

const errorList = z.object({
  errors: z.array(
    z.object({
      status: z.string(),
      code: z.string(),
      title: z.string(),
      detail: z.string(),
      source: z
        .object({
          parameter: z.string().optional(),
          pointer: z.string().optional(),
          header: z.string().optional(),
        })
        .optional(),
    }),
  ),
});
const limitBody = z.object({ error: z.literal(LIMIT_BODY.error) });

/** JSON:API errors; every 429 in the words of the source. */
export const incidentErrors: ErrorForm = {
  mediaType: MEDIA_TYPE,
  encode(error) {
    const { message, details } = error;
    const isTooDeep = details.subject === TOO_DEEP;
    const { status, name } = isTooDeep
      ? { status: 400, name: 'offset_exceeds_limit' }
      : statusAndName(error, NAMES);
    if (status === 429) return { status, body: LIMIT_BODY };
    const title = isTooDeep ? TOO_DEEP_TITLE : (STATUS_CODES[status] ?? name);
    const common = { status: String(status), code: name, title };
    const isInvalid = error.code === 'invalid_input' || error.code === 'idempotency_mismatch';
    if (!isInvalid) return { status, body: { errors: [{ ...common, detail: message }] } };
    return { status, body: { errors: complaints(error).map((complaint) => ({ ...common, ...complaint })) } };
  },
  schema: (status) => (status === 429 ? limitBody : errorList),
};

/** Each with where it lies: a parameter of the query, a header, or a place in the body. */
function complaints({ message, details: { subject, issues } }: ParleyError) {
  if (issues === undefined)
    return [{ detail: message, ...(subject === undefined ? {} : { source: sourceOf(subject) }) }];
  return issues.map((issue) => ({
    detail: `${lastName(issue.path) || 'The body'} ${issue.message}.`,
    source: sourceOf(issue.path),
  }));
}

/** The last name of a path, with the place in a list that may follow it. */
const lastName = (path: string) => /[^.]+(?:\.\d*)*$/.exec(path)?.[0] ?? '';

function sourceOf(path: string) {
  if (path === 'Idempotency-Key') return { header: path };
  if (path === 'body') return { pointer: '' };
  if (/^data(\.|$)/.test(path)) return { pointer: pointerOf(path) };
  return { parameter: PARAMETERS[path] ?? path };
}

/** The name of a label may have points in it. */
const LABEL = /^(data\.attributes\.labels)\.(.+?)(\.\d+)?$/s;

/** A JSON pointer (RFC 6901). */
function pointerOf(path: string): string {
  const [, before = path, label, place = ''] = LABEL.exec(path) ?? [];
  const parts =
    label === undefined ? before.split('.') : [...before.split('.'), label, ...place.split('.').slice(1)];
  return parts.map((part) => `/${part.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
