import { ParleyError } from '../../core/errors.ts';
import type { DocumentPassage } from '../document-passage.ts';
import type { ParsedDocument } from '../parsed-document.ts';
import { withoutBlanks } from './cut-text.ts';
import { isSmall, mergeChunks } from './merge-chunks.ts';
import { type Chunk, packUnits } from './pack-units.ts';
import { PointCounter } from './point-counter.ts';
import { readUnits } from './read-units.ts';
import type { Cutting, TextUnit } from './text-unit.ts';
import { TokenMeter } from './token-meter.ts';

export interface SplitOptions {
  /** Asked only for texts that may come near `mostTokens`, and never for long runs of one kind of character. */
  readonly countTokens: (text: string) => number;
  /** What a passage should have; about 220 where not given. */
  readonly wantedTokens?: number;
  /** What no passage has more of; 400 where not given. */
  readonly mostTokens?: number;
  /** What no document has more of. */
  readonly mostPassages?: number;
}

const MAX_PASSAGES = 50_000;

/**
 * Splits a document into passages along its headings, paragraphs, lists, tables and code. Passages are in order and do
 * not overlap; together they hold all of the text but blank lines and the headings of small empty sections. Time and
 * memory are linear in the text. Throws `too_large` for more passages than a document may have.
 */
export function splitDocument(
  document: Pick<ParsedDocument, 'text' | 'syntax' | 'title'>,
  options: SplitOptions,
): DocumentPassage[] {
  const { text } = document;
  const { countTokens, wantedTokens = 220, mostTokens = 400, mostPassages = MAX_PASSAGES } = options;
  const meter = new TokenMeter(text, countTokens, mostTokens);
  const cutting: Cutting = { text, meter, wantedTokens: Math.min(wantedTokens, mostTokens), mostTokens };
  const passages = new PassageList(text, mostPassages);
  for (const chunk of mergeChunks(packUnits(readUnits(document, cutting), cutting), cutting))
    if (!chunk.hasOnlyHeadings || !isSmall(chunk, cutting)) passages.add(chunk);
  if (passages.all.length === 0)
    for (const chunk of packUnits(wholeText(cutting), cutting)) passages.add(chunk);
  return passages.all;
}

/** A text of nothing but headings, or of nothing at all. */
function* wholeText({ text, meter }: Cutting): Generator<TextUnit> {
  const range = withoutBlanks(text, { start: 0, end: text.length });
  if (!range) return;
  const tokens = meter.weigh(range.start, range.end);
  yield { ...range, tokens, path: [], level: 0, leads: false, opens: false, inner: 'lines', scale: 1 };
}

class PassageList {
  readonly all: DocumentPassage[] = [];
  readonly #text: string;
  readonly #points: PointCounter;
  readonly #mostPassages: number;

  constructor(text: string, mostPassages: number) {
    this.#text = text;
    this.#points = new PointCounter(text);
    this.#mostPassages = mostPassages;
  }

  add({ start, end, path, tokens }: Chunk): void {
    if (this.all.length >= this.#mostPassages)
      throw new ParleyError(
        'too_large',
        `falls into more than ${this.#mostPassages.toLocaleString('en')} passages: divide it into several files`,
      );
    this.all.push({
      ordinal: this.all.length,
      start: this.#points.before(start),
      end: this.#points.before(end),
      headings: path,
      content: this.#text.slice(start, end),
      tokens,
    });
  }
}
