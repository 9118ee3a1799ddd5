import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type LineCounter,
  type Pair,
  type YAMLMap,
} from 'yaml';
import type { FilePlace } from '../../../core/topology.ts';
import { type ScalarValue, Tree, type TreeContent } from './tree.ts';

const NOTHING: TreeContent = { kind: 'scalar', value: null, source: '' };

/** Makes trees of the YAML library's nodes. Uses of an anchor share its content, so that they cost nothing. */
export class TreeMaker {
  readonly #file: string;
  readonly #lines: LineCounter;
  #anchors = new Map<string, TreeContent>();

  constructor(file: string, lines: LineCounter) {
    this.#file = file;
    this.#lines = lines;
  }

  document(document: Document.Parsed): Tree {
    this.#anchors = new Map();
    return new Tree(this.#content(document.contents), this.#place(document.contents, null));
  }

  #place(node: unknown, otherwise: FilePlace | null): FilePlace {
    const range = (node as { range?: readonly number[] | null } | null)?.range;
    const line = range?.[0] === undefined ? (otherwise?.line ?? null) : this.#lines.linePos(range[0]).line;
    return { file: this.#file, line };
  }

  #content(node: unknown): TreeContent {
    if (isAlias(node)) return this.#anchors.get(node.source) ?? NOTHING;
    const content = this.#made(node);
    const { anchor } = (node ?? {}) as { anchor?: string };
    if (anchor !== undefined) this.#anchors.set(anchor, content);
    return content;
  }

  #made(node: unknown): TreeContent {
    if (isMap(node)) return { kind: 'map', entries: this.#entries(node) };
    if (isSeq(node))
      return {
        kind: 'list',
        items: node.items.map((item) => new Tree(this.#content(item), this.#place(item, null))),
      };
    if (!isScalar(node)) return NOTHING;
    const { value } = node;
    const isPlain = value === null || ['string', 'number', 'boolean'].includes(typeof value);
    const source = node.source ?? String(value ?? '');
    return { kind: 'scalar', value: isPlain ? (value as ScalarValue) : source, source };
  }

  #entries(map: YAMLMap): Map<string, Tree> {
    const entries = new Map<string, Tree>();
    const merged: Tree[] = [];
    for (const pair of map.items as Pair[]) {
      const place = this.#place(pair.key, null);
      const value = new Tree(this.#content(pair.value), place);
      const name = isScalar(pair.key) ? (pair.key.source ?? String(pair.key.value)) : null;
      if (name === '<<') merged.push(...value.oneOrMore);
      else if (name !== null) entries.set(name, value);
    }
    for (const from of merged)
      for (const [name, value] of from.entries) if (!entries.has(name)) entries.set(name, value);
    return entries;
  }
}
