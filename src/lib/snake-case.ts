/**
 * `startedAt`, `Started At` and `started-at (UTC)` become `started_at`, `started_at` and `started_at_utc`; a `#` after a
 * word says number, `(s)` is a plural.
 */
export function snakeCase(name: string): string {
  return name
    .normalize('NFC')
    .replace(/\(s\)/gi, 's')
    .replace(/(?<=\S\s)#\s*$/, 'number')
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1_$2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1_$2')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_+|_+$/g, '');
}
