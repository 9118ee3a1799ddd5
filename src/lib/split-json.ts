/** A piece of a JSON file. `bytes` is the text of one value; lines count from 1. */
export type JsonPiece =
  | { readonly kind: 'record'; readonly line: number; readonly bytes: Uint8Array }
  /** The whole top-level object, where it holds no list of records. */
  | { readonly kind: 'document'; readonly line: number; readonly bytes: Uint8Array }
  /** What stands before the list of records in the top-level object, closed so that it can be parsed. */
  | { readonly kind: 'envelope'; readonly line: number; readonly bytes: Uint8Array }
  | { readonly kind: 'problem'; readonly line: number; readonly reason: string };

export interface JsonLimits {
  readonly maxRecordBytes: number;
  readonly maxDepth: number;
  /** Names of fields of the top-level object under which a list is the list of records. */
  readonly listNames: ReadonlySet<string>;
}

const [QUOTE, BACKSLASH, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT, COMMA, COLON, NEWLINE] = [
  ...'"\\[]{},:\n',
].map((mark) => mark.charCodeAt(0));
const MAX_KEY_BYTES = 100;
const MAX_ENVELOPE_BYTES = 65_536;

/** Bytes of one value, gathered over chunks. */
class Capture {
  readonly line: number;
  readonly depth: number;
  readonly #pieces: Uint8Array[] = [];
  readonly #maxBytes: number;
  #from: number;
  size = 0;
  tooDeep = false;

  constructor(line: number, depth: number, from: number, maxBytes: number) {
    this.line = line;
    this.depth = depth;
    this.#from = from;
    this.#maxBytes = maxBytes;
  }

  get tooLarge(): boolean {
    return this.size > this.#maxBytes;
  }

  /** Keeps the rest of a chunk and goes on with the next one. */
  endChunk(chunk: Uint8Array): void {
    this.#add(chunk.subarray(this.#from));
    this.#from = 0;
  }

  finish(chunk: Uint8Array, end: number): Uint8Array {
    this.#add(chunk.subarray(this.#from, end));
    this.#from = end;
    return Buffer.concat(this.#pieces);
  }

  #add(piece: Uint8Array): void {
    this.size += piece.length;
    if (this.tooLarge) this.#pieces.length = 0;
    else if (piece.length > 0) this.#pieces.push(piece);
  }
}

/**
 * Cuts a stream of JSON into its records without parsing it: the elements of a top-level list, or of the first list
 * under a known name in a top-level object. Memory stays below a chunk and a record; a broken record costs only itself.
 */
export class JsonSplitter {
  readonly #limits: JsonLimits;
  #line = 1;
  #depth = 0;
  #inString = false;
  #escaped = false;
  /** Depth at which records stand; null outside a list of records. */
  #base: number | null = null;
  #foundList = false;
  #record: Capture | null = null;
  #document: Capture | null = null;
  #key: number[] | null = null;
  #lastKey = '';
  #expectsKey = false;
  #stray = false;

  constructor(limits: JsonLimits) {
    this.#limits = limits;
  }

  *push(chunk: Uint8Array): Generator<JsonPiece> {
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at] as number;
      if (byte === NEWLINE) this.#line += 1;
      if (this.#inString) this.#stringByte(byte);
      else if (byte > 0x20) yield* this.#byte(byte, chunk, at);
      else if (this.#record?.depth === -1) yield* this.#endRecord(chunk, at);
    }
    this.#record?.endChunk(chunk);
    this.#document?.endChunk(chunk);
  }

  *end(): Generator<JsonPiece> {
    if (this.#depth > 0 || this.#inString) {
      const line = this.#record?.line ?? this.#document?.line ?? this.#line;
      const what =
        this.#record?.tooLarge || this.#document?.tooLarge
          ? `is larger than ${this.#limits.maxRecordBytes} bytes`
          : 'ends before its JSON is closed';
      yield { kind: 'problem', line, reason: what };
    }
  }

