import type { MessageField, NodeKind, NodeReference, RelationType } from '../../../core/topology.ts';
import { snakeCase } from '../../../lib/snake-case.ts';
import type { DraftBuilder } from '../draft-builder.ts';
import type { FormatReader } from '../topology-file.ts';
import type { Tree } from '../tree/tree.ts';
import { unreadableAt } from '../unreadable.ts';

const LISTS: readonly (readonly [list: string, kind: NodeKind])[] = [
  ['services', 'service'],
  ['topics', 'topic'],
  ['messages', 'message'],
  ['apis', 'api'],
  ['systems', 'system'],
  ['owners', 'owner'],
  ['resources', 'resource'],
];

/** How each relationship may be written, and what it joins where only names are given. */
const RELATIONS: Readonly<Record<string, readonly [RelationType, from: NodeKind, to: NodeKind]>> = {
  publishes: ['publishes', 'service', 'topic'],
  subscribes: ['subscribes', 'service', 'topic'],
  calls: ['calls', 'service', 'service'],
  depends_on: ['dependsOn', 'service', 'service'],
  provides: ['provides', 'service', 'api'],
  consumes: ['consumes', 'service', 'api'],
  owns: ['owns', 'owner', 'service'],
  part_of: ['partOf', 'service', 'system'],
  carries: ['carries', 'topic', 'message'],
};

const FACTS = ['partitions', 'replicas', 'retention', 'lifecycle', 'contentType', 'port', 'image', 'version'];

/** Parley's own form: lists of things by kind, and of relationships between their names. */
export const readParleyJson: FormatReader = async (documents, { draft }) => {
  for (const root of documents) {
    for (const [list, kind] of LISTS)
      for (const item of root.at(list)?.items ?? []) readThing(item, kind, draft);
    for (const item of root.at('relationships')?.items ?? []) readRelation(item, draft);
  }
  return draft.isEmpty ? 'names nothing' : undefined;
};

function readThing(item: Tree, kind: NodeKind, draft: DraftBuilder): NodeReference | undefined {
  const given = item.text ?? item.textAt('name') ?? item.textAt('address');
  if (given === null) throw unreadableAt(item.place, `has a ${kind} without a name`);
  const known = FACTS.map((name) => [name, item.textAt(name)] as const);
  const others = [...(item.at('facts')?.entries ?? [])].map(([name, value]) => [name, value.text] as const);
  const name = item.textAt('name');
  const address = item.textAt('address');
  const node = draft.node({
    kind,
    name: kind === 'topic' ? (address ?? given) : given,
    aliases: [
      ...item.textsAt('aliases'),
      ...(kind === 'topic' && name !== null && address !== null ? [name] : []),
    ],
    description: item.textAt('description'),
    type: item.textAt('type'),
    tags: item.textsAt('tags'),
    links: (item.at('links')?.items ?? []).flatMap((link) => {
      const url = link.text ?? link.textAt('url');
      return url === null ? [] : [{ title: link.textAt('title') ?? url, url }];
    }),
    protocols: [...item.textsAt('protocols'), ...item.textsAt('protocol')],
    fields: draft.spendFields(readFields(item.at('fields'), draft)),
    facts: Object.fromEntries([...known, ...others]),
    place: item.place,
  });
  for (const message of item.at('messages')?.items ?? [])
    draft.relation('carries', node, readThing(message, 'message', draft), null, message.place);
  for (const owner of item.at('owner')?.oneOrMore ?? [])
    if (owner.text !== null)
      draft.relation('owns', { kind: 'owner', name: owner.text }, node, null, owner.place);
  const system = item.at('system');
  if (system?.text != null)
    draft.relation('partOf', node, { kind: 'system', name: system.text }, null, system.place);
  return node;
}

function readFields(fields: Tree | undefined, draft: DraftBuilder): MessageField[] {
  const all = (fields?.items ?? []).flatMap((field): MessageField[] => {
    const path = field.text ?? field.textAt('path') ?? field.textAt('name');
    const isRequired = field.textAt('required') === 'true';
    return path === null
      ? []
      : [{ path, type: field.textAt('type'), description: field.textAt('description'), isRequired }];
  });
  if (all.length > draft.fieldsLeft)
    draft.warn(
      fields?.place.line ?? null,
      `has a message with more than ${draft.fieldsLeft} fields; the rest is left out`,
    );
  return all.slice(0, Math.max(0, draft.fieldsLeft));
}

function readRelation(item: Tree, draft: DraftBuilder): void {
  const word = snakeCase(item.textAt('type') ?? '').replace(/_to$/, '');
  const relation = Object.hasOwn(RELATIONS, word) ? RELATIONS[word] : undefined;
  if (!relation) {
    const all = Object.values(RELATIONS).map(([type]) => type);
    throw unreadableAt(item.place, `has a relationship whose type is none of ${all.join(', ')}`);
  }
  const [type, fromKind, toKind] = relation;
  const from = reference(item.at('from'), fromKind, draft);
  const to = reference(item.at('to'), toKind, draft);
  if (!from || !to) throw unreadableAt(item.place, `has a relationship "${word}" without "from" or "to"`);
  draft.relation(type, from, to, item.textAt('detail'), item.place);
}

/** A name alone is of the usual kind, unless the file describes it only as another one. */
function reference(tree: Tree | undefined, usual: NodeKind, draft: DraftBuilder): NodeReference | undefined {
  const name = tree?.text ?? tree?.textAt('name');
  if (!name) return undefined;
  const stated = tree?.textAt('kind');
  const kinds = LISTS.map(([, kind]) => kind);
  if (stated) {
    const kind = kinds.find((each) => each === stated);
    if (!kind)
      throw unreadableAt(
        tree?.place ?? { file: '', line: null },
        `has a kind that is none of ${kinds.join(', ')}`,
      );
    return { kind, name };
  }
  const described = kinds.filter((kind) => draft.has(kind, name));
  const [only] = described;
  return { kind: described.length === 1 && only && !described.includes(usual) ? only : usual, name };
}
