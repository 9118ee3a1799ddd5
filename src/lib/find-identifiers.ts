/** Each pattern begins where a run of its characters does: tried from every character, a long run would take for ever. */
const JOINED =
  /(?:(?<![\p{L}\p{N}@$])|(?=[@$])(?<=[-_./:][\p{L}\p{N}]+))[\p{L}\p{N}@$]*[\p{L}\p{N}](?:[-_./:]+[\p{L}\p{N}]+)+/gu;
const MIXED = /(?<![\p{L}\p{N}])(?:\p{L}+\p{N}|\p{N}+\p{L})[\p{L}\p{N}]*/gu;
const CAMEL = /(?<!\p{L})\p{L}*\p{Ll}\p{Lu}[\p{L}\p{N}]*/gu;
const MAX_CHARACTERS = 100;

/**
 * Names that people look for exactly as written, in lower case, each once: `kube-proxy`, `err_pool_timeout`, `v1.24.3`,
 * `10.0.3.7`, `net/http`, `isdisabled`. At most `limit`, in the order of the text.
 */
export function findIdentifiers(text: string, limit: number): string[] {
  const found = new Set<string>();
  for (const pattern of [JOINED, MIXED, CAMEL]) {
    for (const [token] of text.matchAll(pattern)) {
      if (found.size >= limit) return [...found];
      // The parts of a path are looked for on their own as well.
      for (const name of new Set([token, ...token.split('/').filter((part) => /[-_.:]/.test(part))])) {
        if (name.length >= 2 && name.length <= MAX_CHARACTERS) found.add(name.toLowerCase());
      }
    }
  }
  return [...found];
}
