import { createHash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

// prl_ + 10 characters to find it by + _ + 43 of 256 random bits + 6 of checksum, all in base 62.
const SHAPE = /^prl_([0-9A-Za-z]{10})_([0-9A-Za-z]{43})([0-9A-Za-z]{6})$/;
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const PREFIX_CHARACTERS = 10;
const SECRET_CHARACTERS = 43;
const CHECKSUM_CHARACTERS = 6;

export const looksLikeApiKey = (text: string): boolean => text.startsWith('prl_');

/** A new key with 256 bits of randomness in its secret. */
export function newApiKeyText(): string {
  const prefix = base62(randomBytes(16), PREFIX_CHARACTERS);
  const body = `prl_${prefix}_${base62(randomBytes(32), SECRET_CHARACTERS)}`;
  return body + checksum(body);
}

/** The part by which a key is found; undefined for a text that no key can be, a mistyped one included. */
export function apiKeyPrefix(text: string): string | undefined {
  const prefix = SHAPE.exec(text)?.[1];
  const body = text.slice(0, -CHECKSUM_CHARACTERS);
  return prefix !== undefined && checksum(body) === text.slice(-CHECKSUM_CHARACTERS) ? prefix : undefined;
}

/** What is stored of a key. A random secret of 256 bits needs no slow hash. */
export const hashApiKey = (text: string): Buffer => createHash('sha256').update(text).digest();

const checksum = (body: string): string => {
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return base62(sum, CHECKSUM_CHARACTERS);
};

/** The last `characters` digits of the bytes as one number. */
function base62(bytes: Buffer, characters: number): string {
  let rest = BigInt(`0x${bytes.toString('hex')}`);
  let text = '';
  for (let i = 0; i < characters; i++) {
    text = ALPHABET.charAt(Number(rest % 62n)) + text;
    rest /= 62n;
  }
  return text;
}
