import type {
  FilePlace,
  MessageField,
  NamedLink,
  NodeDraft,
  NodeKind,
  NodeReference,
  RelationDraft,
  RelationType,
  TopologyDraft,
} from '../../core/topology.ts';
import { stripInvisible } from '../../lib/strip-invisible.ts';
import type { ReadLimits } from './read-limits.ts';
import { unreadable } from './unreadable.ts';
import { withoutUserInfo } from './without-user-info.ts';

/** What a reader says of a thing; the rest is unknown. */
export type NodeSaying = Pick<NodeDraft, 'kind' | 'name' | 'place'> &
  Partial<Omit<NodeDraft, 'facts'>> & {
    readonly facts?: Readonly<Record<string, string | null | undefined>>;
  };

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

const MAX_NAME_CHARACTERS = 500;
const MAX_TEXT_CHARACTERS = 10_000;
const MAX_SHORT_TEXT_CHARACTERS = 2_000;
const MAX_VALUES = 100;

/** Gathers what one file says. Sayings about the same thing become one: what was said first stays, the rest is added. */
export class DraftBuilder {
  readonly #file: string;
  readonly #limits: ReadLimits;
  readonly #nodes = new Map<string, Writable<NodeDraft>>();
  readonly #relations = new Map<string, RelationDraft>();
  readonly #warnings: { line: number | null; reason: string }[] = [];
  #fields = 0;

  constructor(file: string, limits: ReadLimits) {
    this.#file = file;
    this.#limits = limits;
  }

  get limits(): ReadLimits {
    return this.#limits;
  }

  get isEmpty(): boolean {
    return this.#nodes.size === 0 && this.#relations.size === 0;
  }

