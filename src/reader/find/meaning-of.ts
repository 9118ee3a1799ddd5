import type { ReadDocument, Unit } from '../units/unit.ts';
import { intentHeadings } from '../vocabulary/intent-words.ts';

/** What a document says it is about: its first sentence under "Meaning", else its first of all. */
export function meaningOf({ sections }: ReadDocument): Unit | undefined {
  const isWhole = ({ kind, text }: Unit) => kind === 'sentence' && !/[:?]$/.test(text);
  const meant = sections.filter(({ heading }) => intentHeadings.meaning.test(heading.text));
  return [...meant, ...sections].flatMap(({ units }) => units.find(isWhole) ?? [])[0];
}
