import type { NodeReference } from '../../../core/topology.ts';
import type { DraftBuilder } from '../draft-builder.ts';
import type { TopologyFile } from '../topology-file.ts';
import { type ProtoMethod, parseProto } from './parse-proto.ts';
import { ProtoNames, protoFields } from './proto-fields.ts';

const MAX_METHODS = 90;

/** Protobuf: each service is an API whose provider the file does not tell, each message one with its fields. */
export function readProtobuf(file: TopologyFile, draft: DraftBuilder): string | undefined {
  const proto = parseProto(file.text, file.name);
  const names = new ProtoNames(proto);
  const fullName = (name: string) => (proto.packageName === null ? [] : [`${proto.packageName}.${name}`]);
  for (const message of proto.messages) {
    draft.node({
      kind: 'message',
      name: message.name,
      aliases: fullName(message.name),
      description: message.comment,
      type: 'protobuf',
      fields: protoFields(message, names, draft),
      place: { file: file.name, line: message.line },
    });
  }
  for (const service of proto.services) {
    const { name, methods, line } = service;
    const api = draft.node({
      kind: 'api',
      name,
      aliases: fullName(name),
      description: service.comment,
      type: 'grpc',
      protocols: ['grpc'],
      facts: { operations: String(methods.length), package: proto.packageName, ...methodFacts(methods) },
      place: { file: file.name, line },
    });
    for (const method of methods) addMessages(method, api, names, file, draft);
  }
  return draft.isEmpty ? 'declares neither a service nor a message' : undefined;
}

const methodFacts = (methods: readonly ProtoMethod[]): Record<string, string> =>
  Object.fromEntries(
    methods.slice(0, MAX_METHODS).map(({ name, request, response, comment }) => {
      const text = comment === null ? '' : `: ${comment.replace(/\s+/g, ' ')}`;
      return [`method ${name}`, `${request} → ${response}${text}`];
    }),
  );

function addMessages(
  { name, request, response, line }: ProtoMethod,
  api: NodeReference | undefined,
  names: ProtoNames,
  file: TopologyFile,
  draft: DraftBuilder,
): void {
  for (const [type, role] of [
    [request, 'request'],
    [response, 'response'],
  ] as const) {
    const message = names.message(type.replace(/^stream /, ''), '');
    if (!message) continue;
    const place = { file: file.name, line };
    draft.relation('carries', api, { kind: 'message', name: message.name }, `${role} of ${name}`, place);
  }
}
