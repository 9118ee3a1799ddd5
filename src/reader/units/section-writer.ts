import type { FoundPassage } from '../../retrieval/found-passage.ts';
import type { ReadDocument, Section, Unit } from './unit.ts';
import { wordsOf } from './unit.ts';

/** What a unit is before it stands in a section. */
export type NewUnit =
  | { readonly kind: 'heading'; readonly text: string; readonly lead: null }
  | {
      readonly kind: 'sentence';
      readonly text: string;
      readonly previous: Unit | null;
      readonly lead: Unit | null;
    }
  | {
      readonly kind: 'item';
      readonly text: string;
      readonly marker: string;
      readonly depth: number;
      readonly lead: Unit | null;
    }
  | {
      readonly kind: 'row';
      readonly text: string;
      readonly header: readonly string[];
      readonly cells: readonly string[];
      readonly lead: Unit | null;
    }
  | { readonly kind: 'code'; readonly text: string; readonly language: string; readonly lead: Unit | null };

type OpenSection = Section & { readonly units: Unit[] };
/** Repeated units of overlapping passages are looked for among so many. */
const OVERLAP_UNITS = 40;
/** Below all levels that a heading of Markdown can have. */
export const PSEUDO_LEVEL = 7;

const sameText = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

/** Writes units into the sections of one document; its passages come in the order of the text. */
export class SectionWriter {
  readonly #document: ReadDocument;
  readonly #sections = new Map<string, OpenSection>();
  #passage: FoundPassage | undefined;
  #base: readonly string[] = [];
  #inner: readonly { readonly level: number; readonly text: string }[] = [];
  #isAfterGap = false;
  #isOverlapping = false;
  #last: Unit | null = null;
  /** Level of the heading that the passage begins with: those above it stand over all of the passage. */
  #openingLevel = Number.POSITIVE_INFINITY;
  #isBegun = false;

  constructor(document: ReadDocument) {
    this.#document = document;
  }

  begin(next: FoundPassage): void {
    const before = this.#passage;
    this.#isAfterGap = next.ordinal > (before === undefined ? 0 : before.ordinal + 1);
    this.#isOverlapping = before !== undefined && next.start < before.end;
    this.#passage = next;
    this.#base = next.headings;
    this.#inner = [];
    this.#last = null;
    this.#openingLevel = Number.POSITIVE_INFINITY;
    this.#isBegun = false;
  }

  head(text: string, level: number): void {
    this.#last = null;
    if (!this.#isBegun && level < PSEUDO_LEVEL) this.#openingLevel = level;
    this.#isBegun = true;
    if (sameText(text, this.#document.title)) return;
    this.#inner = this.#inner.filter((outer) => outer.level < level);
    const headings = this.#passage?.headings ?? [];
    const known = headings.findIndex((outer) => sameText(outer, text));
    if (known >= 0) this.#base = headings.slice(0, known + 1);
    else {
      if (level >= this.#openingLevel && level < PSEUDO_LEVEL) this.#base = headings;
      // Levels of headings outside the passage are not known: the outermost is most often of the second.
      else if (level < PSEUDO_LEVEL) this.#base = this.#base.slice(0, Math.max(0, level - 2));
      this.#inner = [...this.#inner, { level, text }];
    }
    if (text !== '') this.add({ kind: 'heading', text, lead: null });
    this.#last = null;
  }

  /** The last unit under the same heading of the same passage. */
  get last(): Unit | null {
    return this.#last;
  }

  add(unit: NewUnit): Unit {
    this.#isBegun = true;
    const section = this.#section();
    this.#last = this.#twinOf(unit, section) ?? this.#append(unit, section);
    return this.#last;
  }

  end(): ReadDocument {
    return Object.assign(this.#document, { sections: [...this.#sections.values()] });
  }

  #section(): OpenSection {
    const path = [...this.#base, ...this.#inner.map(({ text }) => text)];
    const key = path.join('\u0000');
    const open = this.#sections.get(key);
    if (open) return open;
    const headings = wordsOf(path.join('. '));
    const made = { document: this.#document, path, headings, heading: wordsOf(path.at(-1) ?? ''), units: [] };
    this.#sections.set(key, made);
    return made;
  }

  /** The same unit, where the passage before held it already. */
  #twinOf({ kind, text }: NewUnit, { units }: OpenSection): Unit | undefined {
    if (!this.#isOverlapping) return undefined;
    return units.slice(-OVERLAP_UNITS).find((known) => known.kind === kind && known.text === text);
  }

  #append(unit: NewUnit, section: OpenSection): Unit {
    const { text, ...own } = unit;
    const cells =
      unit.kind === 'row' ? { header: unit.header.map(wordsOf), cells: unit.cells.map(wordsOf) } : {};
    const place = { passage: this.#passage, section, at: section.units.length, isAfterGap: this.#isAfterGap };
    const made = Object.assign(wordsOf(text), own, place, cells) as Unit;
    section.units.push(made);
    this.#isAfterGap = false;
    return made;
  }
}
