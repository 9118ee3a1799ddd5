const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const HEADING = /^ {0,3}#{1,6}[ \t]+(\S.*)$/;
const UNDERLINE = /^ {0,3}(?:=+|-{2,})[ \t]*$/;
/** A heading that is longer is none; it also bounds the work on one line. */
const MAX_CHARACTERS = 1_000;

/** The words of the first heading of a Markdown text outside code; null where it has none. */
export function firstHeading(markdown: string): string | null {
  let fence: string | null = null;
  let before = '';
  for (const line of lines(markdown)) {
    const mark = FENCE.exec(line)?.[1];
    if (fence !== null) {
      if (line.trim().startsWith(fence)) fence = null;
      continue;
    }
    if (mark !== undefined) {
      fence = mark;
      before = '';
      continue;
    }
    const heading = line.length <= MAX_CHARACTERS ? HEADING.exec(line)?.[1] : undefined;
    if (heading !== undefined) return withoutClosing(heading);
    if (before !== '' && line.length <= MAX_CHARACTERS && UNDERLINE.test(line)) return before;
    before = isHeadingText(line) ? line.trim() : '';
  }
  return null;
}

/** Whether a line can stand over an underline: no item of a list, no quote, no row of a table, no line across. */
const isHeadingText = (line: string): boolean =>
  line.length <= MAX_CHARACTERS && line.trim() !== '' && !/^(?: {4}|\t|\s*(?:[-*+>|=]|\d+[.)]))/.test(line);

/** The marks that may close a heading: `## Title ##`. */
function withoutClosing(heading: string): string {
  let end = heading.trimEnd().length;
  while (end > 0 && heading[end - 1] === '#') end--;
  return end > 0 && heading[end - 1] === ' ' ? heading.slice(0, end).trim() : heading.trim();
}

function* lines(text: string): Generator<string> {
  for (let from = 0; from <= text.length; ) {
    const end = text.indexOf('\n', from);
    yield text.slice(from, end < 0 ? text.length : end);
    if (end < 0) return;
    from = end + 1;
  }
}
