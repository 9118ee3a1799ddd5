/** A word, a mark or a text of a protobuf file, with the comment that stands before it. */
export interface ProtoToken {
  readonly text: string;
  readonly line: number;
  readonly comment: string | null;
  readonly isText: boolean;
}

const SPACE = /[ \t\r\f\v\ufeff]+/y;
const LINE_COMMENT = /\/\/[^\n]*/y;
const WORD = /[A-Za-z_0-9.+-]+/y;
const TEXT = /"[^"\\\n]*(?:\\.[^"\\\n]*)*"?|'[^'\\\n]*(?:\\.[^'\\\n]*)*'?/y;
const MAX_COMMENT_CHARACTERS = 4_000;

/** The tokens of a protobuf file. Comments directly above a token belong to it; an empty line between them parts them. */
export function* protoTokens(text: string): Generator<ProtoToken> {
  let at = 0;
  let line = 1;
  let comment: string[] = [];
  let commentEnd = 0;
  const take = (form: RegExp): string | undefined => {
    form.lastIndex = at;
    const found = form.exec(text)?.[0];
    if (found !== undefined) at += found.length;
    return found;
  };
  const keep = (words: string, from: number) => {
    if (from > commentEnd + 1) comment = [];
    comment.push(words.trim());
    commentEnd = line;
  };
  while (at < text.length) {
    if (text[at] === '\n') {
      at += 1;
      line += 1;
    } else if (take(SPACE) !== undefined) {
    } else if (text.startsWith('//', at)) keep((take(LINE_COMMENT) ?? '').slice(2), line);
    else if (text.startsWith('/*', at)) {
      const end = text.indexOf('*/', at + 2);
      const block = text.slice(at + 2, end < 0 ? text.length : end);
      at = end < 0 ? text.length : end + 2;
      const from = line;
      line += countLines(block);
      keep(block.replace(/\n[ \t]*\*?/g, '\n'), from);
    } else {
      const quoted = take(TEXT);
      const found = quoted ?? take(WORD) ?? (text[at++] as string);
      const isNear = comment.length > 0 && line <= commentEnd + 1;
      const words = isNear ? comment.join('\n').trim().slice(0, MAX_COMMENT_CHARACTERS) : '';
      yield { text: found, line, comment: words || null, isText: quoted !== undefined };
      comment = [];
    }
  }
}

function countLines(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
