import type { FilePlace } from '../../../core/topology.ts';

export type ScalarValue = string | number | boolean | null;

/** What a tree holds: named values, a list of them, or one value with its spelling. */
export type TreeContent =
  | { readonly kind: 'map'; readonly entries: ReadonlyMap<string, Tree> }
  | { readonly kind: 'list'; readonly items: readonly Tree[] }
  | { readonly kind: 'scalar'; readonly value: ScalarValue; readonly source: string };

const NO_ENTRIES: ReadonlyMap<string, Tree> = new Map();

/** A value of a YAML or JSON file that knows its place. An anchor's uses share one content. */
export class Tree {
  readonly content: TreeContent;
  readonly place: FilePlace;

  constructor(content: TreeContent, place: FilePlace) {
    this.content = content;
    this.place = place;
  }

  get isMap(): boolean {
    return this.content.kind === 'map';
  }

  get isList(): boolean {
    return this.content.kind === 'list';
  }

  /** Named values; empty for anything but a map. */
  get entries(): ReadonlyMap<string, Tree> {
    return this.content.kind === 'map' ? this.content.entries : NO_ENTRIES;
  }

  /** The values of a list; empty for anything else. */
  get items(): readonly Tree[] {
    return this.content.kind === 'list' ? this.content.items : [];
  }

  /** The values of a list, or the one value that stands for a list of one. */
  get oneOrMore(): readonly Tree[] {
    return this.content.kind === 'list' ? this.content.items : this.isNull ? [] : [this];
  }

  get isNull(): boolean {
    return this.content.kind === 'scalar' && this.content.value === null;
  }

  /** The value below these names; undefined where one of them is not there. */
  at(...path: readonly string[]): Tree | undefined {
    let tree: Tree | undefined = this;
    for (const name of path) tree = tree?.entries.get(name);
    return tree;
  }

  /** Text, and numbers and truth values as they are spelled; null for anything else and for white space. */
  get text(): string | null {
    if (this.content.kind !== 'scalar' || this.content.value === null) return null;
    const { value, source } = this.content;
    const text = typeof value === 'string' ? value : source;
    return text.trim() === '' ? null : text.trim();
  }

  /** The text below these names. */
  textAt(...path: readonly string[]): string | null {
    return this.at(...path)?.text ?? null;
  }

  /** Every text of a list below these names, or the one text there. */
  textsAt(...path: readonly string[]): string[] {
    return (this.at(...path)?.oneOrMore ?? []).flatMap((item) => item.text ?? []);
  }
}
