import { posix } from 'node:path';
import type { FilePlace } from '../../core/topology.ts';
import { inMegabytes } from '../../lib/in-megabytes.ts';
import type { ReadLimits } from './read-limits.ts';
import type { FileSet } from './topology-file.ts';
import { parseTree } from './tree/parse-tree.ts';
import type { Tree } from './tree/tree.ts';
import { unreadable, unreadableAt } from './unreadable.ts';

/** Steps of a `$ref` that leads to a `$ref`. */
const MAX_STEPS = 50;
const ADDRESS = /^(?:[a-z][a-z0-9+.-]*:|\/\/|\\\\)/i;
/** Text whose trees are kept for the next file that refers to them. */
const MAX_KEPT_BYTES = 20 * 1024 ** 2;

interface KeptTree {
  readonly tree: Tree;
  readonly bytes: number;
}

/** What an import has read so far; one for all files that share a `FileSet`. */
interface ReadSoFar {
  readonly trees: Map<string, KeptTree>;
  keptBytes: number;
  /** Of every reading, also of a file whose tree was not kept. */
  totalBytes: number;
}

const soFar = new WeakMap<FileSet, ReadSoFar>();

/** Follows `$ref`s: inside a file, and to other files of the same import, never further. */
export class References {
  readonly #files: FileSet;
  readonly #own: ReadonlyMap<string, Tree>;
  readonly #limits: ReadLimits;
  readonly #read: ReadSoFar;

  /** `own` is the tree of the file that is being read. */
  constructor(files: FileSet, own: ReadonlyMap<string, Tree>, limits: ReadLimits) {
    this.#files = files;
    this.#own = own;
    this.#limits = limits;
    this.#read = soFar.get(files) ?? { trees: new Map(), keptBytes: 0, totalBytes: 0 };
    soFar.set(files, this.#read);
  }

  /** The same for another document of the file: what a reference without a file begins at. */
  within(root: Tree): References {
    return new References(this.#files, new Map([[root.place.file, root]]), this.#limits);
  }

  /**
   * What the tree stands for: itself, or where its `$ref` leads. Throws ParleyError with the reference and its line where
   * that is outside the import, not there, or a circle.
   */
  async resolve(tree: Tree): Promise<Tree> {
    return this.#resolve(tree, { left: MAX_STEPS });
  }

  /** `steps` are shared with the references that are met on the way to one. */
  async #resolve(tree: Tree, steps: { left: number }): Promise<Tree> {
    let current = tree;
    for (let ref = referenceOf(tree); ref !== null; ref = referenceOf(current)) {
      const place = current.at('$ref')?.place ?? current.place;
      steps.left -= 1;
      if (steps.left < 0)
        throw unreadableAt(place, `refers with $ref to "${shown(ref)}", which leads in a circle`);
      current = await this.#follow(ref, place, steps);
    }
    return current;
  }

  /** The text of another file of the import, by its name beside the file of `from`; null where there is none. */
  async textBeside(from: FilePlace, name: string): Promise<string | null> {
    const path = posix.join(posix.dirname(from.file), name);
    return isInside(path) ? this.#load(path, { ...from, line: null }) : null;
  }

  async #follow(ref: string, place: FilePlace, steps: { left: number }): Promise<Tree> {
    const [target = '', pointer = ''] = splitOnce(ref, '#');
    const root =
      target === '' ? await this.#tree(place.file, ref, place) : await this.#other(target, ref, place);
    let tree: Tree | undefined = root;
    for (const step of pointer.split('/').slice(1)) {
      const name = decode(step).replaceAll('~1', '/').replaceAll('~0', '~');
      if (tree && referenceOf(tree) !== null) tree = await this.#resolve(tree, steps);
      tree = tree?.isList ? tree.items[Number(name)] : tree?.at(name);
    }
    if (tree) return tree;
    throw unreadableAt(place, `refers with $ref to "${shown(ref)}", which is not there`);
  }

  async #other(target: string, ref: string, place: FilePlace): Promise<Tree> {
    const name = decode(target);
    if (ADDRESS.test(name))
      throw unreadableAt(
        place,
        `refers with $ref to "${shown(ref)}": Parley fetches no address, only files of the import`,
      );
    const path = posix.join(posix.dirname(place.file), name);
    if (name.startsWith('/') || !isInside(path))
      throw unreadableAt(place, `refers with $ref to "${shown(ref)}", a file outside the imported folder`);
    return this.#tree(path, ref, place);
  }

  async #tree(path: string, ref: string, place: FilePlace): Promise<Tree> {
    const known = this.#own.get(path) ?? this.#read.trees.get(path)?.tree;
    if (known) return known;
    const text = await this.#load(path, place);
    if (text === null)
      throw unreadableAt(place, `refers with $ref to "${shown(ref)}", a file that is not part of the import`);
    const [tree] = parseTree(text, path);
    if (!tree) throw unreadableAt(place, `refers with $ref to "${shown(ref)}", a file that is empty`);
    this.#keep(path, { tree, bytes: Buffer.byteLength(text) });
    return tree;
  }

  #keep(path: string, kept: KeptTree): void {
    this.#read.trees.set(path, kept);
    this.#read.keptBytes += kept.bytes;
    for (const [oldest, { bytes }] of this.#read.trees) {
      if (this.#read.keptBytes <= MAX_KEPT_BYTES || oldest === path) return;
      this.#read.trees.delete(oldest);
      this.#read.keptBytes -= bytes;
    }
  }

  async #load(path: string, place: FilePlace): Promise<string | null> {
    const text = await this.#files.read(path);
    if (text === null) return null;
    const { maxFileBytes, maxReferencedBytes } = this.#limits;
    const bytes = Buffer.byteLength(text);
    if (bytes > maxFileBytes) throw unreadable(path, `is larger than ${inMegabytes(maxFileBytes)}`);
    this.#read.totalBytes += bytes;
    if (this.#read.totalBytes > maxReferencedBytes)
      throw unreadableAt(
        place,
        `refers to ${path}: files with more than ${inMegabytes(maxReferencedBytes)} in all`,
      );
    return text;
  }
}

/** The reference of a `$ref`, or null. */
export const referenceOf = (tree: Tree): string | null => {
  const ref = tree.at('$ref');
  return ref?.content.kind === 'scalar' && typeof ref.content.value === 'string' ? ref.content.value : null;
};

/** Whether a reference is an address on a network, of a scheme or of another machine. */
export const isAddress = (ref: string): boolean => ADDRESS.test(decode(ref));

const isInside = (path: string): boolean =>
  path !== '..' && !path.startsWith('../') && !path.startsWith('/') && !/[\\\0]/.test(path);

const shown = (ref: string): string => (ref.length > 200 ? `${ref.slice(0, 199)}…` : ref);

function splitOnce(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
