/** Puts what a document has beyond its best `most` behind everything else; the order is otherwise kept. */
export function spreadDocuments<T extends { readonly documentId: string }>(
  ranked: readonly T[],
  most: number,
): T[] {
  const counts = new Map<string, number>();
  const [first, rest]: [T[], T[]] = [[], []];
  for (const passage of ranked) {
    const count = (counts.get(passage.documentId) ?? 0) + 1;
    counts.set(passage.documentId, count);
    (count <= most ? first : rest).push(passage);
  }
  return [...first, ...rest];
}
