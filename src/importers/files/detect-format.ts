import { snakeCase } from '../../lib/snake-case.ts';
import { fieldAliases } from '../fields/field-aliases.ts';

export type Format = 'markdown' | 'json' | 'json-lines' | 'csv' | 'yaml';

/** `rejected` is a file that claims to be importable and is broken; `skipped` is one of another kind. */
export type Detection =
  | { readonly format: Format }
  | { readonly skipped: string }
  | { readonly rejected: string };

const MAGIC: readonly (readonly [readonly number[], string])[] = [
  [[0x1f, 0x8b], 'a gzip archive'],
  [[0x50, 0x4b, 0x03, 0x04], 'a zip archive'],
  [[0x50, 0x4b, 0x05, 0x06], 'a zip archive'],
  [[0x42, 0x5a, 0x68], 'a bzip2 archive'],
  [[0xfd, 0x37, 0x7a, 0x58, 0x5a], 'an xz archive'],
  [[0x28, 0xb5, 0x2f, 0xfd], 'a zstd archive'],
  [[0x37, 0x7a, 0xbc, 0xaf], 'a 7z archive'],
  [[0x25, 0x50, 0x44, 0x46, 0x2d], 'a PDF'],
  [[0xff, 0xfe], 'UTF-16 text'],
  [[0xfe, 0xff], 'UTF-16 text'],
];

const TEXT_EXTENSION = /^(?:md|markdown|mdx|txt|text|json|jsonl|ndjson|csv|tsv|ya?ml)$/;
const MARKDOWN_EXTENSION = /^(?:md|markdown|mdx)$/;
const OTHER_EXTENSION =
  /^(?:[cm]?[jt]sx?|py|rb|go|rs|java|kt|c|cc|cpp|h|hpp|cs|php|sh|bash|ps1|sql|proto|tf|hcl|html?|css|scss|xml|svg|toml|ini|cfg|conf|properties|lock|log|rst|adoc|tex|docx?|xlsx?|pptx?|png|jpe?g|gif|webp|ico|onnx|bin|exe|dll|so|wasm|map|tsv\.gz|env|gradle|bat|graphql|diff|patch)$/i;

const extensionOf = (name: string): string =>
  /\.([A-Za-z0-9]{1,10})$/.exec(name.slice(name.lastIndexOf('/') + 1))?.[1]?.toLowerCase() ?? '';

/** Tells from the first bytes of a file, and only then from its name, how to read it. `head` is its beginning. */
export function detectFormat(name: string, head: Uint8Array): Detection {
  const extension = extensionOf(name);
  const claims = TEXT_EXTENSION.test(extension);
  const magic = MAGIC.find(([bytes]) => bytes.every((byte, at) => head[at] === byte))?.[1];
  if (magic === 'UTF-16 text')
    return claims || extension === ''
      ? { rejected: 'is UTF-16 text; save it as UTF-8' }
      : { skipped: 'is UTF-16 text' };
  if (magic !== undefined)
    return claims
      ? { rejected: `is ${magic}, not ${extension.toUpperCase()}; unpack it first` }
      : { skipped: `is ${magic}` };
  const text = new TextDecoder().decode(head).replace(/^\uFEFF/, '');
  if (text.trim() === '') return { skipped: 'is empty' };
  if (head.includes(0)) return claims ? { rejected: 'is binary, not text' } : { skipped: 'is binary' };
  return detectText(extension, text);
}

function detectText(extension: string, text: string): Detection {
  if (MARKDOWN_EXTENSION.test(extension)) return { format: 'markdown' };
  if (extension === 'jsonl' || extension === 'ndjson') return { format: 'json-lines' };
  if (/^\s*[[{]/.test(text) && (extension === 'json' || looksLikeJson(text)))
    return { format: isJsonLines(text) ? 'json-lines' : 'json' };
  if (extension === 'json') return { rejected: 'is not JSON: it begins with neither { nor [' };
  if (extension === 'csv' || extension === 'tsv') return { format: 'csv' };
  if (extension === 'yaml' || extension === 'yml') return { format: 'yaml' };
  if (OTHER_EXTENSION.test(extension))
    return { skipped: `.${extension} files hold no incidents that Parley reads` };
  return { format: looksLikeCsv(text) ? 'csv' : 'markdown' };
}

const looksLikeJson = (text: string): boolean =>
  /^\s*(?:\{\s*(?:"|\})|\[\s*(?:[{[\]"]|-?\d|true|false|null))/.test(text);

/** Whole objects on lines of their own. */
function isJsonLines(text: string): boolean {
  const [first = '', second = ''] = text.trimStart().split('\n', 2);
  return /^\{.*\}\s*$/.test(first) && /^\s*\{/.test(second);
}

const KNOWN: ReadonlySet<string> = new Set(Object.values(fieldAliases).flat());

/** A first line of names of which two or more are known, and no Markdown mark. */
function looksLikeCsv(text: string): boolean {
  const [first = ''] = text.split('\n', 1);
  if (/^\s*[#>|*-]/.test(first) || first.length > 5000) return false;
  const names = first.split(/[,;\t]/).map((name) => snakeCase(name));
  return (
    names.length >= 3 &&
    names.every((name) => name.length < 60) &&
    names.filter((name) => KNOWN.has(name)).length >= 2
  );
}
