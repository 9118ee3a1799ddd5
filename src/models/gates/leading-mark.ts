/** Takes a word from the beginning of a streamed text, blanks and colons behind it included, and tells whether it was there. */
export function createLeadingMark(word: string) {
  let held: string | undefined = '';
  let found = false;
  const settle = (text: string): string => {
    const trimmed = text.trimStart();
    found = trimmed.startsWith(word);
    held = undefined;
    return found ? trimmed.slice(word.length).replace(/^[\s:.,–—-]+/, '') : text;
  };
  return {
    push(text: string): string {
      if (held === undefined) return text;
      held += text;
      const trimmed = held.trimStart();
      const isOpen = word.startsWith(trimmed) || /^[\s:.,–—-]*$/.test(trimmed.slice(word.length));
      const maybe = trimmed.startsWith(word) || word.startsWith(trimmed);
      return maybe && isOpen ? '' : settle(held);
    },
    end(): string {
      return held === undefined ? '' : settle(held);
    },
    get found() {
      return found;
    },
  };
}
