const MAX_CHARACTERS = 8192;
const NAME = /^[\w!#$%&'*+.^`|~-]+$/;
const VALUE = /^[\t\x20-\x7e]*$/;

/**
 * Reads HTTP headers written as `name=value,name2=value2`, with characters of a value written as in a URL where
 * needed (`%20`, `%2C`). Undefined when the text is no such list or longer than 8192 characters.
 */
export function parseHeaders(text: string): Readonly<Record<string, string>> | undefined {
  if (text.length > MAX_CHARACTERS) return undefined;
  const headers = text.split(',').map(parseHeader);
  return headers.every((header) => header !== undefined) ? Object.fromEntries(headers) : undefined;
}

function parseHeader(text: string): readonly [name: string, value: string] | undefined {
  const equals = text.indexOf('=');
  const name = text.slice(0, Math.max(0, equals)).trim();
  const value = decode(text.slice(equals + 1).trim());
  // A line break that came out of the decoding would begin a header of its own.
  return NAME.test(name) && value !== undefined && VALUE.test(value) ? [name, value] : undefined;
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
