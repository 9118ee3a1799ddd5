import type { Block } from '../../lib/markdown-blocks.ts';
import { plainText } from '../../lib/plain-text.ts';
import { meaningOf, type SectionMeaning } from './section-headings.ts';

export interface Section {
  /** Plain text; empty for what stands before the first heading. */
  readonly heading: string;
  readonly level: number;
  /** Own meaning, or that of the section around it. */
  readonly meaning: SectionMeaning | null;
  /** True where the meaning is that of the section around it. */
  readonly inherited: boolean;
  readonly blocks: readonly Block[];
}

const BOLD_LINE = /^\s*(?:\*\*|__)([^*_\n]{2,60}?):?(?:\*\*|__)\s*:?\s*$/;
const CAPITALS_LINE = /^\s*([A-Z][A-Z /&-]{3,40}):?\s*$/;

/** In a text without headings, lines in bold or in capitals that name a known section stand for them. */
function withHeadings(blocks: readonly Block[]): readonly Block[] {
  if (blocks.filter((block) => block.type === 'heading').length > 1) return blocks;
  return blocks.flatMap((block): Block[] => {
    if (block.type !== 'paragraph') return [block];
    const [first = '', ...rest] = block.raw.split('\n');
    const text = (BOLD_LINE.exec(first) ?? CAPITALS_LINE.exec(first))?.[1];
    if (text === undefined || meaningOf(text) === null) return [block];
    const heading: Block = { type: 'heading', level: 3, text, line: block.line, raw: first };
    return rest.length === 0
      ? [heading]
      : [heading, { ...block, line: block.line + 1, raw: rest.join('\n') }];
  });
}

/** Groups blocks under their headings; a heading that says nothing known belongs to the section around it. */
export function readSections(blocks: readonly Block[]): Section[] {
  const sections: (Section & { blocks: Block[] })[] = [
    { heading: '', level: 0, meaning: null, inherited: false, blocks: [] },
  ];
  const around: { level: number; meaning: SectionMeaning | null }[] = [];
  for (const block of withHeadings(blocks)) {
    if (block.type !== 'heading') {
      sections.at(-1)?.blocks.push(block);
      continue;
    }
    while (around.length > 0 && (around.at(-1)?.level ?? 0) >= block.level) around.pop();
    const heading = plainText(block.text);
    const outer = around.at(-1)?.meaning ?? null;
    const own = partOf(outer, meaningOf(heading)) ? outer : meaningOf(heading);
    around.push({ level: block.level, meaning: own ?? outer });
    sections.push({
      heading,
      level: block.level,
      meaning: own ?? outer,
      inherited: outer !== null && (own ?? outer) === outer,
      blocks: [],
    });
  }
  return sections;
}

/** A contributing factor inside the root cause, or a why inside the lessons, is part of what surrounds it. */
function partOf(outer: SectionMeaning | null, own: SectionMeaning | null): boolean {
  if (outer === 'rootCause')
    return (
      own === 'contributing' ||
      own === 'trigger' ||
      own === 'impact' ||
      own === 'detection' ||
      own === 'summary'
    );
  if (outer === 'lessons' || outer === 'actionItems' || outer === 'timeline') return true;
  return outer === 'detection' && own !== null;
}

const EMPTY_TEXT = /^[\s\-*_.…]*$|^(?:tbd|todo|n\/a|none|xxx)\.?$/i;

/** Text of all sections of one meaning, the headings inside them kept; null when they are empty. */
export function sectionText(sections: readonly Section[], meaning: SectionMeaning): string | null {
  const parts: string[] = [];
  for (const section of sections) {
    if (section.meaning !== meaning) continue;
    const text = section.blocks.map((block) => block.raw.trim()).join('\n\n');
    if (EMPTY_TEXT.test(text)) continue;
    const isNamed = section.inherited && !(parts.length === 0 && meaningOf(section.heading) === meaning);
    parts.push(isNamed ? `### ${section.heading}\n\n${text}` : text);
  }
  return parts.length === 0 ? null : parts.join('\n\n');
}

/** Outermost list items of the sections of one meaning with what hangs under them; paragraphs where there is no list. */
export function sectionItems(sections: readonly Section[], meaning: SectionMeaning): string[] {
  const blocks = sections
    .filter((section) => section.meaning === meaning)
    .flatMap((section) => section.blocks);
  const lists = blocks.filter((block) => block.type === 'list');
  const items =
    lists.length > 0
      ? lists.flatMap((list) => outerItems(list.items))
      : blocks.filter((block) => block.type === 'paragraph').map((block) => block.raw);
  const tables = blocks
    .filter((block) => block.type === 'table')
    .flatMap((table) => table.rows.map((row) => row.filter((cell) => cell !== '').join(' – ')));
  return [...items, ...tables]
    .map((item) => plainText(item.replace(/^\[[ xX]\]\s*/, '')))
    .filter((item) => !EMPTY_TEXT.test(item))
    .slice(0, 200);
}

function outerItems(items: readonly { depth: number; text: string }[]): string[] {
  const outer: string[] = [];
  for (const item of items) {
    if (item.depth === 0 || outer.length === 0) outer.push(item.text);
    else outer[outer.length - 1] += `; ${item.text}`;
  }
  return outer;
}
