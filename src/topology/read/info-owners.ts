import type { NodeReference } from '../../core/topology.ts';
import type { DraftBuilder } from './draft-builder.ts';
import type { Tree } from './tree/tree.ts';

const OWNER_WORDS = ['x-owner', 'x-owners', 'x-team', 'x-owned-by', 'x-owning-team'];

/** Adds who owns the thing, as the extensions of a document or of its `info` say. */
export function addInfoOwners(root: Tree, owned: NodeReference | undefined, draft: DraftBuilder): void {
  for (const holder of [root, root.at('info')]) {
    for (const word of OWNER_WORDS) {
      for (const owner of holder?.at(word)?.oneOrMore ?? []) {
        const name = owner.text ?? owner.textAt('name');
        if (name !== null) draft.relation('owns', { kind: 'owner', name }, owned, null, owner.place);
      }
    }
  }
}

/** Other names that a document gives its service. */
export const infoAliases = (root: Tree): string[] =>
  ['x-service-name', 'x-service', 'x-application', 'x-app-id'].flatMap((word) => [
    ...root.textsAt(word),
    ...root.textsAt('info', word),
  ]);
