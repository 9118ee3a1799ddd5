import type { ErrorCode, ParleyError } from '../../core/errors.ts';
import type { ErrorForm } from '../error-form.ts';
import type { Operation } from '../surface.ts';
import type { Example, HeaderDocs, MediaType, ResponseDoc } from './document.ts';
import { errorsOf } from './example-errors.ts';
import { type HeaderName, headerDocs, RATE_HEADERS } from './headers.ts';
import { jsonSchema } from './json-schema.ts';

/** When each error is given. */
const WHEN: Readonly<Record<ErrorCode, string>> = {
  invalid_input: 'Something in the request is not valid; the message says what.',
  unauthorized: 'There is no credential, or it is not valid any longer.',
  insufficient_credits: 'The AI credits of the project do not pay for an answer.',
  forbidden: 'The credential does not cover this.',
  not_found: 'What the request names is not there, or is not yours.',
  method_not_allowed: 'The address has other methods.',
  conflict: 'It collides with what is there, or with a request that still runs.',
  too_large: 'The body is too large.',
  unsupported_media: 'The body is of a type that cannot be read.',
  idempotency_mismatch: 'The `Idempotency-Key` stands for another request.',
  quota_exceeded: "The organisation's chat messages of this month are used up.",
  rate_limited: 'Too many requests.',
  store_in_use: 'The store is in use.',
  model_unavailable: 'The model cannot be reached.',
  unavailable: 'The server cannot answer at this moment.',
  internal: 'Something went wrong on the side of the server.',
};

type Documented = Record<string, ResponseDoc>;

/** Every refusal of an operation by its status, as its surface writes it. */
export function errorResponses(operation: Operation, form: ErrorForm): Documented {
  const byStatus = Map.groupBy(errorsOf(operation), (error) => form.encode(error).status);
  const ordered = [...byStatus].sort(([one], [other]) => one - other);
  return Object.fromEntries(
    ordered.map(([status, errors]) => [
      status,
      {
        description: [...new Set(errors.map(({ code }) => WHEN[code]))].join(' '),
        headers: headersOf(status, operation.streams === true),
        content: { [form.mediaType]: contentOf(form, status, errors) },
      },
    ]),
  );
}

function contentOf(form: ErrorForm, status: number, errors: readonly ParleyError[]): MediaType {
  const examples: Record<string, Example> = {};
  for (const error of errors) {
    const { subject } = error.details;
    const name =
      examples[error.code] === undefined ? error.code : `${error.code}_${subject?.replace(/\W+/g, '_')}`;
    examples[name] = { value: form.encode(error).body };
  }
  return { schema: jsonSchema(form.schema(status)), examples };
}

/** What fails before the caller is known tells nothing of limits. */
function headersOf(status: number, streams: boolean): HeaderDocs {
  // A question that nobody could answer is kept in its conversation.
  const kept: HeaderName[] = streams ? ['Parley-Session'] : [];
  if (status >= 500)
    return headerDocs(['X-Request-Id'], [...RATE_HEADERS, ...kept, ...(status === 503 ? RETRY : [])]);
  if (status === 401) return headerDocs(['X-Request-Id', ...RATE_HEADERS, 'WWW-Authenticate']);
  if (status === 429) return headerDocs(['X-Request-Id', ...RATE_HEADERS, ...RETRY]);
  return headerDocs(['X-Request-Id', ...RATE_HEADERS], status === 409 ? RETRY : []);
}

const RETRY = ['Retry-After'] as const;
