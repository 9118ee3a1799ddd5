import type { Ground } from '../core/evidence.ts';

/** What a reply says where the documents of a brand hold no passage for the question. */
export function sayNoPassage(ground: Ground): string {
  if (ground.kind !== 'documents') throw new Error(`no documents in ${ground.kind}`);
  const where = ground.scopes.length === 0 ? '' : ` in ${ground.scopes.join(', ')}`;
  return `The documents of ${ground.brand}${where} do not answer this question.`;
}