  /** Adds a thing and returns how it is named; undefined where its name is empty or longer than 500 characters. */
  node(saying: NodeSaying): NodeReference | undefined {
    const name = this.#name(saying.name, saying.place);
    if (name === undefined) return undefined;
    const said = fresh(saying, name);
    const key = `${said.kind} ${name}`;
    const known = this.#nodes.get(key);
    if (known) join(known, said);
    else {
      this.#nodes.set(key, said);
      if (this.#nodes.size > this.#limits.maxNodes)
        throw unreadable(this.#file, `describes more than ${this.#limits.maxNodes} things`);
    }
    return { kind: said.kind, name };
  }

  /** Adds how two things hang together, unless the same has been said or one of the two has no name. */
  relation(
    type: RelationType,
    from: NodeReference | undefined,
    to: NodeReference | undefined,
    detail: string | null,
    place: FilePlace,
  ): void {
    const [source, target] = [this.#reference(from, place), this.#reference(to, place)];
    if (!source || !target) return;
    const how = detail === null ? null : cut(detail, MAX_NAME_CHARACTERS) || null;
    const key = JSON.stringify([type, source.kind, source.name, target.kind, target.name, how]);
    if (this.#relations.has(key)) return;
    this.#relations.set(key, { type, from: source, to: target, detail: how, place });
    if (this.#relations.size > this.#limits.maxRelations)
      throw unreadable(this.#file, `has more than ${this.#limits.maxRelations} relationships`);
  }

  /** Whether the file itself describes the thing. */
  has(kind: NodeKind, name: string): boolean {
    return this.#nodes.has(`${kind} ${name}`);
  }

  /** Adds a clause whose subject is the file. */
  warn(line: number | null, reason: string): void {
    const isKnown = this.#warnings.some((each) => each.line === line && each.reason === reason);
    if (!isKnown && this.#warnings.length < this.#limits.maxWarnings)
      this.#warnings.push({ line, reason: cut(reason, MAX_NAME_CHARACTERS) });
  }

  /** How many fields a message may still have; counts those that it gets with `spendFields`. */
  get fieldsLeft(): number {
    return Math.min(this.#limits.maxFieldsPerMessage, this.#limits.maxFields - this.#fields);
  }

  /** Counts the fields of a message and gives them back as they may be shown. */
  spendFields(fields: readonly MessageField[]): readonly MessageField[] {
    this.#fields += fields.length;
    return fields.map(cleanField).filter(({ path }) => path !== '');
  }

  build(format: string): TopologyDraft {
    return {
      format,
      nodes: [...this.#nodes.values()],
      relations: [...this.#relations.values()],
      warnings: this.#warnings,
    };
  }

  #reference(reference: NodeReference | undefined, place: FilePlace): NodeReference | undefined {
    const name = reference && this.#name(reference.name, place);
    return reference && name !== undefined ? { kind: reference.kind, name } : undefined;
  }

  #name(given: string, place: FilePlace): string | undefined {
    const name = oneLine(given);
    if (name !== '' && name.length <= MAX_NAME_CHARACTERS) return name;
    const what =
      name === ''
        ? 'has something without a name'
        : `has a name longer than ${MAX_NAME_CHARACTERS} characters`;
    this.warn(place.line, what);
    return undefined;
  }
}

const oneLine = (text: string): string => stripInvisible(text).replace(/\s+/g, ' ').trim();

function cut(text: string, maxCharacters: number): string {
  const clean = stripInvisible(text).trim();
  return clean.length > maxCharacters ? `${clean.slice(0, maxCharacters - 1).toWellFormed()}…` : clean;
}

const cleanField = ({ path, type, description, isRequired }: MessageField): MessageField => ({
  path: cut(oneLine(path), MAX_NAME_CHARACTERS),
  type: type === null ? null : cut(oneLine(type), MAX_NAME_CHARACTERS) || null,
  description: description === null ? null : cut(description, MAX_SHORT_TEXT_CHARACTERS) || null,
  isRequired,
});

const someNames = (names: readonly string[] | undefined): string[] =>
  [...new Set((names ?? []).slice(0, MAX_VALUES).map(oneLine))].filter(
    (name) => name !== '' && name.length <= MAX_NAME_CHARACTERS,
  );

const textOrNull = (text: string | null | undefined): string | null =>
  text ? cut(text, MAX_TEXT_CHARACTERS) || null : null;

function fresh(saying: NodeSaying, name: string): Writable<NodeDraft> {
  const facts = Object.entries(saying.facts ?? {}).flatMap(([fact, value]): [string, string][] =>
    value ? [[cut(fact, MAX_NAME_CHARACTERS), cut(value, MAX_SHORT_TEXT_CHARACTERS)]] : [],
  );
  return {
    kind: saying.kind,
    name,
    aliases: someNames(saying.aliases).filter((alias) => alias !== name),
    description: textOrNull(saying.description),
    type: textOrNull(saying.type),
    tags: someNames(saying.tags),
    links: (saying.links ?? []).slice(0, MAX_VALUES).flatMap(cleanLink),
    protocols: someNames(saying.protocols),
    fields: saying.fields ?? [],
    facts: Object.fromEntries(facts.slice(0, MAX_VALUES)),
    place: saying.place,
  };
}

/** Only web addresses are links that a reader may follow; what signs in with them is left out. */
function cleanLink({ title, url }: NamedLink): NamedLink[] {
  const address = oneLine(url);
  if (!/^https?:\/\//i.test(address) || address.length > 2_000) return [];
  return [{ title: cut(oneLine(title), MAX_NAME_CHARACTERS) || address, url: withoutUserInfo(address) }];
}

function join(known: Writable<NodeDraft>, said: NodeDraft): void {
  const union = (one: readonly string[], other: readonly string[]) => someNames([...one, ...other]);
  known.aliases = union(known.aliases, said.aliases);
  known.tags = union(known.tags, said.tags);
  known.protocols = union(known.protocols, said.protocols);
  known.description ??= said.description;
  known.type ??= said.type;
  const urls = new Set(known.links.map(({ url }) => url));
  known.links = [...known.links, ...said.links.filter(({ url }) => !urls.has(url))];
  if (known.fields.length === 0) known.fields = said.fields;
  known.facts = { ...said.facts, ...known.facts };
}
