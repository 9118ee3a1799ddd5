import { findUrls } from '../../lib/find-urls.ts';

/** What stands in place of a link that no evidence holds. */
const REMOVED = '(link removed)';

/** Longer runs without a blank are cut: no address that is worth showing is longer. */
const MOST_HELD = 2048;

/** What is looked at of the word before; longer than any scheme. */
const MOST_CONTEXT = 64;

/** Whether the end of a run without blanks is, or may still become, an address. */
const MAY_BE_ADDRESS =
  /[:/]|www\.|(?:^|[^a-z])(?:h(?:t(?:t(?:ps?)?)?)?|f(?:tp?)?|w{1,3}|d(?:a(?:ta?)?)?|j(?:a(?:v(?:a[a-z]{0,6})?)?)?)$/i;

export interface LinkGate {
  push(text: string): string;
  end(): string;
  readonly removed: number;
}

/**
 * Lets through only addresses that stand so in one of the texts that `known` gives: one that a model has put together
 * itself could carry data away. Holds back a word while it may still grow into an address.
 */
export function createLinkGate(known: () => readonly string[]): LinkGate {
  let held = '';
  let removed = 0;
  // Whether an address begins somewhere depends on the letters before.
  let before = '';
  const checked = (release: string): string => {
    const text = before + release;
    let clean = '';
    let from = before.length;
    for (const { start, end, url } of findUrls(text)) {
      if (end <= from || known().some((each) => each.includes(url))) continue;
      removed++;
      clean += text.slice(from, Math.max(from, start)) + REMOVED;
      from = end;
    }
    before = lastWord(text).slice(-MOST_CONTEXT);
    return clean + text.slice(from);
  };
  return {
    push(text) {
      held += text;
      const word = lastWord(held);
      const keep = word.length < MOST_HELD && MAY_BE_ADDRESS.test(word) ? word.length : 0;
      const release = held.slice(0, held.length - keep);
      held = held.slice(held.length - keep);
      return checked(release);
    },
    end() {
      const rest = checked(held);
      held = '';
      return rest;
    },
    get removed() {
      return removed;
    },
  };
}

/** What stands behind the last blank. */
function lastWord(text: string): string {
  let start = text.length;
  while (start > 0 && !/\s/.test(text[start - 1] ?? '')) start--;
  return text.slice(start);
}
