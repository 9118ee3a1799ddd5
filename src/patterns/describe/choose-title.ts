import { plainText } from '../../lib/plain-text.ts';
import { shorten } from '../../lib/shorten.ts';
import { readTerms } from '../signature/read-terms.ts';
import { cleanTitle } from './clean-title.ts';

const MOST_CHARACTERS = 110;
/** A part of a title has to be a phrase of its own. */
const FEWEST_WORDS = 3;
/** Where two say as much, the one that more members have. */
const SAID_BY_ALL = 0.5;
/** A whole title is a sentence more often than a part of one. */
const PART = 0.95;

/**
 * The title of a pattern: of its members' titles, and of the parts into which colons, dashes and bars cut them, the one
 * whose words the members share most (the cosine with their mean). Its words are a member's own.
 */
export function chooseTitle(titles: readonly string[], shareOf: (term: string) => number): string {
  const said = new Map<string, { readonly title: string; readonly weight: number; count: number }>();
  for (const title of titles)
    for (const [place, candidate] of candidatesOf(title).entries()) {
      const key = candidate.toLowerCase();
      const known = said.get(key) ?? { title: candidate, weight: place === 0 ? 1 : PART, count: 0 };
      known.count++;
      said.set(key, known);
    }
  let best: { readonly title: string; readonly score: number } | undefined;
  for (const { title, weight, count } of said.values()) {
    const score = weight * scoreOf(title, shareOf) * (1 + (SAID_BY_ALL * count) / titles.length);
    if (best === undefined || score > best.score || (score === best.score && title < best.title))
      best = { title, score };
  }
  return shorten(best?.title ?? titles[0] ?? '', MOST_CHARACTERS);
}

function candidatesOf(title: string): string[] {
  const whole = cleanTitle(plainText(title)) || plainText(title);
  const parts = whole
    .split(/\s[-–—|]\s|:\s|;\s/)
    .map((part) => part.trim())
    .filter((part) => part.split(/\s+/).length >= FEWEST_WORDS && part !== whole);
  return [...new Set([whole, ...parts.map((part) => part.charAt(0).toUpperCase() + part.slice(1))])];
}

function scoreOf(title: string, shareOf: (term: string) => number): number {
  const terms = new Set(readTerms(title).map(({ term }) => term));
  if (terms.size === 0) return 0;
  const shared = [...terms].reduce((sum, term) => sum + shareOf(term), 0);
  return shared / Math.sqrt(terms.size);
}
