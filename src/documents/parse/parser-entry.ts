/** The process that parses, and cuts into passages: reads one file after the other, and ends when its parent has gone. */
import { Socket } from 'node:net';
import { ParleyError } from '../../core/errors.ts';
import { tokenCounter } from '../../models/calls/count-tokens.ts';
import { readParsed } from '../read-parsed.ts';
import { detectDocumentFormat } from './detect-document-format.ts';
import { type DocumentFormat, FORMAT_NAMES } from './document-format.ts';
import { parseDocument } from './parse-document.ts';
import { unreadable } from './parse-limits.ts';
import { FILE_PIPE, type ParseReply, type ParseRequest } from './parser-messages.ts';

// What is read here came from strangers: nothing in this process has a reason to call anybody.
for (const name of ['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest'])
  Reflect.deleteProperty(globalThis, name);

const pipe = new Socket({ fd: FILE_PIPE, readable: true, writable: false });
pipe.pause();

/** The next `length` bytes of the pipe. */
async function receive(length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafeSlow(length);
  let filled = 0;
  await new Promise<void>((resolve, reject) => {
    const take = (chunk: Buffer): void => {
      filled += chunk.copy(bytes, filled);
      if (filled < length) return;
      pipe.pause();
      pipe.off('data', take);
      resolve();
    };
    pipe.once('error', reject);
    pipe.on('data', take);
    pipe.resume();
  });
  return bytes;
}

/** The sentence for a failure. What a library says of a broken file is not for users. */
function sentenceOf(error: unknown, format: DocumentFormat | null): string {
  if (error instanceof ParleyError) return error.message;
  if (error instanceof RangeError && /call stack/i.test(error.message))
    return 'is nested too deeply to be read';
  if (error instanceof RangeError && /string length|array length|buffer/i.test(error.message))
    return 'expands to more than can be held in memory';
  return format === null ? 'cannot be read' : `cannot be read as ${FORMAT_NAMES[format]}; it may be damaged`;
}

async function answer(request: ParseRequest): Promise<ParseReply> {
  const bytes = await receive(request.bytes);
  let format: DocumentFormat | null = null;
  try {
    const detection = detectDocumentFormat(bytes, request.name);
    if ('refused' in detection) throw unreadable(detection.refused);
    format = detection.format;
    const { name, kind } = request;
    const parsed = await parseDocument(bytes, name, format, request.limits);
    const document = readParsed(parsed, { format, name, kind, countTokens: await tokenCounter() });
    return { document, residentBytes: process.memoryUsage.rss() };
  } catch (error) {
    const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { refused: sentenceOf(error, format), trace, residentBytes: process.memoryUsage.rss() };
  }
}

process.on('message', (request: ParseRequest) => {
  void answer(request).then((reply) => process.send?.(reply));
});
process.on('disconnect', () => process.exit());
// A reader may leave work behind that fails after its answer; the answer itself is awaited above.
process.on('unhandledRejection', () => {});
