import { createHash, type Hash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ParleyError } from '../../core/errors.ts';
import type { HttpContext } from '../environment.ts';
import { dropBody, limitedBody, tooLarge } from '../http/limited-body.ts';
import { receiveForm } from './receive-form.ts';
import { uploadName } from './upload-name.ts';

/** An upload on disk; `discard` deletes it. */
export interface Upload {
  readonly folder: string;
  /** Values of a form that are no files, the last of each name. */
  readonly fields: ReadonlyMap<string, string>;
  discard(): Promise<void>;
}

export interface UploadSettings {
  /** Media types that a plain body may have, and the ending of a file of each. */
  readonly types: Readonly<Record<string, string>>;
  readonly maxBytes: number;
  readonly maxFiles: number;
}

const FORM = 'multipart/form-data';

/**
 * Streams the body into a folder of its own, never into memory: one file for a plain body, named by `?filename=`, or
 * every file of a form. The folder is called as `?folder=` says that the sender's was, since that tells what it holds.
 * Throws `unsupported_media`, `too_large` or `invalid_input`, and leaves nothing behind then.
 */
export async function receiveUpload(
  c: HttpContext,
  { types, maxBytes, maxFiles }: UploadSettings,
): Promise<Upload> {
  const contentType = c.req.header('Content-Type') ?? '';
  const mediaType = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  const extension = Object.hasOwn(types, mediaType) ? types[mediaType] : undefined;
  if (extension === undefined && mediaType !== FORM) {
    const message = `Send ${Object.keys(types).join(', ')} or ${FORM}.`;
    throw new ParleyError('unsupported_media', message, { subject: 'body' });
  }
  if (Number(c.req.header('Content-Length') ?? 0) > maxBytes) throw tooLarge(maxBytes);
  const { body } = c.req.raw;
  if (body === null) throw refuse('The body is empty.');
  const own = await mkdtemp(join(tmpdir(), 'parley-import-'));
  const discard = () => rm(own, { recursive: true, force: true });
  const chunks = limitedBody(body, maxBytes);
  try {
    const folder = join(own, uploadName(c.req.query('folder') ?? 'upload'));
    await mkdir(folder, { recursive: true });
    const fields = new Map<string, string>();
    if (extension === undefined) await receiveForm(chunks, contentType, { folder, fields, maxFiles });
    else await receiveFile(chunks, folder, c.req.query('filename'), extension);
    return { folder, fields, discard };
  } catch (error) {
    await Promise.all([discard(), dropBody(body)]);
    throw explain(error);
  }
}

const NO_ROOM = new Set(['ENOSPC', 'EDQUOT', 'EMFILE', 'ENFILE', 'EROFS', 'EACCES', 'EIO']);

function explain(error: unknown): ParleyError {
  if (error instanceof ParleyError) return error;
  if (NO_ROOM.has(String((error as { code?: unknown }).code)))
    return new ParleyError(
      'unavailable',
      'The temporary folder takes no more at the moment; try again later.',
      {
        cause: error,
      },
    );
  return refuse('The upload ended early or is not readable.', error);
}

async function receiveFile(
  body: AsyncIterable<Uint8Array>,
  folder: string,
  filename: string | undefined,
  extension: string,
) {
  const hash = createHash('sha256');
  const unnamed = join(folder, '.part');
  await pipeline(hashed(body, hash), createWriteStream(unnamed));
  // The same bytes sent again without a name are the same file; others take nothing's place.
  const name =
    filename === undefined ? `upload-${hash.digest('hex').slice(0, 16)}.${extension}` : uploadName(filename);
  const path = join(folder, name);
  await mkdir(dirname(path), { recursive: true });
  await rename(unnamed, path);
}

async function* hashed(chunks: AsyncIterable<Uint8Array>, hash: Hash) {
  for await (const chunk of chunks) {
    hash.update(chunk);
    yield chunk;
  }
}

const refuse = (message: string, cause?: unknown) =>
  new ParleyError('invalid_input', message, { subject: 'body', ...(cause === undefined ? {} : { cause }) });
