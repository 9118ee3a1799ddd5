import { uuidv7 } from 'uuidv7';

/** A 128-bit id in canonical UUID text, lower case. */
export type Uuid = string;

/** A new time-ordered id (UUIDv7, RFC 9562). */
export const newId = (): Uuid => uuidv7();

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const ULID = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/i;

export type IdPrefix =
  | 'sess'
  | 'msg'
  | 'inc'
  | 'alr'
  | 'ptn'
  | 'rbk'
  | 'ins'
  | 'fbk'
  | 'nte'
  | 'imp'
  | 'key'
  | 'ten'
  | 'prj'
  | 'brd'
  | 'ast'
  | 'doc'
  | 'job';

/** Renders the same 128 bits as `prefix_` + 26 characters of Crockford base 32 (the ULID alphabet). */
export function prefixedId(prefix: IdPrefix, id: Uuid): string {
  let bits = BigInt(`0x${id.replaceAll('-', '')}`);
  let text = '';
  for (let i = 0; i < 26; i++) {
    text = CROCKFORD[Number(bits & 31n)] + text;
    bits >>= 5n;
  }
  return `${prefix}_${text}`;
}

/** Reads a UUID in any letter case, or `prefix_` + ULID, into a UUID; undefined when the text is neither. */
export function parseId(prefix: IdPrefix, text: string): Uuid | undefined {
  if (UUID.test(text)) return text.toLowerCase();
  if (!text.startsWith(`${prefix}_`)) return undefined;
  const ulid = text.slice(prefix.length + 1);
  if (!ULID.test(ulid)) return undefined;
  let bits = 0n;
  for (const character of ulid.toUpperCase()) bits = (bits << 5n) | BigInt(CROCKFORD.indexOf(character));
  const hex = bits.toString(16).padStart(32, '0');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
