import { ParleyError } from '../core/errors.ts';

const UTF8 = new TextDecoder('utf-8', { fatal: true });

/** Text of bytes that must be UTF-8. Throws ParleyError otherwise. */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return UTF8.decode(bytes);
  } catch (error) {
    throw new ParleyError('invalid_input', 'is not valid UTF-8', { cause: error });
  }
}

/** Parses JSON; whole numbers too long for a number stay as text, as ids must. Throws ParleyError with the reason. */
export function parseJson(bytes: Uint8Array): unknown {
  const text = decodeUtf8(bytes);
  try {
    return /\d{16}/.test(text) ? JSON.parse(text, keepLongNumbers) : JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/\s+/g, ' ').slice(0, 160) : 'unreadable';
    throw new ParleyError('invalid_input', `is not valid JSON: ${reason}`, { cause: error });
  }
}

function keepLongNumbers(
  this: unknown,
  _key: string,
  value: unknown,
  context?: { readonly source?: string },
): unknown {
  const source = context?.source;
  return typeof value === 'number' && source !== undefined && /^-?\d{16,}$/.test(source) ? source : value;
}
