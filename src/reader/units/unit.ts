import type { FoundPassage } from '../../retrieval/found-passage.ts';
import { readTokens, type Token } from '../words/read-tokens.ts';

/** A text whose tokens are read once, when they are first asked for. */
export interface Words {
  readonly text: string;
  readonly tokens: readonly Token[];
}

class ReadWords implements Words {
  readonly text: string;
  #tokens: readonly Token[] | undefined;

  constructor(text: string) {
    this.text = text;
  }

  get tokens(): readonly Token[] {
    this.#tokens ??= readTokens(this.text);
    return this.#tokens;
  }
}

export const wordsOf = (text: string): Words => new ReadWords(text);

/** One document among the passages. */
export interface ReadDocument {
  readonly id: string;
  readonly title: string;
  /** Names of the alerts that it serves. */
  readonly alerts: readonly string[];
  /** Title and alerts. */
  readonly names: Words;
  readonly sections: readonly Section[];
}

/** What stands under one heading of a document, as far as the passages hold it. */
export interface Section {
  readonly document: ReadDocument;
  /** Headings, outermost first. */
  readonly path: readonly string[];
  /** The whole path. */
  readonly headings: Words;
  /** The innermost heading, or the question of an FAQ; empty where there is none. */
  readonly heading: Words;
  readonly units: readonly Unit[];
}

interface Piece extends Words {
  readonly passage: FoundPassage;
  readonly section: Section;
  /** Place in the section. */
  readonly at: number;
  /** The sentence that leads in a list, a table or code; the item that an inner item stands in. */
  readonly lead: Unit | null;
  /** Text of the document that is not among the passages stands before it. */
  readonly isAfterGap: boolean;
}

/** What is quoted as a whole. `text` is as a reader sees it; of code its lines exactly. */
export type Unit = Piece &
  (
    | { readonly kind: 'sentence'; readonly previous: Unit | null }
    | { readonly kind: 'item'; readonly marker: string; readonly depth: number }
    | { readonly kind: 'row'; readonly header: readonly Words[]; readonly cells: readonly Words[] }
    /** The line of a heading itself: only where it stands in a passage. */
    | { readonly kind: 'heading' }
    | { readonly kind: 'code'; readonly language: string }
  );

export type UnitOf<Kind extends Unit['kind']> = Extract<Unit, { kind: Kind }>;
