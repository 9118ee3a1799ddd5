import { isUnknown } from '../../lib/is-unknown.ts';
import { isObject } from '../importer.ts';
import { nameOf } from './collect-fields.ts';

const MAX_ITEMS = 200;

/** Action items of a field: a list of texts or of objects, or one text with a line, bullet or semicolon an item. */
export function readActionItems(value: unknown): string[] {
  if (typeof value === 'string') return clean(value.split(/\r?\n|;\s+/));
  if (!Array.isArray(value)) return isObject(value) ? clean([nameOf(value) ?? '']) : [];
  return clean(
    value.map((item) => {
      if (!isObject(item)) return typeof item === 'string' ? item : '';
      const text = item.title ?? item.description ?? item.summary ?? item.text ?? item.task ?? item.action;
      return typeof text === 'string' ? text : (nameOf(item) ?? '');
    }),
  );
}

function clean(items: readonly string[]): string[] {
  return items
    .map((item) =>
      item
        .replace(/^\s*(?:[-*+]|\d+[.)])\s+/, '')
        .replace(/^\[[ xX]\]\s+/, '')
        .trim(),
    )
    .filter((item) => !isUnknown(item))
    .slice(0, MAX_ITEMS);
}