  #stringByte(byte: number): void {
    if (this.#escaped) this.#escaped = false;
    else if (byte === BACKSLASH) this.#escaped = true;
    else if (byte === QUOTE) {
      this.#inString = false;
      if (this.#key) this.#lastKey = Buffer.from(this.#key).toString('utf8');
      this.#key = null;
      return;
    }
    if (this.#key && this.#key.length < MAX_KEY_BYTES) this.#key.push(byte);
  }

  *#byte(byte: number, chunk: Uint8Array, at: number): Generator<JsonPiece> {
    const opens = byte === OPEN_OBJECT || byte === OPEN_LIST;
    if (this.#depth === 0 && !opens) {
      if (!this.#stray)
        yield {
          kind: 'problem',
          line: this.#line,
          reason: 'is not JSON: text stands outside any { } or [ ]',
        };
      this.#stray = true;
      return;
    }
    const atRecords = this.#base !== null && this.#depth === this.#base;
    if (atRecords && !this.#record && byte !== COMMA && byte !== CLOSE_LIST) this.#beginRecord(opens, at);
    if (opens) yield* this.#open(byte, chunk, at);
    else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) yield* this.#close(chunk, at);
    else if (byte === QUOTE) this.#openString();
    else if (byte === COMMA) {
      if (this.#record?.depth === -1) yield* this.#endRecord(chunk, at);
      if (this.#depth === 1) this.#expectsKey = true;
    } else if (byte === COLON && this.#depth === 1) this.#expectsKey = false;
  }

  #beginRecord(opens: boolean, at: number): void {
    this.#record = new Capture(this.#line, opens ? this.#depth : -1, at, this.#limits.maxRecordBytes);
  }

  #openString(): void {
    this.#inString = true;
    if (this.#depth === 1 && this.#expectsKey && this.#base === null) this.#key = [];
  }

  *#open(byte: number, chunk: Uint8Array, at: number): Generator<JsonPiece> {
    if (this.#depth === 0) {
      this.#base = byte === OPEN_LIST ? 1 : null;
      this.#foundList = byte === OPEN_LIST;
      this.#expectsKey = byte === OPEN_OBJECT;
      this.#document =
        byte === OPEN_OBJECT ? new Capture(this.#line, 0, at, this.#limits.maxRecordBytes) : null;
    } else if (
      this.#depth === 1 &&
      byte === OPEN_LIST &&
      !this.#foundList &&
      this.#limits.listNames.has(this.#lastKey)
    ) {
      this.#base = 2;
      this.#foundList = true;
      const head = this.#document?.finish(chunk, at);
      this.#document = null;
      if (head && head.length <= MAX_ENVELOPE_BYTES)
        yield { kind: 'envelope', line: this.#line, bytes: Buffer.concat([head, Buffer.from('[]}')]) };
    }
    this.#depth += 1;
    if (this.#depth > this.#limits.maxDepth + 2) {
      if (this.#record) this.#record.tooDeep = true;
      if (this.#document) this.#document.tooDeep = true;
    }
  }

  *#close(chunk: Uint8Array, at: number): Generator<JsonPiece> {
    if (this.#record?.depth === -1) yield* this.#endRecord(chunk, at);
    this.#depth -= 1;
    if (this.#record && this.#depth === this.#record.depth) yield* this.#endRecord(chunk, at + 1);
    else if (this.#base !== null && this.#depth < this.#base) this.#base = null;
    if (this.#depth > 0 || !this.#document) return;
    const { line } = this.#document;
    const bytes = this.#document.finish(chunk, at + 1);
    yield this.#checked(this.#document, { kind: 'document', line, bytes });
    this.#document = null;
  }

  *#endRecord(chunk: Uint8Array, end: number): Generator<JsonPiece> {
    const record = this.#record;
    if (!record) return;
    this.#record = null;
    const bytes = record.finish(chunk, end);
    yield this.#checked(record, { kind: 'record', line: record.line, bytes });
  }

  #checked(capture: Capture, piece: JsonPiece): JsonPiece {
    const { line } = capture;
    if (capture.tooLarge)
      return { kind: 'problem', line, reason: `is larger than ${this.#limits.maxRecordBytes} bytes` };
    return capture.tooDeep
      ? { kind: 'problem', line, reason: `is nested more than ${this.#limits.maxDepth} levels deep` }
      : piece;
  }
}
