/** A plain word is too common to be a service's name wherever it stands. */
const isPlainWord = (name: string): boolean => /^\p{L}+$/u.test(name) && !/\p{Ll}\p{Lu}/u.test(name);

const FEWEST_CHARACTERS = 3;

/**
 * Which of the tenant's services a page names as whole words, in any letter case. A name that is one plain word, such as
 * `search`, counts in the title only.
 */
export function nameServices(names: readonly string[], title: string, text: string): string[] {
  const [ofTitle, everywhere] = [title.toLowerCase(), `${title}\n${text}`.toLowerCase()];
  return names.filter((name) => {
    const key = name.trim().toLowerCase();
    return key.length >= FEWEST_CHARACTERS && holdsName(isPlainWord(name.trim()) ? ofTitle : everywhere, key);
  });
}

const PART_OF_NAME = /[\p{L}\p{N}_-]/u;

function holdsName(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const [before, after] = [text[at - 1] ?? ' ', text[at + name.length] ?? ' '];
    if (!PART_OF_NAME.test(before) && !PART_OF_NAME.test(after)) return true;
  }
  return false;
}
