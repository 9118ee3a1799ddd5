import { readWords, type Word } from '../read/words.ts';

/** A phrase that was found: words `from` to `to` (exclusive) and what it stands for. */
export interface FoundPhrase<Value> {
  readonly from: number;
  readonly to: number;
  readonly value: Value;
}

interface Node<Value> {
  readonly next: Map<string, Node<Value>>;
  value?: Value;
}

const ANY_WORD = '*';

/** Phrases by their words as written, letter case and hyphens apart. In a phrase `*` stands for any one word. */
export class Phrases<Value> {
  private readonly root: Node<Value> = { next: new Map() };

  /** A row is a value and its phrases, separated by `|`. */
  constructor(rows: readonly (readonly [value: Value, phrases: string])[]) {
    for (const [value, phrases] of rows) for (const phrase of phrases.split('|')) this.plant(value, phrase);
  }

  private plant(value: Value, phrase: string): void {
    let node = this.root;
    for (const part of phrase.trim().split(/\s+/)) {
      const key = part === ANY_WORD ? ANY_WORD : (readWords(part)[0]?.lower ?? part);
      const child: Node<Value> = node.next.get(key) ?? { next: new Map() };
      node.next.set(key, child);
      node = child;
    }
    node.value ??= value;
  }

  /** The longest phrase that begins at a word. */
  at(words: readonly Word[], from: number): FoundPhrase<Value> | null {
    let best: FoundPhrase<Value> | null = null;
    const walk = (node: Node<Value>, to: number): void => {
      if (node.value !== undefined && (best === null || to > best.to)) best = { from, to, value: node.value };
      const word = words[to];
      if (!word) return;
      const same = node.next.get(word.lower);
      const any = node.next.get(ANY_WORD);
      if (same) walk(same, to + 1);
      if (any) walk(any, to + 1);
    };
    walk(this.root, from);
    return best;
  }

  /** Every phrase, longest first at each word, none inside another. */
  find(words: readonly Word[]): FoundPhrase<Value>[] {
    const found: FoundPhrase<Value>[] = [];
    for (let from = 0; from < words.length; ) {
      const phrase = this.at(words, from);
      if (phrase) found.push(phrase);
      from = phrase ? phrase.to : from + 1;
    }
    return found;
  }

  has(words: readonly Word[]): boolean {
    return words.some((_, from) => this.at(words, from) !== null);
  }
}
