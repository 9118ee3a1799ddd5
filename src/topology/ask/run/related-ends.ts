import type { EdgeGroup, End, RelatedFact } from './facts.ts';

const distinct = (nodes: readonly End[]): End[] => [
  ...new Map(nodes.map((node) => [node.id, node])).values(),
];

/** The ends that are asked for of some groups, each once. */
export const endsOf = (groups: readonly EdgeGroup[]): End[] =>
  distinct(groups.flatMap(({ edges, asked }) => edges.map((edge) => edge[asked])));

/** What a fact lists: the far ends of what it reached last. */
export function listedOf({ groups, of }: RelatedFact): End[] {
  const last = groups.filter(
    (group) =>
      !groups.some(
        (other) =>
          other !== group &&
          endsOf([group]).some(({ id }) => id === other.anchor.id && other.anchor.id !== of.id),
      ),
  );
  return endsOf(last.length > 0 ? last : groups).filter(({ id }) => id !== of.id);
}

/** Whether a group has more ends than are followed further: what the others would have said is not known. */
export const isCutShort = (groups: readonly EdgeGroup[], mostFollowed: number): boolean =>
  groups.some((group) => {
    const ends = endsOf([group]);
    return (
      ends.length > mostFollowed &&
      groups.some((other) => other !== group && ends.some(({ id }) => id === other.anchor.id))
    );
  });
