import { ParleyError } from '../../core/errors.ts';
import { snakeCase } from '../../lib/snake-case.ts';

/** How the fields of a verb's input are called on this wire. */
interface WireNames {
  /** Of a complaint's path: a parameter of the query, or `data.attributes.…`. */
  readonly path: (path: string) => string;
  /** Of a field that the text of a complaint may mention. */
  readonly word: (word: string) => string;
}

/** Waits for a verb. Where it refuses its input, each complaint gets the name that its field has on this wire. */
export async function withWireNames<Result>(
  { path: pathOf, word: wordOf }: WireNames,
  work: Promise<Result>,
): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof ParleyError) || error.details.issues === undefined) throw error;
    const issues = error.details.issues.map(({ path, message }) => ({
      path: pathOf(path),
      message: message.replace(/[A-Za-z]+/g, wordOf),
    }));
    throw new ParleyError(error.code, error.message, { ...error.details, issues });
  }
}

/** Of a query: `filter.startedAt.gte` is `filter[started_at][gte]`. `others`: what is called in another way. */
export const parameterNames = (others: Readonly<Record<string, string>> = {}): WireNames => ({
  path: (path) => {
    const [first = '', ...rest] = path.split('.').map(snakeCase);
    return others[path] ?? PAGE_NAMES[path] ?? first + rest.map((part) => `[${part}]`).join('');
  },
  word: (word) => word,
});

const PAGE_NAMES: Readonly<Record<string, string>> = { 'page.offset': 'page[number]' };

/** Of a body: `startedAt` is the attribute `started_at`. `others`: attributes that are called in another way. */
export const attributeNames = (others: Readonly<Record<string, string>>): WireNames => {
  const word = (name: string): string => {
    if (Object.hasOwn(others, name)) return others[name] ?? name;
    return /[a-z][A-Z]/.test(name) ? snakeCase(name) : name;
  };
  return {
    path: (path) => `data.attributes.${path.replace(/^[^.]*/, word)}`,
    word,
  };
};
