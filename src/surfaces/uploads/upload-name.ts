import { ParleyError } from '../../core/errors.ts';

const MAX_PATH_BYTES = 1024;
const MAX_PART_BYTES = 240;

/**
 * The relative path under which an uploaded file is kept; records without an id of their own are known by it.
 * Drives, leading slashes and steps upwards are dropped. Throws `invalid_input` for a name that no file can have.
 */
export function uploadName(name: string): string {
  const parts = name
    .toWellFormed()
    .replace(/^[A-Za-z]:/, '')
    .split(/[\\/]+/)
    .map((part) => part.trim())
    .filter((part) => part !== '' && part !== '.' && part !== '..');
  const path = parts.join('/');
  const tooLong =
    Buffer.byteLength(path) > MAX_PATH_BYTES ||
    parts.some((part) => Buffer.byteLength(part) > MAX_PART_BYTES);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (path !== '' && !tooLong && !/[\u0000-\u001f\u007f]/.test(path)) return path;
  throw new ParleyError('invalid_input', 'A file in the upload has no usable name.', { subject: 'filename' });
}
