import type { IncidentRecord } from '../core/incident.ts';
import { findIdentifiers } from '../lib/find-identifiers.ts';
import { type Block, splitBlocks } from '../lib/markdown-blocks.ts';
import { plainText } from '../lib/plain-text.ts';

/** A part of an incident's text that search finds and ranks on its own. */
export interface Passage {
  readonly ordinal: number;
  readonly heading: string | null;
  /** Begins with the incident's title, so that its words match in every passage. */
  readonly body: string;
  readonly identifiers: readonly string[];
}

const WANTED_WORDS = 180;
const MOST_WORDS = 260;
/** A heading begins a new passage only after so much. */
const LEAST_WORDS = 130;
const MAX_IDENTIFIERS = 300;
const MAX_PASSAGES = 1000;

const countWords = (text: string): number => text.match(/\S+/g)?.length ?? 0;

/** Splits all that a record says into passages of about 150 to 250 words along headings and paragraphs. */
export function splitPassages(record: IncidentRecord): Passage[] {
  const parts: { heading: string | null; text: string }[] = [];
  let heading: string | null = null;
  let held: string[] = [];
  let words = 0;
  const flush = (): void => {
    if (held.length > 0) parts.push({ heading, text: held.join('\n\n') });
    held = [];
    words = 0;
  };
  for (const block of splitBlocks(record.fullText)) {
    if (block.type === 'heading') {
      if (words >= LEAST_WORDS) flush();
      else if (held.length > 0) held.push(plainText(block.text));
      if (held.length === 0) heading = plainText(block.text) || null;
      continue;
    }
    for (const piece of piecesOf(block)) {
      const size = countWords(piece);
      if (words > 0 && words + size > MOST_WORDS) flush();
      held.push(piece);
      words += size;
      if (words >= WANTED_WORDS) flush();
    }
  }
  flush();
  if (parts.length === 0) parts.push({ heading: null, text: record.summary ?? '' });
  const facts = factsOf(record);
  return parts.slice(0, MAX_PASSAGES).map((part, ordinal) => {
    const text = ordinal === 0 ? `${part.text}\n\n${facts}`.trim() : part.text;
    const body = [record.title, part.heading, text].filter((line) => line !== null && line !== '').join('\n');
    return {
      ordinal,
      heading: part.heading,
      body,
      identifiers: findIdentifiers(
        ordinal === 0 ? `${body} ${record.externalId.replaceAll('/', ' ')}` : body,
        MAX_IDENTIFIERS,
      ),
    };
  });
}

/** A block longer than a passage falls into runs of its lines, and a line longer than one into runs of its words. */
function piecesOf(block: Block): string[] {
  if (countWords(block.raw) <= MOST_WORDS) return [block.raw.trim()];
  const units = block.raw
    .split('\n')
    .flatMap((line) => (countWords(line) <= WANTED_WORDS ? [line] : sentencesOf(line)));
  const pieces: string[] = [];
  let held: string[] = [];
  let words = 0;
  for (const unit of units) {
    const size = countWords(unit);
    if (words > 0 && words + size > WANTED_WORDS) {
      pieces.push(held.join('\n'));
      held = [];
      words = 0;
    }
    held.push(unit);
    words += size;
  }
  return held.length > 0 ? [...pieces, held.join('\n')] : pieces;
}

function sentencesOf(line: string): string[] {
  return line.split(/(?<=[.!?])\s+(?=\p{Lu})/u).flatMap((sentence) => {
    if (countWords(sentence) <= WANTED_WORDS) return [sentence];
    const words = sentence.split(/\s+/);
    return Array.from({ length: Math.ceil(words.length / WANTED_WORDS) }, (_, at) =>
      words.slice(at * WANTED_WORDS, (at + 1) * WANTED_WORDS).join(' '),
    );
  });
}

/** Services and labels, where the text itself may not name them. */
function factsOf(record: IncidentRecord): string {
  const facts = [['services', record.services] as const, ...Object.entries(record.labels)];
  const said = record.fullText.slice(0, 50_000).toLowerCase();
  return facts
    .map(
      ([name, values]) =>
        [
          name,
          values.filter((value) => !/^https?:/.test(value) && !said.includes(value.toLowerCase())),
        ] as const,
    )
    .filter(([, values]) => values.length > 0)
    .map(([name, values]) => `${name.replaceAll('_', ' ')}: ${values.join(', ')}`)
    .join('\n');
}
