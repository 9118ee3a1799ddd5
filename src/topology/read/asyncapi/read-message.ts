import type { MessageField, NodeReference } from '../../../core/topology.ts';
import { docLinks, tagNames } from '../doc-links.ts';
import { avroFields } from '../fields/avro-fields.ts';
import { schemaFields } from '../fields/schema-fields.ts';
import { isAddress, referenceOf } from '../references.ts';
import type { Tree } from '../tree/tree.ts';
import type { AsyncApiWork } from './asyncapi-work.ts';

/** Words that many messages are called by where they have no name of their own. */
const PLAIN_NAME = /^(?:messages?|payload|event|msg|body|default|data)$/i;

interface PayloadReading {
  readonly fields: readonly MessageField[];
  readonly facts: Readonly<Record<string, string | null>>;
}

/**
 * Adds a message of a channel. It is called by its `name`, in 2.x also `messageId`, else by its key or the last part of
 * the reference to it; where that is a word like `message`, the channel's name stands before it.
 */
export async function readMessage(
  work: AsyncApiWork,
  key: string | null,
  given: Tree,
  channel: string,
): Promise<NodeReference | undefined> {
  const { draft, references, root } = work;
  const message = await references.resolve(given);
  const traits = await resolveAll(work, message.at('traits')?.items ?? []);
  const parts = [message, ...traits];
  const said = (word: string) => parts.map((part) => part.textAt(word)).find((text) => text !== null) ?? null;
  const local = key ?? referenceOf(given)?.split('/').at(-1) ?? said('title') ?? 'message';
  const name = said('name') ?? said('messageId') ?? (PLAIN_NAME.test(local) ? `${channel} ${local}` : local);
  if (draft.has('message', name)) return { kind: 'message', name };
  const payload = await payloadOf(work, message);
  const headers = await headersOf(work, parts);
  const title = said('title');
  return draft.node({
    kind: 'message',
    name,
    aliases: title === null ? [] : [title],
    description: said('description') ?? said('summary'),
    tags: tagNames(...parts),
    links: docLinks(...parts),
    fields: [...payload.fields, ...headers],
    facts: {
      contentType: said('contentType') ?? root.textAt('defaultContentType'),
      'correlation id': message.textAt('correlationId', 'location'),
      ...payload.facts,
    },
    place: given.place.file === work.file.name ? given.place : message.place,
  });
}

async function resolveAll({ references }: AsyncApiWork, trees: readonly Tree[]): Promise<Tree[]> {
  const found: Tree[] = [];
  for (const tree of trees) found.push(await references.resolve(tree));
  return found;
}

async function headersOf(work: AsyncApiWork, parts: readonly Tree[]): Promise<MessageField[]> {
  const fields: MessageField[] = [];
  for (const part of parts) {
    const headers = part.at('headers');
    if (!headers) continue;
    const schema = await jsonSchemaOf(work, headers);
    if (schema) fields.push(...(await schemaFields(schema, 'headers', work.references, work.draft)).fields);
  }
  return fields;
}

/** 3.x wraps a schema of a stated format: `{schemaFormat, schema}`. */
async function jsonSchemaOf(work: AsyncApiWork, given: Tree): Promise<Tree | null> {
  const tree = await work.references.resolve(given);
  return tree.at('schemaFormat') && tree.at('schema') ? (tree.at('schema') ?? null) : given;
}

async function payloadOf(work: AsyncApiWork, message: Tree): Promise<PayloadReading> {
  const given = message.at('payload');
  if (!given) return { fields: [], facts: {} };
  const outer = message.textAt('schemaFormat');
  const payload = isForeign(outer) ? given : await work.references.resolve(given);
  const isWrapped = payload.at('schemaFormat') !== undefined && payload.at('schema') !== undefined;
  const format = isWrapped ? payload.textAt('schemaFormat') : outer;
  const schema = isWrapped ? (payload.at('schema') ?? payload) : given;
  if (isForeign(format)) return foreignPayload(work, schema, format ?? '');
  const reading = await schemaFields(schema, '', work.references, work.draft);
  return {
    fields: reading.fields,
    facts: {
      payload: reading.fields.length === 0 ? reading.type : null,
      'payload is one of': reading.alternatives.join(', ') || null,
    },
  };
}

const JSON_SCHEMA = /json-?schema|schema\+(?:json|yaml)|aai\.asyncapi|vnd\.oai\.openapi/i;
const isForeign = (format: string | null): boolean => format !== null && !JSON_SCHEMA.test(format);

/**
 * A schema of another kind mostly lies in a registry. It gives fields only, so an address is not refused but left alone,
 * with a warning; it is never fetched.
 */
async function foreignPayload(work: AsyncApiWork, schema: Tree, format: string): Promise<PayloadReading> {
  const facts = { 'schema format': format };
  const ref = referenceOf(schema);
  if (ref !== null && isAddress(ref)) {
    const line = schema.at('$ref')?.place.line ?? null;
    work.draft.warn(
      line,
      `refers to the schema "${ref.slice(0, 200)}", which is not fetched: its fields are unknown`,
    );
    return { fields: [], facts };
  }
  if (!/avro/i.test(format)) {
    work.draft.warn(schema.place.line, `has a payload of the format ${format}, whose fields are not read`);
    return { fields: [], facts };
  }
  return { fields: avroFields(await work.references.resolve(schema), work.draft), facts };
}
