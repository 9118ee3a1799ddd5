const PLAIN_STEM =
  /^(?:async-?api|open-?api|swagger|api|spec|specification|index|docker-compose|compose|main|schema)$/i;
const PLAIN_FOLDER =
  /^(?:\.|src|docs?|apis?|specs?|specifications?|schemas?|examples?|contracts?|definitions?|v\d+|main|resources)$/i;
const SIGN = /[-_.](?:async-?api|open-?api|swagger|api-?spec)$/i;

/**
 * What the file's place says of the service that it describes: the file's own name where it is one (`orders-asyncapi.yml`
 * says `orders`), else its folder's (`orders/asyncapi.yaml`); null where both are words that every service has.
 */
export function serviceFolder(file: string): string | null {
  const parts = file.split('/');
  const stem = (parts.at(-1) ?? '').replace(/\.(?:ya?ml|json)$/i, '');
  if (!PLAIN_STEM.test(stem)) return stem.replace(SIGN, '') || null;
  const folders = parts.slice(0, -1).filter((part) => !PLAIN_FOLDER.test(part));
  return folders.at(-1) ?? null;
}
