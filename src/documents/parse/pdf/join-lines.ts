/** A word that goes on in the next line: letters, and a hyphen or a soft one at the end. */
const BROKEN = /([\p{L}\p{N}]+)[-\u00ad\u2010]$/u;
const GOES_ON = /^\p{Ll}[\p{L}\p{N}]*/u;
const MAX_WORD = 60;

/** Words that stand whole somewhere in a document, to tell a broken word from one that has a hyphen. */
export class WholeWords {
  readonly #words = new Set<string>();

  /** The last word of a line, which may be broken, is not counted. */
  add(line: string): void {
    for (const [word] of line.matchAll(/[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*(?=[\s.,;:!?)])/gu))
      if (word.length <= MAX_WORD) this.#words.add(word.toLowerCase());
  }

  /** The two lines as one text; a word that was broken between them is whole again. */
  join(text: string, next: string): string {
    const first = BROKEN.exec(text.slice(-MAX_WORD))?.[1];
    const second = GOES_ON.exec(next.slice(0, MAX_WORD))?.[0];
    if (first === undefined || second === undefined) return `${text} ${next}`;
    const whole = `${first}${second}`.toLowerCase();
    const isHyphenated = this.#words.has(`${first}-${second}`.toLowerCase()) && !this.#words.has(whole);
    return isHyphenated ? `${text.slice(0, -1)}-${next}` : `${text.slice(0, -1)}${next}`;
  }
}
