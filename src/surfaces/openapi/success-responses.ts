import type { AnswerDoc, Operation, Surface } from '../surface.ts';
import type { Content, HeaderDocs, MediaType, ResponseDoc } from './document.ts';
import { type HeaderName, headerDocs, RATE_HEADERS } from './headers.ts';
import { jsonSchema } from './json-schema.ts';

/** Every good answer of an operation by its status. */
export const successResponses = (operation: Operation, surface: Surface): Record<string, ResponseDoc> =>
  Object.fromEntries(
    Object.entries(operation.answers).map(([status, answer]) => [
      status,
      {
        description: answer.description,
        headers: headersOf(operation, Number(status), answer),
        ...contentOf(answer, surface),
      },
    ]),
  );

function contentOf(answer: AnswerDoc, { errors }: Surface): { content?: Content } {
  const {
    schema,
    mediaType = errors.mediaType,
    example,
    streamExample,
    onlyStreams,
    otherForms = {},
  } = answer;
  const whole: MediaType | undefined = schema && {
    schema: jsonSchema(schema),
    ...(example === undefined ? {} : { example }),
  };
  const stream: MediaType | undefined =
    streamExample === undefined
      ? undefined
      : { schema: { type: 'string', description: 'Server-Sent Events.' }, example: streamExample };
  const content = {
    ...(whole === undefined || onlyStreams ? {} : { [mediaType]: whole }),
    ...(stream === undefined ? {} : { 'text/event-stream': stream }),
    ...Object.fromEntries(
      Object.entries(otherForms).map(([form, text]) => [form, { schema: { type: 'string' }, example: text }]),
    ),
  };
  return Object.keys(content).length === 0 ? {} : { content };
}

function headersOf(
  { method, receivesBody, streams }: Operation,
  status: number,
  { hasNoAddress }: AnswerDoc,
): HeaderDocs {
  const always: HeaderName[] = ['X-Request-Id', ...RATE_HEADERS];
  if ((status === 201 || status === 202) && !hasNoAddress) always.push('Location');
  const sometimes: HeaderName[] = [];
  if (streams) sometimes.push('Parley-Session', 'Parley-Abstained');
  if (method === 'POST' && !receivesBody) sometimes.push('Idempotent-Replayed');
  return headerDocs(always, sometimes);
}
