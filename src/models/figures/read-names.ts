import { decimalOf, keyOf } from './decimal.ts';
import { inTurn, type ReadMatch, readerOf } from './figure.ts';

/** Underscores around a name emphasise it. */
const name = (text: string): string => `name:${text.toLowerCase().replace(/^_{1,3}|_{1,3}$/g, '')}`;
const number = (text: string): string => `n:${keyOf(decimalOf(text))}`;

/** What must stand so in a text, as a whole word; `also` is what it says besides. */
const named = (text: string, also: readonly string[] = []): ReturnType<ReadMatch> => ({
  needs: [[name(text)]],
  gives: [name(text), ...also],
});

// A lookahead that few places pass comes first: it is cheaper than the look back.
const HEX = '[\\da-fA-F]';
const UUID = new RegExp(
  `(?=${HEX}{8}-)(?<![\\p{L}\\p{N}])${HEX}{8}-(?:${HEX}{4}-){3}${HEX}{12}(?![\\p{L}\\p{N}])`,
  'gu',
);
const COLON_GROUPS = new RegExp(
  `(?=${HEX}{0,4}:${HEX}{0,4}:)(?<![\\p{L}\\p{N}:.])(?:${HEX}{0,4}:){2,7}${HEX}{0,4}(?![\\p{L}\\p{N}:])`,
  'gu',
);
const IPV4 = /(?=\d)(?<![\p{L}\p{N}.])(\d{1,3}(?:\.\d{1,3}){3})(?:\/\d{1,2})?(?![\p{L}\p{N}]|\.\d)/gu;
const HASH = new RegExp(`(?=${HEX}{7})(?<![\\p{L}\\p{N}-])${HEX}{7,128}(?![\\p{L}\\p{N}-])`, 'gu');
const LONG_DIGITS = /(?<!\d)\d{41,}(?!\d)/g;
const SHORTEST_HASH = 7;
const LONGEST_SHORT_HASH = 12;

function readColonGroups([text]: RegExpExecArray): ReturnType<ReadMatch> {
  const colons = text.split(':').length - 1;
  const isAddress = text.includes('::') || colons === 7 || (colons === 5 && /^(?:..:){5}..$/.test(text));
  return isAddress && /\d/.test(text) ? named(text) : null;
}

/** People write the first characters of a hash for the whole. */
function readHash([text]: RegExpExecArray): ReturnType<ReadMatch> {
  if (!/\d/.test(text) || !/[a-f]/i.test(text)) return null;
  const lengths = Array.from(
    { length: LONGEST_SHORT_HASH - SHORTEST_HASH + 1 },
    (_, at) => at + SHORTEST_HASH,
  );
  return named(
    text,
    lengths.map((length) => name(text.slice(0, length))),
  );
}

/** Addresses of machines, ids of 128 bits, hashes, and runs of digits that are no quantity any more. */
export const readAddresses = inTurn(
  readerOf(UUID, ([text]) => named(text), /-[\da-fA-F]{4}-/),
  readerOf(COLON_GROUPS, readColonGroups, /:[\da-fA-F]{0,4}:/),
  readerOf(IPV4, ([text, address = '']) => named(text, [name(address)])),
  readerOf(HASH, readHash),
  readerOf(LONG_DIGITS, ([text]) => named(text)),
);

const VERSION =
  /(?=[vV]?\d{1,6}\.)(?<![\p{L}\p{N}.])[vV]?((\d{1,6}\.\d{1,6})(?:\.\d{1,6}){1,4})(?![\p{L}\p{N}])/gu;
const SHORT_VERSION = /(?=[vV]\d)(?<![\p{L}\p{N}.])[vV](\d{1,6}\.\d{1,6})(?![\p{L}\p{N}])/gu;

/** `1.2.3`, with or without a v; `1.2` stands wherever `1.2.3` or `v1.2` does. */
export const readVersions = inTurn(
  readerOf(VERSION, ([, version = '', short = '']) => named(version, [number(short)])),
  readerOf(SHORT_VERSION, ([, version = '']) => ({
    needs: [[number(version)]],
    gives: [number(version)],
  })),
);

