import type { NodeDraft, RelationDraft, TopologyDraft } from '../../core/topology.ts';
import type { DraftWrite, MentionWrite, StoredDraft } from '../../store/topology-drafts.ts';
import type { SourcedDraft } from './merged-graph.ts';
import { aliasesOf, hashOf, thingKey } from './thing-key.ts';

/** Small enough that little is read beside what is asked for, and large enough that pieces are few. */
const PIECE_STATEMENTS = 20;

/** What a file says in pieces, at least one. All of its things stand before its relations. */
export function cutDraft({ format, nodes, relations }: TopologyDraft): TopologyDraft[] {
  const pieces: TopologyDraft[] = [];
  const all = nodes.length + relations.length;
  for (let first = 0; first < Math.max(1, all); first += PIECE_STATEMENTS) {
    const last = first + PIECE_STATEMENTS;
    const [before, behind] = [Math.max(0, first - nodes.length), Math.max(0, last - nodes.length)];
    pieces.push({
      ...{ format, warnings: [] },
      nodes: nodes.slice(first, last),
      relations: relations.slice(before, behind),
    });
  }
  return pieces;
}

/** What each file says, of pieces in their order. */
export function joinPieces(pieces: readonly StoredDraft[]): SourcedDraft[] {
  const files: {
    source: string;
    part: string;
    nodes: NodeDraft[];
    relations: RelationDraft[];
    format: string;
  }[] = [];
  for (const { source, part, draft } of pieces) {
    let file = files.at(-1);
    if (file?.source !== source || file.part !== part) {
      file = { source, part, nodes: [], relations: [], format: draft.format };
      files.push(file);
    }
    for (const node of draft.nodes) file.nodes.push(node);
    for (const relation of draft.relations) file.relations.push(relation);
  }
  return files.map(({ source, format, nodes, relations }) => ({
    source,
    draft: { format, nodes, relations, warnings: [] },
  }));
}

/** Which pieces name what, or give it as another name. */
export function mentionsIn(writes: readonly DraftWrite[]): MentionWrite[] {
  const found = new Map<string, { source: string; part: string; key: string; pieces: number[] }>();
  for (const { source, part, piece, draft } of writes)
    for (const key of keysIn(draft)) {
      const id = [source, part, key].join('\0');
      const mention = found.get(id);
      if (mention) mention.pieces.push(piece);
      else found.set(id, { source, part, key, pieces: [piece] });
    }
  return [...found.values()].map(({ key, ...mention }) => ({ ...mention, hash: hashOf(key) }));
}

const keysIn = ({ nodes, relations }: TopologyDraft): Set<string> =>
  new Set([
    ...nodes.flatMap((node) => [node, ...aliasesOf(node)].map(thingKey)),
    ...relations.flatMap(({ from, to }) => [thingKey(from), thingKey(to)]),
  ]);
