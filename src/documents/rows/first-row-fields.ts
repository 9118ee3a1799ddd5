/** Names under which a list in a JSON object is the list of rows. */
export const LIST_NAMES: ReadonlySet<string> = new Set([
  'documents',
  'docs',
  'data',
  'items',
  'records',
  'results',
  'rows',
  'passages',
  'pages',
  'articles',
  'entries',
  'corpus',
  'hits',
]);

interface ScannedObject {
  /** Offset of the first character of each value, by the name of its field. */
  readonly values: ReadonlyMap<string, number>;
  /** After its `}`; null where the text ends before. */
  readonly end: number | null;
}

const MAX_NAME_CHARACTERS = 100;

/** The fields of the object that begins at `start`; it need not be whole, and its values are not read. */
function scanObject(json: string, start: number): ScannedObject {
  const values = new Map<string, number>();
  let depth = 0;
  let name: string | null = null;
  for (let at = start; at < json.length; at++) {
    const mark = json[at];
    if (mark === '"') {
      const end = endOfString(json, at);
      if (end === null) break;
      if (depth === 1 && name === null)
        name = json.slice(at + 1, Math.min(end, at + 1 + MAX_NAME_CHARACTERS));
      at = end;
    } else if (mark === '{' || mark === '[') depth += 1;
    else if (mark === '}' || mark === ']') {
      depth -= 1;
      if (depth === 0) return { values, end: at + 1 };
    } else if (depth === 1 && mark === ',') name = null;
    else if (depth === 1 && mark === ':' && name !== null && !values.has(name))
      values.set(name, skipBlanks(json, at + 1));
  }
  return { values, end: null };
}

/** Where the string that begins at `start` has its closing quote. */
function endOfString(json: string, start: number): number | null {
  for (let at = start + 1; at < json.length; at++)
    if (json[at] === '\\') at += 1;
    else if (json[at] === '"') return at;
  return null;
}

function skipBlanks(json: string, start: number): number {
  let at = start;
  while (at < json.length && /\s/.test(json[at] ?? '')) at += 1;
  return at;
}

/**
 * Names of the filled fields of the first row in the beginning of a JSON file, with the character that its value begins
 * with: of the first object of a list, or of the first of several objects. Null for a file that is one object or none.
 */
export function firstRowFields(json: string, isLines: boolean): ReadonlyMap<string, string> | null {
  const start = skipBlanks(json, 0);
  const first = json[start] === '[' ? skipBlanks(json, start + 1) : start;
  if (json[first] !== '{') return null;
  const object = scanObject(json, first);
  if (isLines || first !== start) return beginningsOf(json, object);
  for (const [name, at] of object.values) {
    const inner = LIST_NAMES.has(name) && json[at] === '[' ? skipBlanks(json, at + 1) : at;
    if (inner !== at) return json[inner] === '{' ? beginningsOf(json, scanObject(json, inner)) : null;
  }
  const isFollowed = object.end !== null && json[skipBlanks(json, object.end)] === '{';
  return isFollowed ? beginningsOf(json, object) : null;
}

const beginningsOf = (json: string, { values }: ScannedObject): Map<string, string> =>
  new Map([...values].map(([name, at]) => [name, json[at] ?? '']));