/** Standards and grades are written like tickets. */
const NO_TICKETS = new Set(
  'utf sha aes iso rfc ieee rsa tls ssl http https ipv md cp iec fips pci soc covid sev p s l t q h tier es'.split(
    ' ',
  ),
);
/** `mid-2021`, `sub-100ms`: a measure before a number makes no name of it. */
const MEASURES = new Set(
  'mid pre post sub non top early late under over about near plus minus all last next since than to of by from first'.split(
    ' ',
  ),
);
const TICKET =
  /(?=[A-Za-z][A-Za-z\d]{0,9}-)(?<![\p{L}\p{N}-])([A-Za-z][A-Za-z\d]{0,9}(?:-[A-Za-z]{1,10}){0,2})-(\d{1,12}(?:-\d{1,12}){0,3})(?![\p{L}\p{N}]|-\d)/gu;
const JOINED_TICKET = /(?=[A-Z]{2,6}\d)(?<![\p{L}\p{N}-])([A-Z]{2,6})(\d{4,12})(?![\p{L}\p{N}])/gu;
const HASH_TICKET = /(?<![\p{L}\p{N}&#])#(\d{1,12})(?![\p{L}\p{N}])/gu;
const LEAST_DIGITS_OF_LOWER_CASE = 3;

const label = (digits: string): string => `label:${digits.replace(/^0+(?=\d)/, '')}`;

function readTicket([, prefix = '', digits = '']: RegExpExecArray): ReturnType<ReadMatch> {
  const isUpper = prefix === prefix.toUpperCase();
  const last = prefix.toLowerCase().split('-').at(-1) ?? '';
  if (NO_TICKETS.has(last.replace(/\d+$/, '')) || MEASURES.has(last)) return null;
  const id = named(prefix + digits, [label(digits)]);
  if (isUpper || id === null) return id;
  // "error-503" says no more than that the error is 503.
  const isNumber = digits.length >= LEAST_DIGITS_OF_LOWER_CASE && !digits.includes('-');
  return isNumber ? { ...id, needs: [...id.needs, [number(digits)]] } : null;
}

/** Ids of incidents and tickets: `INC-123`, `PM-2025-001`, `inc-0412`, `CHG0030045`, `#4711`. */
export const readTickets = inTurn(
  readerOf(TICKET, readTicket, /-\d/),
  readerOf(JOINED_TICKET, readTicket),
  readerOf(HASH_TICKET, ([text, digits = '']) => ({
    needs: [[name(text)], [number(digits)]],
    gives: [name(text), label(digits), number(digits)],
  })),
);

const PERCENTILE = /(?=[pP]\d)(?<![\p{L}\p{N}])[pP](\d{2,3}(?:\.\d{1,3})?)(?![\p{L}\p{N}]|\.\d)/gu;
const IDENTIFIER = /(?<![\p{L}\p{N}])(?=[^\s\d]{1,60}\d)\p{L}[\p{L}\p{N}_]*(?:[-.][\p{L}\p{N}_]+)*/gu;
const LEVEL = /^(?:v|sev|p|q|h|l|tier)-?(\d{1,4})$/i;

function readIdentifier([text]: RegExpExecArray): ReturnType<ReadMatch> {
  if (!/\d/.test(text)) return null;
  const [, before = '', behind = ''] = /^(.*)-(\d[^-]*)$/.exec(text) ?? [];
  if (behind !== '' && MEASURES.has(before.toLowerCase().split('-').at(-1) ?? '')) return null;
  const level = LEVEL.exec(text)?.[1];
  return { needs: [], gives: [name(text), ...(level === undefined ? [] : [number(level)])] };
}

/** `p99`, which is a figure, and names with digits, which are none: `S3`, `v42`, `SEV1`, `us-east-1`, `i-0abc`. */
export const readIdentifiers = inTurn(
  readerOf(PERCENTILE, ([, digits = '']) => ({ needs: [[number(digits)]], gives: [number(digits)] })),
  readerOf(IDENTIFIER, readIdentifier),
);
