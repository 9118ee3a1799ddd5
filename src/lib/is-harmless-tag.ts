import { isMarkupElement } from './is-markup-element.ts';

/** A tag of more characters than this counts as one that does harm. */
const MAX_CHARACTERS = 128;

const NAME = '[A-Za-z][\\w.+@?*|[\\]-]*';
/** `pod-name`, `ops@example.com`, `String, List<Part`: names with nothing between them that could set an attribute. */
const NAMES = `${NAME}(?:<${NAME}|, ?[\\w.+@?*|[\\]-]+)*`;
const PLAIN = new RegExp(`^(?:/${NAME}|${NAMES})>`);
const PART_OF_PLAIN = new RegExp(`^/?$|^/${NAME}$|^${NAMES}(?:<|, ?)?$`);

/** No `=` and no quote: for a browser `<https://a/onclick=b>` is an element `https:` with an attribute. */
const ADDRESS = /^(?:https?:\/\/|mailto:)[^\s<>=\\"'`[\]]+>/i;
const PART_OF_ADDRESS = /^(?:https?:\/?|(?:https?:\/\/|mailto:)[^\s<>=\\"'`[\]]*)$/i;

/** Attributes that need no value to make what follows disappear. */
const HIDES = /(?<!^)[ /](?:hidden|popover)(?![\w-])/i;

/** The elements that a run of names could open: after `<` and before `<` or `>`. */
const ELEMENTS = /(?:^\/?|<)([^<>,]+)(?=[<>])/g;

function isHarmless(text: string): boolean {
  const address = ADDRESS.exec(text)?.[0];
  if (address !== undefined) return !HIDES.test(address);
  const tag = PLAIN.exec(text)?.[0];
  if (tag === undefined || HIDES.test(tag)) return false;
  return ![...tag.matchAll(ELEMENTS)].some(([, name]) => isMarkupElement(name ?? ''));
}

/**
 * Whether the `<` before `rest` may stay as it is: it opens no tag, comment or instruction at all, or a bare name that
 * is no element (`<pod-name>`, `Map<String, Part>`), or an autolink whose target is there to read. Says undefined
 * where that depends on what is still to come; never when 128 characters are there or the text has `ended`.
 */
export function isHarmlessTag(rest: string, ended: boolean): boolean | undefined {
  const text = rest.slice(0, MAX_CHARACTERS);
  const isOpen = !ended && text.length < MAX_CHARACTERS;
  if (isOpen && (PART_OF_PLAIN.test(text) || PART_OF_ADDRESS.test(text))) return undefined;
  return !/^[A-Za-z!?/]/.test(text) || isHarmless(text);
}
