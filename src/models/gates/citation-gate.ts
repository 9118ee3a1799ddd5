import type { Citation } from '../../core/conversation.ts';
import type { Evidence } from '../evidence.ts';
import { blanksOf, gapOf, leadOf, mayBeGap, unescaped } from './around-marks.ts';
import { OPENERS, readMark } from './citation-marks.ts';
import { createCitationNumbers } from './citation-numbers.ts';
import { createGuardedText } from './guarded-text.ts';

/** Takes the text of a reply in pieces, and gives it back with citations that all hold. */
export interface CitationGate {
  /** What may be released by now. */
  push(text: string): string;
  /** What was held back. Nothing may be pushed afterwards. */
  end(): string;
  /** Those used so far: `[n]` of the released text points at the n-th. */
  readonly citations: readonly Citation[];
  /** How many ids pointed at no evidence, and were taken out. */
  readonly removed: number;
  /** Ids of the evidence that was cited, in the order of first use; also such as rests on no single thing. */
  readonly cited: readonly number[];
}

/** Marks that follow one another, with nothing but blanks, commas or "and" between. */
interface Group {
  /** What stands before the first of them. */
  readonly lead: string;
  /** Numbers that were written. */
  readonly said: Set<number>;
}

const OPENER = new RegExp(`[${OPENERS}]`);
const HIGH_SURROGATE = /[\ud800-\udbff]$/;
const WORD = /^[\p{L}\p{N}]/u;

/**
 * Lets every citation of a reply point at evidence that was given, whose ids are places in `given()` from 1 on; it is
 * asked anew for each mark. A mark becomes `[n]` for each thing that its evidence rests on, numbered by first use, and
 * each said once in a row; ids of no evidence are taken out, and a mark of which nothing remains goes with the blanks
 * before it. Markdown links and task boxes stay, and so does code, save that a blank keeps `items[0 ]` from being a mark.
 *
 * What comes out is the same however the text is cut. Work is linear in the text; at most some 250 characters are held.
 */
export function createCitationGate(given: () => readonly Evidence[]): CitationGate {
  const numbers = createCitationNumbers(given);
  const out = createGuardedText();
  let buffer = '';
  let group: Group | undefined;
  let removed = 0;

  const skip = (length: number): void => {
    buffer = buffer.slice(length);
  };
  const release = (length: number): void => {
    out.addText(buffer.slice(0, length));
    skip(length);
  };

  /** Writes what the mark behind `lead` stands for, unless the marks before it have said so. */
  function cite(ids: readonly number[], lead: string): void {
    const { said, lead: firstLead } = group ?? { said: new Set<number>(), lead: unescaped(lead) };
    const fresh = new Set<number>();
    for (const id of ids) {
      const found = numbers.cite(id);
      if (found === null) removed++;
      for (const number of found ?? []) if (!said.has(number)) fresh.add(number);
    }
    if (fresh.size > 0) {
      out.addText(said.size === 0 ? firstLead : unescaped(lead));
      out.addCitations([...fresh]);
    }
    for (const number of fresh) said.add(number);
    group ??= { lead: firstLead, said };
  }

  /** Tidies up where marks stood of which nothing remains. */
  function tidyUp(lead: string): void {
    const bracket = lead.indexOf('(') + 1;
    const blanks = blanksOf(buffer);
    if (bracket > 0 && buffer[blanks] === ')') skip(blanks + 1);
    else if (bracket > 0 || out.isAtLineStart()) {
      out.addText(lead.slice(0, bracket || lead.length));
      skip(blanks);
    }
    // "5[9]40" must not become another number.
    if (out.endsInWord() && WORD.test(buffer)) out.addText(' ');
  }

  /** One step behind a mark; false where it depends on what follows. */
  function continueGroup({ lead, said }: Group, isEnd: boolean): boolean {
    if (!isEnd && mayBeGap(buffer)) return false;
    const gap = gapOf(buffer);
    const mark = OPENER.test(buffer[gap.length] ?? '') ? readMark(buffer, gap.length) : undefined;
    if (mark?.kind === 'open' && !isEnd) return false;
    if (mark?.kind === 'mark') {
      cite(mark.ids, gap);
      skip(gap.length + mark.length);
    } else {
      group = undefined;
      if (said.size === 0) tidyUp(lead);
    }
    return true;
  }

  /** One step in text; false where nothing can be done before more of it is there. */
  function readText(isEnd: boolean): boolean {
    const at = buffer.search(OPENER);
    if (at < 0) {
      release(buffer.length - (isEnd ? 0 : leadOf(buffer).length));
      return false;
    }
    const lead = leadOf(buffer.slice(0, at));
    release(at - lead.length);
    const mark = out.isInCode() ? undefined : readMark(buffer, lead.length);
    if (mark?.kind === 'open' && !isEnd) return false;
    if (mark?.kind === 'mark') {
      cite(mark.ids, lead);
      skip(lead.length + mark.length);
    } else release(lead.length + 1);
    return true;
  }

  function drain(isEnd: boolean): string {
    let goesOn = true;
    while (goesOn) goesOn = group ? continueGroup(group, isEnd) : readText(isEnd);
    return out.take();
  }

  return {
    push(text) {
      buffer += text;
      // Half a character is nothing that can be judged.
      const half = HIGH_SURROGATE.exec(buffer)?.[0] ?? '';
      buffer = buffer.slice(0, buffer.length - half.length);
      const released = drain(false);
      buffer += half;
      return released;
    },
    end: () => drain(true),
    citations: numbers.citations,
    get removed() {
      return removed + out.droppedBrackets;
    },
    get cited() {
      return numbers.cited;
    },
  };
}
