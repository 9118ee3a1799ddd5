import type { FilePlace, NodeDraft, NodeKind, NodeReference } from '../../core/topology.ts';
import type { SourcedDraft } from './merged-graph.ts';
import { nameKey } from './name-key.ts';

/** One spelling of one kind, with all that is said under it. */
export interface NamedThing {
  readonly kind: NodeKind;
  readonly name: string;
  readonly key: string;
  /** Drafts that describe it, by their number. */
  readonly describedIn: Set<number>;
  /** Drafts that name it at all. */
  readonly namedIn: Set<number>;
  /** `draft`: the number of the draft, of which the smallest counts most. */
  readonly said: { readonly node: NodeDraft; readonly source: string; readonly draft: number }[];
  /** Where it is only named, in relations. */
  readonly mentions: { readonly place: FilePlace; readonly source: string }[];
}

export const thingId = ({ kind, name }: NodeReference): string => `${kind}\0${name}`;

/** Every spelling of every kind in the drafts, in the order in which it is first met, by `thingId`. */
export function collectThings(drafts: readonly SourcedDraft[]): Map<string, NamedThing> {
  const things = new Map<string, NamedThing>();
  const thing = ({ kind, name }: NodeReference): NamedThing => {
    const id = thingId({ kind, name });
    let found = things.get(id);
    if (found === undefined) {
      const sets = { describedIn: new Set<number>(), namedIn: new Set<number>() };
      found = { kind, name, key: nameKey(name), ...sets, said: [], mentions: [] };
      things.set(id, found);
    }
    return found;
  };
  for (const [number, { source, draft }] of drafts.entries()) {
    for (const node of draft.nodes) {
      const found = thing(node);
      found.describedIn.add(number);
      found.namedIn.add(number);
      found.said.push({ node, source, draft: number });
    }
    for (const { from, to, place } of draft.relations)
      for (const end of [from, to]) {
        const found = thing(end);
        found.namedIn.add(number);
        found.mentions.push({ place, source });
      }
  }
  return things;
}
