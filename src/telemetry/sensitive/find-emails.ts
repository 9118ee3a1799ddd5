import type { Span } from './span.ts';

const AT = /@|%40/gi;
const LOCAL_CHARACTER = /[\p{L}\p{N}._+'-]/u;
const MAX_LOCAL_CHARACTERS = 64;
const DOMAIN =
  /(?:[\p{L}\p{N}][\p{L}\p{N}-]{0,62}\.){1,8}(?:xn--[a-z\d-]{1,59}|\p{L}{2,24})(?![\p{L}\p{N}])/uy;

/** Units of systemd (`getty@tty1.service`) and names of files (`logo@2x.png`) have the same form. */
const FILE_ENDING =
  /\.(?:service|socket|timer|mount|slice|target|png|jpe?g|gif|svg|webp|js|ts|json|ya?ml|tgz)$/i;

/** The name under which every user of version control signs in; nobody reads its mail. */
const SIGN_IN_NAME = 'git';

/** Finds e-mail addresses, those in a URL (`ada%40example.com`) among them. */
export function findEmails(text: string): Span[] {
  const found: Span[] = [];
  for (const { 0: sign, index } of text.matchAll(AT)) {
    const start = localStart(text, index);
    DOMAIN.lastIndex = index + sign.length;
    const domain = start < index ? DOMAIN.exec(text)?.[0] : undefined;
    if (domain === undefined || FILE_ENDING.test(domain)) continue;
    if (text.slice(start, index) === SIGN_IN_NAME) continue;
    found.push({ start, end: index + sign.length + domain.length });
  }
  return found;
}

/** Where the name before the sign begins; the sign's own place where there is none. */
function localStart(text: string, at: number): number {
  let start = at;
  while (start > 0 && at - start < MAX_LOCAL_CHARACTERS && LOCAL_CHARACTER.test(text[start - 1] ?? ''))
    start--;
  while (start < at && !/[\p{L}\p{N}_]/u.test(text[start] ?? '')) start++;
  return start;
}
