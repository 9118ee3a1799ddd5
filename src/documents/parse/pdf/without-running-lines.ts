import type { PdfLine } from './pdf-line.ts';

/** Lines at the edge of so many pages, and of so large a share of them, are the heads and feet of the pages. */
const MIN_PAGES = 3;
const MIN_SHARE = 0.4;
/** Lines at the top and at the bottom that can be one. */
const EDGE_LINES = 2;
const MAX_CHARACTERS = 200;
const PAGE_NUMBER = /^(?:[-–] ?)?(?:\d{1,4}|[ivxlc]{1,7})(?: ?[-–])?$/;

/** The pages without what is printed on each of them: titles, dates and numbers of pages. */
export function withoutRunningLines(pages: readonly (readonly PdfLine[])[]): PdfLine[][] {
  const edges = pages.map(edgeLines);
  const counts = new Map<string, number>();
  for (const page of edges)
    for (const key of new Set([...page].map(keyOf))) counts.set(key, (counts.get(key) ?? 0) + 1);
  const needed = Math.max(MIN_PAGES, pages.length * MIN_SHARE);
  return pages.map((page, at) => {
    const isRunning = (line: PdfLine): boolean =>
      edges[at]?.has(line) === true && (counts.get(keyOf(line)) ?? 0) >= needed;
    const outermost = pages.length < MIN_PAGES ? [] : outermostLines(page);
    return page.filter(
      (line) => !isRunning(line) && !(outermost.includes(line) && PAGE_NUMBER.test(line.text)),
    );
  });
}

function edgeLines(page: readonly PdfLine[]): Set<PdfLine> {
  const short = page.filter((line) => line.text.length <= MAX_CHARACTERS);
  const byHeight = short.toSorted((a, b) => b.y - a.y);
  return new Set([...byHeight.slice(0, EDGE_LINES), ...byHeight.slice(-EDGE_LINES)]);
}

/** The highest and the lowest line of a page. */
function outermostLines(page: readonly PdfLine[]): PdfLine[] {
  let [highest, lowest] = [page[0], page[0]];
  for (const line of page) {
    if (highest && line.y > highest.y) highest = line;
    if (lowest && line.y < lowest.y) lowest = line;
  }
  return [highest, lowest].filter((line) => line !== undefined);
}

/** Numbers of pages differ; where a line stands must not. */
const keyOf = (line: PdfLine): string => `${Math.round(line.y / 4)} ${line.text.replace(/\d+/g, '#')}`;
