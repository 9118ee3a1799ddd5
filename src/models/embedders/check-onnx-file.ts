import { open } from 'node:fs/promises';

/** Fields of the outermost message of ONNX that every model has: `ir_version` and `graph` (onnx.proto3, ModelProto). */
const IR_VERSION = 1;
const GRAPH = 7;

const MOST_FIELDS = 10_000;
/** A tag and a length, or a number, of protobuf. */
const HEAD_BYTES = 20;

/**
 * Says in words why the file can be no ONNX model, reading nothing but the heads of its outermost fields: cheap for a
 * file of any size, and enough to see a download that broke off. Undefined where nothing is wrong.
 */
export async function complaintAboutOnnxFile(path: string): Promise<string | undefined> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const found = new Set<number>();
    let at = 0;
    for (let fields = 0; at < size && fields < MOST_FIELDS; fields++) {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, at);
      const field = readHead(buffer.subarray(0, bytesRead));
      if (field === undefined) return 'is no ONNX model';
      found.add(field.number);
      at += field.bytes;
    }
    if (at > size) return found.has(IR_VERSION) ? 'is cut off' : 'is no ONNX model';
    if (!found.has(IR_VERSION)) return 'is no ONNX model';
    return found.has(GRAPH) ? undefined : 'is cut off';
  } finally {
    await file.close();
  }
}

/** The field that begins the bytes: its number and how long it is; undefined where none can begin so. */
function readHead(bytes: Uint8Array): { readonly number: number; readonly bytes: number } | undefined {
  const tag = readVarint(bytes, 0);
  if (tag === undefined || tag.value < 8) return undefined;
  const number = Math.floor(tag.value / 8);
  const wireType = tag.value % 8;
  if (wireType === 1) return { number, bytes: tag.end + 8 };
  if (wireType === 5) return { number, bytes: tag.end + 4 };
  const value = readVarint(bytes, tag.end);
  if (value === undefined) return undefined;
  if (wireType === 0) return { number, bytes: value.end };
  return wireType === 2 ? { number, bytes: value.end + value.value } : undefined;
}

function readVarint(bytes: Uint8Array, from: number): { value: number; end: number } | undefined {
  let value = 0;
  for (let index = 0; index < 10; index++) {
    const byte = bytes[from + index];
    if (byte === undefined) return undefined;
    value += (byte % 128) * 128 ** index;
    if (byte < 128) return { value, end: from + index + 1 };
  }
  return undefined;
}
