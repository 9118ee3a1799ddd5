import type { DocumentAnswer } from '../../../src/reader/document-answer.ts';

/** A piece of a reply that a `[n]` stands behind, or a line of code. */
export interface Quoted {
  readonly text: string;
  /** From 1; 0 for code, which any cited passage may hold. */
  readonly index: number;
}

const FENCE = /^\s*(`{3,})[\w+#.-]*\n([\s\S]*?)\n\s*\1$/gm;

function rowCells(line: string): string[] {
  return line.includes(' · ')
    ? line.split(' · ').flatMap((part) => part.split(/: (.*)/).slice(0, 2))
    : [line];
}

/** Everything that a reply quotes. */
function quotesOf({ text }: DocumentAnswer): Quoted[] {
  const code = [...text.matchAll(FENCE)].flatMap(([, , lines = '']) => lines.split('\n'));
  const prose = text.replace(FENCE, '');
  const said = prose.split('\n').flatMap((line) => {
    const bare = line.replace(/^From ‘[^’]*’:\s*/, '').replace(/^\s*(?:[-*]|\d{1,4}[.)])\s+/, '');
    return [...bare.matchAll(/(.*?) \[(\d+)\]/g)].flatMap(([, quote = '', index]) =>
      rowCells(quote).map((piece) => ({ text: piece.replace(/^[\s…]*“?|”?$/g, ''), index: Number(index) })),
    );
  });
  return [...said, ...code.map((line) => ({ text: line, index: 0 }))].filter(
    ({ text: piece }) => piece.trim() !== '',
  );
}

/** Letters and digits alone: what markup and line breaks do not change. */
const bare = (text: string): string =>
  text
    .replace(/\]\([^)\n]*\)/g, ']')
    .replace(/\]\[[^\]\n]*\]/g, ']')
    .replace(/\]\[[^\]\n]*\]/g, ']')
    .replace(/(?:…)$/, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Quotes of a reply that its cited passages do not hold. */
export function inventedIn(answer: DocumentAnswer): Quoted[] {
  const whole = answer.cited.map(({ content }) => bare(content));
  return quotesOf(answer).filter(({ text, index }) => {
    const among = index === 0 ? whole : [whole[index - 1] ?? ''];
    return !among.some((content) => ` ${content} `.includes(` ${bare(text)} `.replace(/\s+/g, ' ')));
  });
}

/** The numbers of a reply, code left out, each once, in their order. */
export function marksOf({ text }: DocumentAnswer): number[] {
  const prose = text.replace(FENCE, '').replace(/`[^`\n]*`/g, '');
  return [...new Set([...prose.matchAll(/\[(\d+)\]/g)].map(([, index]) => Number(index)))];
}
