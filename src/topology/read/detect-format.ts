import type { Tree } from './tree/tree.ts';

export type TopologyFormat =
  | 'asyncapi'
  | 'openapi'
  | 'backstage'
  | 'kubernetes'
  | 'docker-compose'
  | 'protobuf'
  | 'parley';

const LISTS = ['services', 'topics', 'relationships', 'messages', 'apis', 'systems', 'owners', 'resources'];

/** Names that only files of a format that Parley reads begin a value with; without one of them nothing is parsed. */
const SIGN =
  /(?:^|[{,\s])["']?(?:asyncapi|openapi|swagger|apiVersion|services|topics|relationships)["']?[ \t]*:/;
const PROTO_SIGN = /^[ \t]*(?:syntax[ \t]*=[ \t]*["']proto[23]["']|edition[ \t]*=[ \t]*["'])/m;
const PROTO_WORD = /^[ \t]*(?:service|message|enum)[ \t]+\w+[ \t]*\{/m;

/** Whether the text is a protobuf file: by its first statement, or its name and what it declares. */
export const isProtobuf = (name: string, text: string): boolean =>
  PROTO_SIGN.test(text) || (name.toLowerCase().endsWith('.proto') && PROTO_WORD.test(text));

/** Whether the text is worth being parsed as YAML or JSON. */
export const mayBeTopology = (name: string, text: string): boolean =>
  !/\.(?:md|markdown|rst|adoc|txt|html?|csv|tsv)$/i.test(name) && SIGN.test(text);

/** The format of a document, by what it holds; undefined for any other. */
export function detectFormat(document: Tree): TopologyFormat | undefined {
  if (document.at('asyncapi')) return 'asyncapi';
  if (document.at('openapi') ?? document.at('swagger')) return 'openapi';
  const apiVersion = document.textAt('apiVersion');
  if (apiVersion !== null && document.textAt('kind') !== null)
    return apiVersion.startsWith('backstage.io/') ? 'backstage' : 'kubernetes';
  if (LISTS.some((list) => document.at(list)?.isList)) return 'parley';
  return document.at('services')?.isMap ? 'docker-compose' : undefined;
}
