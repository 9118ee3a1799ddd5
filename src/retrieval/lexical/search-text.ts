import { readWords, runWords } from './split-words.ts';

export { BM25_B, BM25_K1 } from '../../store/brand-tables.ts';

const TITLE_TIMES = 2;
/** Names of a passage that can be found by their whole spelling; a log may have thousands. */
const MOST_NAMES = 200;

export interface SearchableText {
  readonly title: string;
  readonly alerts: readonly string[];
  readonly headings: readonly string[];
  readonly content: string;
  /** File name or other names of the document. */
  readonly identifiers?: readonly string[];
}

/**
 * The text that the store indexes for a passage, in words that its parser takes as they are: letters and digits only.
 * Fields weigh by how often they are repeated. A name stands there in its parts, and once more joined (`kubeproxy`),
 * so that it is found however it is written.
 */
export function searchText({ title, alerts, headings, content, identifiers = [] }: SearchableText): string {
  const fields = [...Array<string>(TITLE_TIMES).fill(title), ...alerts, ...identifiers, ...headings, content];
  const words: string[] = [];
  const names = new Set<string>();
  const addName = (joined: string): void => {
    if (names.size < MOST_NAMES) names.add(joined);
  };
  for (const field of fields) {
    readWords(field, {
      run(run) {
        const found = runWords(run);
        words.push(...found);
        // Pairs of characters of a script without spaces are no parts of a name.
        if (found.length > 1 && found.join('') === run.toLowerCase()) addName(run.toLowerCase());
      },
      name: addName,
    });
  }
  return [...words, ...names].join(' ');
}
