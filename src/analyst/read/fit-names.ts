import { readWords, stemsOf } from './words.ts';

/** Something that a question may mean by what it is called. */
export interface Called {
  readonly title: string;
  /** What else stands for it: services, alerts, what its incidents share. */
  readonly terms: readonly string[];
}

/** How well the asked words fit what something is called. */
export interface NameFit<Item extends Called> {
  readonly item: Item;
  /** Asked words that it is called by. */
  readonly held: readonly string[];
  /** Shares, 0 to 1: of the asked words in its names at all, and in its title; of the title's words that were asked. */
  readonly share: number;
  readonly inTitle: number;
  readonly ofTitle: number;
}

/** `KubePodCrashLooping` is called by its parts as well. */
const withParts = (text: string): string => `${text} ${text.replace(/([a-z0-9])([A-Z])/g, '$1 $2')}`;

/** Words that no name is told by. */
const GRAMMAR = /^(the|a|an|of|on|in|at|to|for|and|or|by|with|from|is|are|was|were)$/;

const titleStems = (title: string): Set<string> =>
  new Set(
    readWords(withParts(title))
      .filter(({ lower }) => !GRAMMAR.test(lower))
      .map(({ stem }) => stem),
  );

/** Those that at least one of the words fits, best first. Pure. */
export function fitNames<Item extends Called>(
  items: readonly Item[],
  words: readonly string[],
): NameFit<Item>[] {
  const asked = words.map((word) => ({ word, stems: readWords(withParts(word)).map(({ stem }) => stem) }));
  const stems = new Set(asked.flatMap((each) => each.stems));
  const fits = items.map((item) => {
    const title = titleStems(item.title);
    const names = new Set([...title, ...stemsOf(withParts(item.terms.join(' ')))]);
    const isIn = (where: Set<string>) => (each: (typeof asked)[number]) => {
      const [whole = ''] = each.stems;
      return where.has(whole) || each.stems.every((stem) => where.has(stem));
    };
    const held = asked.filter(isIn(names)).map(({ word }) => word);
    return {
      item,
      held,
      share: held.length / Math.max(1, asked.length),
      inTitle: asked.filter(isIn(title)).length / Math.max(1, asked.length),
      ofTitle: [...title].filter((stem) => stems.has(stem)).length / Math.max(1, title.size),
    };
  });
  return fits
    .filter(({ held }) => held.length > 0)
    .sort((a, b) => b.share - a.share || b.inTitle - a.inTitle || b.ofTitle - a.ofTitle);
}

/** Of a description of several words, so many must fit; of a shorter one all. */
const LEAST_SHARE = 0.6;
const SHORT = 3;

/** The ones that are meant: that which fits best, or those that fit as well; none where too few words fit. */
export function meantNames<Item extends Called>(
  fits: readonly NameFit<Item>[],
  words: readonly string[],
): NameFit<Item>[] {
  const [best] = fits;
  if (!best || (best.share < 1 && (words.length <= SHORT || best.share < LEAST_SHARE))) return [];
  // A word that is written as a name must be one of the names.
  if (words.some((word) => !best.held.includes(word) && !/^\p{Ll}+$/u.test(word))) return [];
  const equal = fits.filter(({ share, inTitle }) => share === best.share && inTitle === best.inTitle);
  const whole = equal.filter(({ ofTitle }) => ofTitle > 0.99);
  return whole.length > 0 ? whole : equal;
}
