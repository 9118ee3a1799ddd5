import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';

/** One step of the schema: a file of `migrations/`. */
export interface Migration {
  /** File name, which begins with its place in the order: `0001_foundation.sql`. */
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the text with `\n` line ends, hexadecimal. */
  readonly checksum: string;
}

const FOLDER = new URL('./migrations/', import.meta.url);

const text = (url: URL) => readFileSync(url, 'utf8').replaceAll('\r\n', '\n');

export function migration(name: string, sql: string): Migration {
  return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
}

/** All steps in order, from the files beside this one. */
export const readMigrations = (): Migration[] =>
  readdirSync(FOLDER)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => migration(name, text(new URL(name, FOLDER))));

/** The statements of the tenant wall, with `%I` where the table's name goes; applied anew when they change. */
export const readTenantPolicy = (): Migration =>
  migration('tenant-policy.sql', text(new URL('./tenant-policy.sql', import.meta.url)));
