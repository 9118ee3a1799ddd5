/**
 * Two names of the same words have the same key: letter case and the white space, dashes and underscores between words
 * count for nothing (`Payment Service`, `payment-service`, `PaymentService`). Between digits they count: `shard-1-1` is
 * not `shard-11`. A name of nothing else is its own key.
 */
export function nameKey(name: string): string {
  const key = name.normalize('NFC').toLowerCase().replace(SEPARATORS, separatorKey);
  return key === '' ? name : key;
}

const SEPARATORS = /[\s_-]+/g;
const DIGIT = /\d/;

function separatorKey(found: string, at: number, whole: string): string {
  const [before, after] = [whole[at - 1] ?? '', whole[at + found.length] ?? ''];
  return DIGIT.test(before) && DIGIT.test(after) ? '-' : '';
}

const SUFFIXES = ['service', 'svc'];

/** The keys of a bare name with each word that may stand behind a service's name. */
export const suffixedKeys = (bare: string): string[] => SUFFIXES.map((suffix) => bare + suffix);

/** What is left of a service's key without the word for what it is; undefined where there is no such word or no rest. */
export function bareKey(key: string): string | undefined {
  const suffix = SUFFIXES.find((each) => key.endsWith(each));
  const bare = suffix === undefined ? '' : key.slice(0, -suffix.length);
  return bare.length >= 2 ? bare : undefined;
}

/** Keys under which a message's field is found: its whole path and its last part, without the marks of arrays. */
export function fieldKeys(path: string): string[] {
  const plain = path.replaceAll('[]', '');
  return [...new Set([nameKey(plain), nameKey(plain.split('.').at(-1) ?? plain)])];
}
