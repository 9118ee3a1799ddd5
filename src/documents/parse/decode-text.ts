import { unreadable } from './parse-limits.ts';

/** Characters of control beyond a few, one in so many, make a file binary. */
const FEW_CONTROLS = 4;
const CONTROLS_ONE_IN = 50;
/** Broken characters to sound ones of more than one byte: below it a file is damaged UTF-8, above it something else. */
const BROKEN_TO_SOUND = 0.05;
const SAMPLE_BYTES = 65_536;

const startsWith = (bytes: Uint8Array, ...mark: readonly number[]): boolean =>
  mark.every((byte, at) => bytes[at] === byte);

/** The encoding that a byte order mark names; null without one. */
function markedEncoding(bytes: Uint8Array): string | null {
  if (startsWith(bytes, 0xef, 0xbb, 0xbf)) return 'utf-8';
  if (startsWith(bytes, 0xff, 0xfe, 0, 0)) throw unreadable('is UTF-32 text; save it as UTF-8');
  if (startsWith(bytes, 0xff, 0xfe)) return 'utf-16le';
  if (startsWith(bytes, 0xfe, 0xff)) return 'utf-16be';
  return null;
}

/** UTF-16 of mostly Latin letters without a mark: every other byte is zero. */
function zeroesEncoding(bytes: Uint8Array): string | null {
  const length = Math.min(bytes.length, SAMPLE_BYTES) & ~1;
  if (length < 4 || bytes.length % 2 !== 0) return null;
  const zeroes = [0, 0];
  for (let at = 0; at < length; at++) if (bytes[at] === 0) zeroes[at % 2] = (zeroes[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeroes.map((count) => count / (length / 2));
  if (odd > 0.7 && even < 0.05) return 'utf-16le';
  return even > 0.7 && odd < 0.05 ? 'utf-16be' : null;
}

/** Strict UTF-8; null for bytes that are something else. */
function asUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** UTF-8 that a cut or a wrong copy has damaged in few places; null where it is more likely another encoding. */
function asDamagedUtf8(bytes: Uint8Array): string | null {
  const text = new TextDecoder('utf-8').decode(bytes);
  let broken = 0;
  let sound = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 0xfffd) broken++;
    else if (unit > 0x7f) sound++;
  }
  return broken <= sound * BROKEN_TO_SOUND ? text : null;
}

/** Windows-1252, where the bytes look like text in it: no byte that it leaves open, and mostly ASCII. */
function asWindows1252(bytes: Uint8Array): string | null {
  let high = 0;
  for (const byte of bytes) {
    if (byte === 0x81 || byte === 0x8d || byte === 0x8f || byte === 0x90 || byte === 0x9d) return null;
    if (byte > 0x7f) high++;
  }
  return high * 3 <= bytes.length ? new TextDecoder('windows-1252').decode(bytes) : null;
}

function byLabel(bytes: Uint8Array, label: string | null): string | null {
  if (label === null) return null;
  try {
    return new TextDecoder(label).decode(bytes);
  } catch {
    return null;
  }
}

function isBinary(text: string): boolean {
  let controls = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0x20 && unit !== 0x09 && unit !== 0x0a && unit !== 0x0c && unit !== 0x0d && unit !== 0x1b)
      controls++;
  }
  return (controls - FEW_CONTROLS) * CONTROLS_ONE_IN > text.length;
}

/**
 * Text of bytes in UTF-8, UTF-16, the encoding that `stated` names (as a page of HTML does) or Windows-1252, without its
 * byte order mark, with `\n` at the ends of lines, and without NUL and half characters. Throws ParleyError for what is
 * binary or in none of these encodings.
 */
export function decodeText(bytes: Uint8Array, stated: string | null = null): string {
  const sure = markedEncoding(bytes) ?? zeroesEncoding(bytes);
  // What is stated is often wrong; bytes that happen to be sound UTF-8 hardly ever are.
  const isSevenBit = stated !== null && /^iso-2022/i.test(stated);
  const text =
    byLabel(bytes, sure) ??
    (isSevenBit ? byLabel(bytes, stated) : null) ??
    asUtf8(bytes) ??
    byLabel(bytes, stated) ??
    asDamagedUtf8(bytes) ??
    asWindows1252(bytes);
  if (text === null) throw unreadable('is in no encoding that can be read; save it as UTF-8');
  if (isBinary(text)) throw unreadable('is binary, not text');
  return tidy(text);
}

/** Well-formed text without NUL whose lines end with `\n`. */
export function tidy(text: string): string {
  const whole = text.isWellFormed() ? text : text.toWellFormed();
  const shown = whole.includes('\0') ? whole.replaceAll('\0', '') : whole;
  return shown.includes('\r') ? shown.replace(/\r\n?/g, '\n') : shown;
}
