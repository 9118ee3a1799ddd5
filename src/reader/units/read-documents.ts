import { splitBlocks } from '../../lib/markdown-blocks.ts';
import type { FoundPassage } from '../../retrieval/found-passage.ts';
import { readBlock } from './read-block.ts';
import { readable } from './readable.ts';
import { PSEUDO_LEVEL, SectionWriter } from './section-writer.ts';
import type { ReadDocument } from './unit.ts';
import { wordsOf } from './unit.ts';

const MOST_PASSAGES = 50;
const PASSAGE_CHARACTERS = 4000;
const FRONT_MATTER_LINES = 60;

/** The text that is read of a passage: what describes the file, and what is beyond all reason, is left out. */
function bodyOf(passage: FoundPassage): string {
  const text = passage.content.slice(0, PASSAGE_CHARACTERS);
  if (!text.startsWith('---\n')) return text;
  const lines = text.split('\n');
  const end = lines.indexOf('---', 1);
  return end > 0 && end <= FRONT_MATTER_LINES ? lines.slice(end + 1).join('\n') : text;
}

/** A paragraph that is nothing but strong text, or the question of an FAQ, heads what follows it. */
function pseudoHeading(raw: string): string | null {
  if (raw.length > 300) return null;
  const strong = /^\s*(?:\*\*|__)([^*_\n]{2,200})(?:\*\*|__):?\s*$/.exec(raw)?.[1];
  const question = /^\s*(?:\*\*|__)?Q(?:\d{1,3})?[.:](?:\*\*|__)?\s*([^\n]{3,250})$/.exec(raw)?.[1];
  return strong ?? question?.replace(/\*\*$/, '') ?? null;
}

function readPassage(passage: FoundPassage, writer: SectionWriter): void {
  for (const block of splitBlocks(bodyOf(passage))) {
    const heading = block.type === 'paragraph' ? pseudoHeading(block.raw) : null;
    if (block.type === 'heading') writer.head(readable(block.text), block.level);
    else if (heading !== null) writer.head(readable(heading), PSEUDO_LEVEL);
    else readBlock(block, writer);
  }
}

function readDocument(passages: readonly FoundPassage[], id: string): ReadDocument {
  const inOrder = [...passages].sort((a, b) => a.start - b.start || a.ordinal - b.ordinal);
  const { title = '', alerts = [] } = inOrder[0] ?? {};
  const document = {
    id,
    title,
    alerts,
    names: wordsOf([title, ...alerts].join('. ')),
    sections: [],
  };
  const writer = new SectionWriter(document);
  for (const passage of inOrder) {
    writer.begin(passage);
    readPassage(passage, writer);
  }
  return writer.end();
}

/** The documents that the passages are of, best first, with their passages in the order of the text. */
export function readDocuments(passages: readonly FoundPassage[]): ReadDocument[] {
  const byDocument = new Map<string, FoundPassage[]>();
  for (const passage of passages.slice(0, MOST_PASSAGES)) {
    const others = byDocument.get(passage.documentId);
    if (others) others.push(passage);
    else byDocument.set(passage.documentId, [passage]);
  }
  return [...byDocument].map(([id, found]) => readDocument(found, id));
}
