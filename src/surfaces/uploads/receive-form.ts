import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Busboy } from '@fastify/busboy';
import { ParleyError } from '../../core/errors.ts';
import { uploadName } from './upload-name.ts';

/** At least one: the file that the next chunk goes on with. */
const MAX_WRITES = 16;

const refuse = (message: string) => new ParleyError('invalid_input', message, { subject: 'body' });

export interface FormTarget {
  /** Where the files go. */
  readonly folder: string;
  /** Where the values of other fields go; what is longer than 2,000 characters is cut. */
  readonly fields: Map<string, string>;
  readonly maxFiles: number;
}

/** Writes every file of a multipart form below the folder, under its own relative path. */
export async function receiveForm(
  body: AsyncIterable<Uint8Array>,
  contentType: string,
  { folder, fields, maxFiles }: FormTarget,
): Promise<void> {
  const form = openForm(contentType, maxFiles);
  const files: Readable[] = [];
  const writes = new Set<Promise<void>>();
  let failure: unknown;
  const fail = (error: unknown) => {
    failure ??= error;
    form.destroy(error as Error);
  };
  // The parser reports some errors twice, the second time when nobody waits any more: that must not end the process.
  form.on('error', fail);
  form.on('file', (_field, file, name) => {
    files.push(file);
    file.on('error', fail);
    const write = save(file, folder, name).catch(fail);
    writes.add(write);
    void write.finally(() => writes.delete(write));
  });
  form.on('field', (name, value) => fields.set(name, value));
  form.on('filesLimit', () =>
    fail(new ParleyError('too_large', `A form may hold at most ${maxFiles} files.`, { subject: 'body' })),
  );
  try {
    await pipeline(atTheirPace(body, writes), form);
    await Promise.all(writes);
  } catch (error) {
    fail(error);
  } finally {
    for (const file of files) file.destroy();
  }
  if (failure !== undefined) throw failure;
  if (files.length === 0) throw refuse('The form holds no file.');
}

/** Waits for files that are still being written before more begin: each holds a file handle. */
async function* atTheirPace(body: AsyncIterable<Uint8Array>, writes: ReadonlySet<Promise<void>>) {
  for await (const chunk of body) {
    yield chunk;
    while (writes.size > MAX_WRITES) await Promise.race(writes);
  }
}

function openForm(contentType: string, files: number) {
  try {
    const limits = { files, fields: 100, fieldSize: 2000, headerPairs: 100 };
    return new Busboy({ headers: { 'content-type': contentType }, preservePath: true, limits });
  } catch {
    throw refuse('The form names no boundary in its Content-Type.');
  }
}

async function save(file: Readable, folder: string, name: string | undefined): Promise<void> {
  const path = join(folder, uploadName(name ?? ''));
  await mkdir(dirname(path), { recursive: true });
  try {
    await pipeline(file, createWriteStream(path, { flags: 'wx' }));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw code === 'EEXIST' || code === 'EISDIR'
      ? refuse('Two files in the form have the same name.')
      : error;
  }
}
