import { ParleyError } from '../core/errors.ts';
import { maskSecrets } from './mask-secrets.ts';

const MAX_CHARACTERS = 4000;
const MAX_CAUSES = 5;

/**
 * An error as it may be logged. Only known fields are taken: database errors carry their parameters and row values
 * in others (`params`, `detail`, `where`), and those hold what people wrote.
 */
export function describeError(error: unknown, depth = 0): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code } = error as { code?: unknown };
  const described: Record<string, unknown> = { type: error.name };
  if (typeof code === 'string') described.code = code;
  described.reason = isDatabaseError(error) ? withoutValues(error.message) : clean(error.message);
  // The first line of a stack repeats the message.
  described.stack = clean(
    (error.stack ?? '')
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .join('\n'),
  );
  const cause = error instanceof ParleyError ? error.details.cause : error.cause;
  if (cause !== undefined && depth < MAX_CAUSES) described.cause = describeError(cause, depth + 1);
  return described;
}

const clean = (text: string) => maskSecrets(text.slice(0, MAX_CHARACTERS));

const isDatabaseError = (error: Error) => /^[0-9A-Z]{5}$/.test(String((error as { code?: unknown }).code));

/** PostgreSQL quotes the value that it could not read: `invalid input syntax for type uuid: "…"`. */
const withoutValues = (message: string) => clean(message.replace(/: ".*$/s, ': [value]'));
