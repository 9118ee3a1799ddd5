import { inflateRawSync } from 'node:zlib';
import { inMegabytes } from '../../../lib/in-megabytes.ts';
import { unreadable } from '../parse-limits.ts';

/** What the list at the end of a zip archive says of one of its parts. Nothing of it is believed without a check. */
interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly isEncrypted: boolean;
  readonly compressedBytes: number;
  readonly headerAt: number;
}

const END_MARK = 0x06054b50;
const ENTRY_MARK = 0x02014b50;
const HEADER_MARK = 0x04034b50;
const END_BYTES = 22;
const ENTRY_BYTES = 46;
const HEADER_BYTES = 30;
const MAX_COMMENT_BYTES = 65_535;
const MAX_ENTRIES = 10_000;
const [STORED, DEFLATED] = [0, 8];

const damaged = (cause?: unknown) => unreadable('is a zip archive that is damaged or not complete', cause);

/** Reads single parts of a zip archive, all of them together up to a bound; the rest is never unpacked. */
export class ZipParts {
  readonly #bytes: Buffer;
  readonly #maxBytes: number;
  #left: number;
  readonly #entries: ReadonlyMap<string, ZipEntry>;

  /** Throws ParleyError for a list that is broken, that has too many entries, or whose entries are encrypted. */
  constructor(bytes: Buffer, maxBytes: number) {
    this.#bytes = bytes;
    this.#maxBytes = maxBytes;
    this.#left = maxBytes;
    this.#entries = readEntries(bytes);
  }

  get names(): readonly string[] {
    return [...this.#entries.keys()];
  }

  /** One part; null where there is none of that name. Throws ParleyError where it, with those before it, is too much. */
  read(name: string): Buffer | null {
    const entry = this.#entries.get(name);
    if (!entry) return null;
    const part = this.#unpacked(entry);
    this.#left -= part.length;
    if (this.#left < 0) throw this.#tooMuch();
    return part;
  }

  #unpacked(entry: ZipEntry): Buffer {
    const packed = this.#packed(entry);
    if (entry.method === STORED) return packed;
    if (entry.method !== DEFLATED) throw unreadable('is a zip archive packed in a way that is not known');
    try {
      // The bound holds whatever sizes the archive states.
      return inflateRawSync(packed, { maxOutputLength: Math.max(1, this.#left) });
    } catch (error) {
      const isTooLarge = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
      throw isTooLarge ? this.#tooMuch() : damaged(error);
    }
  }

  #tooMuch = () => unreadable(`unpacks to more than ${inMegabytes(this.#maxBytes)}`);

  #packed(entry: ZipEntry): Buffer {
    const { headerAt, compressedBytes } = entry;
    const bytes = this.#bytes;
    if (headerAt + HEADER_BYTES > bytes.length || bytes.readUInt32LE(headerAt) !== HEADER_MARK)
      throw damaged();
    const from =
      headerAt + HEADER_BYTES + bytes.readUInt16LE(headerAt + 26) + bytes.readUInt16LE(headerAt + 28);
    if (from + compressedBytes > bytes.length) throw damaged();
    return bytes.subarray(from, from + compressedBytes);
  }
}

function readEntries(bytes: Buffer): Map<string, ZipEntry> {
  const end = findEnd(bytes);
  const count = bytes.readUInt16LE(end + 10);
  if (count > MAX_ENTRIES) throw unreadable(`is a zip archive of more than ${MAX_ENTRIES} files`);
  const entries = new Map<string, ZipEntry>();
  let at = bytes.readUInt32LE(end + 16);
  for (let number = 0; number < count; number++) {
    if (at + ENTRY_BYTES > bytes.length || bytes.readUInt32LE(at) !== ENTRY_MARK) throw damaged();
    const nameBytes = bytes.readUInt16LE(at + 28);
    const entry = readEntry(bytes, at, nameBytes);
    if (entry.isEncrypted) throw unreadable('is protected by a password');
    // Two parts of one name are a trick on readers that take different ones.
    if (entries.has(entry.name)) throw damaged();
    entries.set(entry.name, entry);
    at += ENTRY_BYTES + nameBytes + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

function readEntry(bytes: Buffer, at: number, nameBytes: number): ZipEntry {
  return {
    name: bytes.toString('utf8', at + ENTRY_BYTES, at + ENTRY_BYTES + nameBytes),
    method: bytes.readUInt16LE(at + 10),
    isEncrypted: (bytes.readUInt16LE(at + 8) & 1) === 1,
    compressedBytes: bytes.readUInt32LE(at + 20),
    headerAt: bytes.readUInt32LE(at + 42),
  };
}

/** Where the record stands that ends an archive: a comment may follow it. */
function findEnd(bytes: Buffer): number {
  const last = bytes.length - END_BYTES;
  for (let at = last; at >= Math.max(0, last - MAX_COMMENT_BYTES); at--)
    if (bytes.readUInt32LE(at) === END_MARK) return at;
  throw damaged();
}
