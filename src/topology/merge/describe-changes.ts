import type { MessageField, RelationType } from '../../core/topology.ts';
import { shorten } from '../../lib/shorten.ts';
import type { NodeContent } from './merged-graph.ts';

const MAX_NAMED = 10;
const MAX_VALUE_CHARACTERS = 100;

const VERBS: Readonly<Record<RelationType, string>> = {
  publishes: 'publishes',
  subscribes: 'subscribes to',
  calls: 'calls',
  dependsOn: 'depends on',
  provides: 'provides',
  consumes: 'consumes',
  owns: 'owns',
  partOf: 'is part of',
  carries: 'carries',
};

/** An edge in words: `checkout subscribes to orders`. */
export const edgeWords = (from: string, type: RelationType, to: string): string =>
  `${from} ${VERBS[type]} ${to}`;

const quoted = (value: string | null | undefined): string =>
  value ? `“${shorten(value, MAX_VALUE_CHARACTERS)}”` : 'nothing';

function list(names: readonly string[]): string {
  const shown = names.slice(0, MAX_NAMED).join(', ');
  return names.length > MAX_NAMED ? `${shown} and ${names.length - MAX_NAMED} more` : shown;
}

function setChanges(what: string, before: readonly string[], after: readonly string[]): string[] {
  const [came, went] = [
    after.filter((each) => !before.includes(each)),
    before.filter((each) => !after.includes(each)),
  ];
  return [
    ...(came.length > 0 ? [`${what} added: ${list(came)}`] : []),
    ...(went.length > 0 ? [`${what} gone: ${list(went)}`] : []),
  ];
}

const fieldWords = ({ type, isRequired }: MessageField): string =>
  `${type ?? 'no type'}${isRequired ? ', required' : ''}`;

function valueChanges(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] {
  const changed = [...after].filter(([name, value]) => before.has(name) && before.get(name) !== value);
  return changed
    .slice(0, MAX_NAMED)
    .map(([name, value]) => `${name} was ${quoted(before.get(name))}, is ${quoted(value)}`);
}

function mapChanges(
  what: string,
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): string[] {
  return [...setChanges(what, [...before.keys()], [...after.keys()]), ...valueChanges(before, after)];
}

const fieldMap = (fields: readonly MessageField[]) =>
  new Map(fields.map((field) => [field.path, fieldWords(field)]));

/** What is said of a node now that was not said before, in words; null where nothing is but where it stands. */
export function describeNodeChange(before: NodeContent, after: NodeContent): string | null {
  const links = (content: NodeContent) => content.links.map(({ url }) => url);
  const words = [
    ...(before.name === after.name ? [] : [`was called ${quoted(before.name)}`]),
    ...(before.description === after.description ? [] : [`description is now ${quoted(after.description)}`]),
    ...(before.type === after.type ? [] : [`type was ${quoted(before.type)}, is ${quoted(after.type)}`]),
    ...setChanges('tags', before.tags, after.tags),
    ...setChanges('protocols', before.protocols, after.protocols),
    ...setChanges('links', links(before), links(after)),
    ...mapChanges('fields', fieldMap(before.fields), fieldMap(after.fields)),
    ...mapChanges('facts', new Map(Object.entries(before.facts)), new Map(Object.entries(after.facts))),
  ];
  return words.length > 0 ? words.join('; ') : null;
}

/** The same for the ways in which an edge shows. */
export function describeEdgeChange(before: readonly string[], after: readonly string[]): string | null {
  const words = setChanges('ways', before, after);
  return words.length > 0 ? words.join('; ') : null;
}
