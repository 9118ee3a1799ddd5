import type { NamedLink } from '../../core/topology.ts';
import type { Tree } from './tree/tree.ts';

/** The `externalDocs` of a thing, as links. */
export function docLinks(...holders: readonly (Tree | undefined)[]): NamedLink[] {
  return holders.flatMap((holder) => {
    const url = holder?.textAt('externalDocs', 'url');
    const title = holder?.textAt('externalDocs', 'description') ?? 'documentation';
    return url ? [{ title, url }] : [];
  });
}

/** Tags as names: `tags: [{name: a}, b]`. */
export const tagNames = (...holders: readonly (Tree | undefined)[]): string[] =>
  holders.flatMap((holder) =>
    (holder?.at('tags')?.items ?? []).flatMap((tag) => tag.text ?? tag.textAt('name') ?? []),
  );
