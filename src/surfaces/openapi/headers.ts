import type { HeaderDoc, HeaderDocs } from './document.ts';

const whole = (description: string, example: number): HeaderDoc => ({
  description,
  required: true,
  schema: { type: 'integer', minimum: 0 },
  example,
});

const text = (description: string, example: string, pattern?: string): HeaderDoc => ({
  description,
  required: true,
  schema: { type: 'string', ...(pattern === undefined ? {} : { pattern }) },
  example,
});

const RATES = {
  'X-RateLimit-Limit': text(
    'The limit: how many requests, and in which window of seconds.',
    '3, 3;window=60',
    '^\\d+, \\d+;window=\\d+$',
  ),
  'X-RateLimit-Remaining': whole('Requests left in the window.', 2),
  'X-RateLimit-Used': whole('Requests made in the window.', 1),
  'X-RateLimit-Reset': whole('When one more is free, in seconds since 1970 (UTC).', 1768465860),
  RateLimit: text('What is left, and for how long, as the IETF draft writes it.', '"write";r=2;t=60'),
  'RateLimit-Policy': text('The limit, as the IETF draft writes it.', '"write";q=3;w=60'),
} as const;

/** Every header that Parley's answers tell something by. */
export const HEADERS = {
  'X-Request-Id': text(
    'The id under which the log has this request: the one that was sent, or a new one.',
    '01890a5d-ac96-774b-bcce-b302099a8057',
  ),
  ...RATES,
  'Retry-After': { ...whole('Seconds after which a retry can succeed.', 30), schema: atLeast(1) },
  'WWW-Authenticate': text('How to identify yourself.', 'Bearer'),
  Location: text('Address of what was created, or of the job that goes on.', '/v1/projects/web-shop-2026'),
  'Idempotent-Replayed': {
    ...text('There where this is the first answer again, to a request that was repeated.', 'true'),
    schema: { const: 'true' },
  },
  'Parley-Session': text(
    'The conversation that this answer belongs to.',
    'sess_01H454VB4PEX5VSKK30849N01Q',
    '^sess_[0-7][0-9A-HJKMNP-TV-Z]{25}$',
  ),
  'Parley-Abstained': {
    ...text('Whether the assistant declined to answer, for want of data. A stream has none.', 'false'),
    schema: { enum: ['true', 'false'] },
  },
  ETag: text('Version of the document.', '"1f0c8a…"'),
} as const satisfies Readonly<Record<string, HeaderDoc>>;

export type HeaderName = keyof typeof HEADERS;

function atLeast(minimum: number) {
  return { type: 'integer', minimum };
}

export const RATE_HEADERS = Object.keys(RATES) as readonly HeaderName[];

/** Headers that such an answer always has, and those that it may have. */
export function headerDocs(always: readonly HeaderName[], sometimes: readonly HeaderName[] = []): HeaderDocs {
  return Object.fromEntries([
    ...always.map((name) => [name, { $ref: `#/components/headers/${name}` }]),
    ...sometimes.map((name) => [name, { ...HEADERS[name], required: false }]),
  ]);
}
