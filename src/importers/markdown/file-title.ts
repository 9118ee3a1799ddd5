const HASH_NAME = /^[0-9a-f]{6,}$|^[0-9a-f-]{20,}$|^\d+$/i;
const GENERIC_NAME = /^(?:index|readme|post-?mortem|incident|report|document|untitled|notes?|summary)$/i;

/** Name of a file without folder, extension, date and number: `2024-02-28-decide is down.md` is "decide is down". */
export function fileTitle(file: string): string | null {
  const name = file.slice(file.lastIndexOf('/') + 1).replace(/\.(?:md|markdown|mdx|txt|text)$/i, '');
  const bare = name
    .replace(/^(?:\d{4}[-_.]?\d{2}[-_.]?\d{2}|\d{4}[-_]\d{2})(?=\D|$)/, '')
    .replace(/^[A-Z]{2,10}-?\d[\d-]*(?=\W|$)/, '');
  const spaced = (bare.includes(' ') ? bare : bare.replace(/[-_]+/g, ' ')).replace(
    /^[\s\-–_.:]+|[\s\-–_.:]+$/g,
    '',
  );
  if (HASH_NAME.test(name) || GENERIC_NAME.test(spaced) || !/\p{L}{2,}.*[\s\p{L}]\p{L}{2,}/u.test(spaced))
    return null;
  return spaced.includes(' ') ? spaced : null;
}
