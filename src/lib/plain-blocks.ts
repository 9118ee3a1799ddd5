import { plainText } from './plain-text.ts';

/** A row of a table as "cell: cell". */
function cellsApart(line: string): string {
  if (!/^\s*\|.*\|\s*$/.test(line)) return line;
  const cells = line.split('|').map((cell) => cell.trim());
  return cells.filter((cell) => cell !== '').join(': ');
}

/** Markdown of several lines as plain text, a line each: code blocks go, headings and quotes lose their marks. */
export function plainBlocks(markdown: string): string {
  return markdown
    .replace(/^(```|~~~)[\s\S]*?^\1.*$/gm, '')
    .split('\n')
    .map((line) => plainText(cellsApart(line).replace(/^\s{0,3}(?:#{1,6}\s+|>\s?)/, '')))
    .filter((line) => line !== '' && !/^[-|:=\s]+$/.test(line))
    .join('\n');
}
