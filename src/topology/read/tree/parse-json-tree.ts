import type { FilePlace } from '../../../core/topology.ts';
import { Tree } from './tree.ts';

const MAX_DEPTH = 200;
const SPACE = /[ \t\r\n]*/y;
const STRING = /"[^"\\\n]*(?:\\.[^"\\\n]*)*"/y;
const WORD = /-?\d[\d.eE+-]*|true|false|null/y;

class NotJson extends Error {}

/** Reads JSON with the line of every value; undefined where the text is not JSON. Takes time linear in its length. */
export function parseJsonTree(text: string, file: string): Tree | undefined {
  try {
    return new JsonTreeParser(text, file).parse();
  } catch (failure) {
    if (failure instanceof NotJson || failure instanceof SyntaxError) return undefined;
    throw failure;
  }
}

class JsonTreeParser {
  readonly #text: string;
  readonly #file: string;
  #at = 0;
  #line = 1;

  constructor(text: string, file: string) {
    this.#text = text;
    this.#file = file;
  }

  parse(): Tree {
    this.#skipSpace();
    const tree = this.#value(this.#place(), 0);
    this.#skipSpace();
    if (this.#at < this.#text.length) throw new NotJson();
    return tree;
  }

  #place(): FilePlace {
    return { file: this.#file, line: this.#line };
  }

  /** `place` is that of the name where the value has one. */
  #value(place: FilePlace, depth: number): Tree {
    if (depth > MAX_DEPTH) throw new NotJson();
    const mark = this.#text[this.#at];
    if (mark === '{') return this.#map(place, depth);
    if (mark === '[') return this.#list(place, depth);
    const source = this.#take(mark === '"' ? STRING : WORD);
    return new Tree({ kind: 'scalar', value: JSON.parse(source), source }, place);
  }

  #map(place: FilePlace, depth: number): Tree {
    const entries = new Map<string, Tree>();
    this.#members('}', () => {
      const namePlace = this.#place();
      const name: string = JSON.parse(this.#take(STRING));
      this.#skipSpace();
      this.#expect(':');
      this.#skipSpace();
      entries.set(name, this.#value(namePlace, depth + 1));
    });
    return new Tree({ kind: 'map', entries }, place);
  }

  #list(place: FilePlace, depth: number): Tree {
    const items: Tree[] = [];
    this.#members(']', () => items.push(this.#value(this.#place(), depth + 1)));
    return new Tree({ kind: 'list', items }, place);
  }

  #members(end: string, readOne: () => void): void {
    this.#at += 1;
    this.#skipSpace();
    if (this.#text[this.#at] === end) {
      this.#at += 1;
      return;
    }
    for (;;) {
      readOne();
      this.#skipSpace();
      if (this.#text[this.#at] === end) break;
      this.#expect(',');
      this.#skipSpace();
    }
    this.#at += 1;
  }

  #expect(mark: string): void {
    if (this.#text[this.#at] !== mark) throw new NotJson();
    this.#at += 1;
  }

  #take(form: RegExp): string {
    form.lastIndex = this.#at;
    const [found] = form.exec(this.#text) ?? [];
    if (found === undefined) throw new NotJson();
    this.#at += found.length;
    return found;
  }

  #skipSpace(): void {
    const space = this.#take(SPACE);
    for (let at = space.indexOf('\n'); at >= 0; at = space.indexOf('\n', at + 1)) this.#line += 1;
  }
}
