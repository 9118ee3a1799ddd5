import { type Document, isAlias, isCollection, isPair, isScalar } from 'yaml';
import { unreadable } from '../unreadable.ts';

/** Values that a document may have once every use of an anchor is written out. */
const MAX_EXPANDED = 1_000_000;

/**
 * Throws ParleyError where the document would be too large with its aliases written out, or holds itself. An anchor stands
 * before its uses, so that its size is known when a use is met; one that is not finished yet is the document's own parent.
 */
export function countAliases(document: Document.Parsed, file: string): void {
  const sizes = new Map<string, number | null>();
  const size = (node: unknown): number => {
    if (isPair(node)) return size(node.key) + size(node.value);
    if (isAlias(node)) return aliasSize(sizes.get(node.source), file);
    const anchor = isScalar(node) || isCollection(node) ? node.anchor : undefined;
    if (anchor !== undefined) sizes.set(anchor, null);
    let total = 1;
    if (isCollection(node)) for (const item of node.items) total += size(item);
    if (total > MAX_EXPANDED) throw unreadable(file, 'cannot be read: its aliases expand to too much');
    if (anchor !== undefined) sizes.set(anchor, total);
    return total;
  };
  size(document.contents);
}

function aliasSize(known: number | null | undefined, file: string): number {
  if (known === null) throw unreadable(file, 'cannot be read: an alias stands inside what it stands for');
  return known ?? 1;
}
