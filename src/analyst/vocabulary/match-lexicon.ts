import { readWords, type Word } from '../read/words.ts';
import { knowledgeLexicon } from './knowledge-lexicon.ts';
import { lexicon } from './lexicon.ts';
import type { Meaning } from './meanings.ts';

interface Node {
  readonly byStem: Map<string, Node>;
  readonly byForm: Map<string, Node>;
  readonly meanings: Meaning[];
}

const newNode = (): Node => ({ byStem: new Map(), byForm: new Map(), meanings: [] });

function childOf(children: Map<string, Node>, key: string): Node {
  const child = children.get(key) ?? newNode();
  children.set(key, child);
  return child;
}

function plant(phrasesOf: typeof lexicon): Node {
  const root = newNode();
  for (const [meaning, phrases] of phrasesOf) {
    for (const phrase of phrases.split('|')) {
      const text = phrase.trim();
      const exact = text.startsWith('=');
      let node = root;
      for (const word of readWords(exact ? text.slice(1) : text)) {
        node = exact ? childOf(node.byForm, word.lower) : childOf(node.byStem, word.stem);
      }
      node.meanings.push(meaning);
    }
  }
  return root;
}

/** What a question is read as: one about incidents, or one about what is known of several of them. */
export type ReadAs = 'records' | 'knowledge';

const roots: Readonly<Record<ReadAs, Node>> = {
  records: plant(lexicon),
  knowledge: plant([...lexicon, ...knowledgeLexicon]),
};

/** A phrase of the lexicon that was found: words `from` to `to` (exclusive) and all that they may mean. */
export interface LexiconMatch {
  readonly from: number;
  readonly to: number;
  readonly meanings: readonly Meaning[];
}

/** Every phrase of the lexicon that begins at a word, longest first. */
export function matchLexicon(
  words: readonly Word[],
  from: number,
  readAs: ReadAs = 'records',
): LexiconMatch[] {
  const found = new Map<number, Meaning[]>();
  const walk = (node: Node, position: number): void => {
    if (node.meanings.length > 0) found.set(position, [...(found.get(position) ?? []), ...node.meanings]);
    const word = words[position];
    if (!word) return;
    const form = node.byForm.get(word.lower);
    const stem = node.byStem.get(word.stem);
    if (form) walk(form, position + 1);
    if (stem) walk(stem, position + 1);
  };
  walk(roots[readAs], from);
  found.delete(from);
  return [...found].map(([to, meanings]) => ({ from, to, meanings })).sort((a, b) => b.to - a.to);
}
