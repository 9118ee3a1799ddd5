import { type Section, sectionWords } from '../vocabulary/section-words.ts';
import type { Statement } from './statement.ts';
import { readWords } from './words.ts';

const MOST_LABEL_CHARACTERS = 40;
const LEADING_SECTIONS: readonly Section[] = [
  'excluded',
  'open',
  'measure',
  'goal',
  'constraint',
  'background',
  'people',
  'requirement',
];

/** These name a part only where nothing else stands beside them: an “Order history” is no history of the project. */
const WHOLE_SECTIONS = /^(?:background|people|constraint|excluded)$/;
const CERTAIN = /\b(?:out of scope|not in scope|non-?goals?|won['’]?t)\b/i;

/** The section that a heading or a label names; of several the one that changes most. */
function sectionOf(name: string): Section | null {
  const words = readWords(name).filter(({ lower }) => !/^(?:\d+|the|and|our|project|[a-z])$/.test(lower));
  const phrases = sectionWords.find(words);
  const isWhole = phrases.reduce((sum, { from, to }) => sum + to - from, 0) === words.length;
  const found = new Set(
    phrases
      .filter(({ value }) => isWhole || !WHOLE_SECTIONS.test(value) || CERTAIN.test(name))
      .map(({ value }) => value),
  );
  return LEADING_SECTIONS.find((section) => found.has(section)) ?? null;
}

/** `Goal: …`, `**Out of scope:** …`: a label inside the statement. */
function labelOf({ text }: Statement): string | null {
  const colon = text.slice(0, MOST_LABEL_CHARACTERS).search(/:\s|:\*/);
  return colon > 0 && readWords(text.slice(0, colon)).length <= 4 ? text.slice(0, colon) : null;
}

/** Says of statements under which section they stand. */
export class Sections {
  private readonly known = new Map<string, Section | null>();

  private of(name: string): Section | null {
    const known = this.known.get(name);
    if (known !== undefined) return known;
    const section = sectionOf(name);
    this.known.set(name, section);
    return section;
  }

  /** The label's section, else the lead's, else that of the nearest heading that names one. */
  at(statement: Statement): Section | null {
    const names = [labelOf(statement), statement.lead, ...statement.headings.toReversed()];
    for (const [index, name] of names.entries()) {
      const section = name === null || name === undefined ? null : this.of(name);
      // A lead is a sentence: only a table's header or a few words name a section.
      const names = index !== 1 || statement.form === 'row' || readWords(name ?? '').length <= 6;
      if (section !== null && names) return section;
    }
    return null;
  }
}
