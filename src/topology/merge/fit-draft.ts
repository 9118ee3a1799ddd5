import type {
  MessageField,
  NodeDraft,
  NodeReference,
  RelationDraft,
  TopologyDraft,
} from '../../core/topology.ts';
import { stripInvisible } from '../../lib/strip-invisible.ts';

/** Characters of a name; longer ones cannot be told apart in the store. */
const MAX_NAME_CHARACTERS = 500;
const MAX_TEXT_CHARACTERS = 10_000;
const MAX_SHORT_CHARACTERS = 2_000;
const MAX_ENTRIES = 100;
const MAX_FIELDS = 2_000;

export interface DraftWarning {
  readonly file: string;
  readonly line: number | null;
  readonly reason: string;
}

/** A name as it is stored, on one line; empty where nothing of it can be shown. */
export const fitName = (name: string): string => stripInvisible(name).replace(/\s+/g, ' ').trim();

const cut = (text: string, most: number): string => {
  const clean = stripInvisible(text).trim();
  return clean.length > most ? `${clean.slice(0, most - 1).toWellFormed()}…` : clean;
};
const cutOrNull = (text: string | null, most: number): string | null =>
  text === null ? null : cut(text, most) || null;
const isName = (name: string): boolean => name !== '' && name.length <= MAX_NAME_CHARACTERS;
const names = (some: readonly string[]): string[] => some.slice(0, MAX_ENTRIES).map(fitName).filter(isName);

const fitField = ({ path, type, description, isRequired }: MessageField): MessageField => ({
  path: cut(path, MAX_NAME_CHARACTERS),
  type: cutOrNull(type, MAX_NAME_CHARACTERS),
  description: cutOrNull(description, MAX_SHORT_CHARACTERS),
  isRequired,
});

function fitNode(node: NodeDraft, name: string): NodeDraft {
  const facts = Object.entries(node.facts)
    .slice(0, MAX_ENTRIES)
    .map(([key, value]) => [cut(key, MAX_NAME_CHARACTERS), cut(value, MAX_SHORT_CHARACTERS)] as const)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  return {
    kind: node.kind,
    name,
    aliases: names(node.aliases),
    description: cutOrNull(node.description, MAX_TEXT_CHARACTERS),
    type: cutOrNull(node.type, MAX_NAME_CHARACTERS),
    tags: names(node.tags),
    links: node.links.slice(0, MAX_ENTRIES).map(({ title, url }) => ({
      title: cut(title, MAX_NAME_CHARACTERS),
      url: cut(url, MAX_SHORT_CHARACTERS),
    })),
    protocols: names(node.protocols),
    fields: node.fields.slice(0, MAX_FIELDS).map(fitField),
    facts: Object.fromEntries(facts),
    place: fitPlace(node.place),
  };
}

const fitPlace = ({ file, line }: NodeDraft['place']) => ({ file: cut(file, MAX_SHORT_CHARACTERS), line });

const fitReference = ({ kind, name }: NodeReference): NodeReference => ({ kind, name: fitName(name) });

/**
 * The draft as it can be stored: texts without hidden characters, and cut where they are longer than anybody reads. What
 * has no usable name is left out with a warning.
 */
export function fitDraft(draft: TopologyDraft): { draft: TopologyDraft; warnings: DraftWarning[] } {
  const warnings: DraftWarning[] = [];
  const refuse = ({ file, line }: NodeDraft['place'], what: string) => {
    const reason = `names ${what} of no or more than ${MAX_NAME_CHARACTERS} characters, which was left out`;
    warnings.push({ ...fitPlace({ file, line }), reason });
    return [];
  };
  const nodes = draft.nodes.flatMap((node) => {
    const name = fitName(node.name);
    return isName(name) ? fitNode(node, name) : refuse(node.place, `a ${node.kind}`);
  });
  const relations = draft.relations.flatMap((relation): RelationDraft[] => {
    const [from, to] = [fitReference(relation.from), fitReference(relation.to)];
    if (!isName(from.name) || !isName(to.name))
      return refuse(relation.place, `something in “${relation.type}”`);
    const detail = cutOrNull(relation.detail, MAX_NAME_CHARACTERS);
    return [{ type: relation.type, from, to, detail, place: fitPlace(relation.place) }];
  });
  return { draft: { format: draft.format, nodes, relations, warnings: [] }, warnings };
}
