import type { NodeReference, RelationType } from '../../../core/topology.ts';
import type { DraftBuilder } from '../draft-builder.ts';
import type { FormatReader } from '../topology-file.ts';
import type { Tree } from '../tree/tree.ts';
import { entityName, entityReference, nodeKindOf } from './entity-ref.ts';

/** Kinds that describe no part of a system. */
const LEFT_OUT = new Set(['location', 'template']);

/** A field of `spec` that names other entities; `back` where the other one is the relation's first. */
interface SpecField {
  readonly field: string;
  readonly type: RelationType;
  readonly kind: string;
  readonly back?: true;
}

const SPEC_FIELDS: readonly SpecField[] = [
  { field: 'owner', type: 'owns', kind: 'group', back: true },
  { field: 'system', type: 'partOf', kind: 'system' },
  { field: 'domain', type: 'partOf', kind: 'domain' },
  { field: 'subdomainOf', type: 'partOf', kind: 'domain' },
  { field: 'subcomponentOf', type: 'partOf', kind: 'component' },
  { field: 'providesApis', type: 'provides', kind: 'api' },
  { field: 'consumesApis', type: 'consumes', kind: 'api' },
  { field: 'apiProvidedBy', type: 'provides', kind: 'component', back: true },
  { field: 'apiConsumedBy', type: 'consumes', kind: 'component', back: true },
  { field: 'dependsOn', type: 'dependsOn', kind: 'component' },
  { field: 'dependencyOf', type: 'dependsOn', kind: 'component', back: true },
  { field: 'parent', type: 'partOf', kind: 'group' },
  { field: 'children', type: 'partOf', kind: 'group', back: true },
  { field: 'memberOf', type: 'partOf', kind: 'group' },
  { field: 'members', type: 'partOf', kind: 'user', back: true },
];

/** Catalogue files: every kind of entity, and the relations that each names, in both directions. */
export const readBackstage: FormatReader = async (documents, { draft }) => {
  const leftOut: string[] = [];
  for (const entity of documents) {
    const kind = entity.textAt('kind') ?? '';
    if (!LEFT_OUT.has(kind.toLowerCase())) readEntity(entity, kind, draft);
    else {
      leftOut.push(kind);
      draft.warn(entity.place.line, `describes a ${kind}, which is no part of a system`);
    }
  }
  return draft.isEmpty && leftOut.length > 0
    ? `describes only what is no part of a system (${[...new Set(leftOut)].join(', ')})`
    : undefined;
};

function readEntity(entity: Tree, kind: string, draft: DraftBuilder): void {
  const metadata = entity.at('metadata');
  const name = metadata?.at('name');
  if (name?.text == null) {
    draft.warn(entity.place.line, `describes a ${kind} without a name`);
    return;
  }
  const namespace = metadata?.textAt('namespace') ?? null;
  const node = draft.node({
    kind: nodeKindOf(kind),
    name: entityName(namespace, name.text),
    aliases: aliasesOf(entity, name.text, namespace),
    description: metadata?.textAt('description') ?? null,
    type: typeOf(entity, kind),
    tags: metadata?.textsAt('tags') ?? [],
    links: linksOf(metadata),
    facts: factsOf(entity),
    place: name.place,
  });
  for (const field of SPEC_FIELDS) addRelations(entity, node, field, namespace, draft);
}

function aliasesOf(entity: Tree, name: string, namespace: string | null): string[] {
  const title = entity.textAt('metadata', 'title');
  const shown = entity.textAt('spec', 'profile', 'displayName');
  const bare = entityName(namespace, name) === name ? null : name;
  return [title, shown, bare].filter((alias) => alias !== null);
}

function typeOf(entity: Tree, kind: string): string | null {
  const word = kind.toLowerCase();
  if (word === 'domain' || word === 'user') return word;
  return entity.textAt('spec', 'type') ?? (word === 'group' ? 'team' : null);
}

const linksOf = (metadata: Tree | undefined) =>
  (metadata?.at('links')?.items ?? []).flatMap((link) => {
    const url = link.textAt('url');
    return url === null ? [] : [{ title: link.textAt('title') ?? link.textAt('type') ?? url, url }];
  });

function factsOf(entity: Tree): Record<string, string | null> {
  const annotations = [...(entity.at('metadata', 'annotations')?.entries ?? [])].slice(0, 40);
  const definition = entity.at('spec', 'definition');
  return {
    lifecycle: entity.textAt('spec', 'lifecycle'),
    definition:
      ['$text', '$json', '$yaml', '$openapi', '$asyncapi']
        .map((word) => definition?.textAt(word) ?? null)
        .find((text) => text !== null) ?? null,
    ...Object.fromEntries(annotations.map(([name, value]) => [name, value.text])),
  };
}

function addRelations(
  entity: Tree,
  node: NodeReference | undefined,
  { field, type, kind, back }: SpecField,
  namespace: string | null,
  draft: DraftBuilder,
): void {
  for (const item of entity.at('spec', field)?.oneOrMore ?? []) {
    if (item.text === null) continue;
    const other = entityReference(item.text, kind, namespace);
    if (back) draft.relation(type, other, node, null, item.place);
    else draft.relation(type, node, other, null, item.place);
  }
}
