/** One way to say a term. */
export interface QueryForm {
  /** In lower case, as the store is asked for it. */
  readonly word: string;
  readonly stem: string;
  /** 1 for the word itself, less for what only means about the same. */
  readonly weight: number;
}

/** A thing that the question asks for, with all ways to say it; the first is the question's own. */
export interface QueryTerm {
  readonly forms: readonly [QueryForm, ...QueryForm[]];
  readonly weight: number;
  /** Place among the words of the question. */
  readonly position: number;
}

export interface SearchQuery {
  readonly question: string;
  /** What the store searches for: words separated by spaces, repeated where they weigh more. */
  readonly text: string;
  readonly terms: readonly QueryTerm[];
  /** Words whose rarity ranking needs; at most `MOST_RARITIES`. */
  readonly rarityWords: readonly string[];
  /** Stems of phrases in quotation marks, stop words left out. */
  readonly phrases: readonly (readonly string[])[];
  /** Runs of the question's words, joined: what a document's name is compared with. */
  readonly names: ReadonlyMap<string, NamedRun>;
}

/** How a name stands in the question. */
export interface NamedRun {
  readonly words: number;
  /** Written as one name (`KubePodCrashLooping`, `kube-proxy`), not as words of a sentence. */
  readonly isIdentifier: boolean;
  /** As the question writes it. */
  readonly written: string;
}
