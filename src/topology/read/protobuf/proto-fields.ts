import type { MessageField } from '../../../core/topology.ts';
import type { DraftBuilder } from '../draft-builder.ts';
import type { ProtoField, ProtoFile, ProtoMessage } from './parse-proto.ts';

const MAX_VALUES = 12;

/** Looks names of a file up, as seen from inside a message: the nearest one first. */
export class ProtoNames {
  readonly #messages: ReadonlyMap<string, ProtoMessage>;
  readonly #file: ProtoFile;

  constructor(file: ProtoFile) {
    this.#file = file;
    this.#messages = new Map(file.messages.map((message) => [message.name, message]));
  }

  message(type: string, inside: string): ProtoMessage | undefined {
    return this.#find(type, inside, (name) => this.#messages.get(name));
  }

  values(type: string, inside: string): readonly string[] | undefined {
    return this.#find(type, inside, (name) => this.#file.enums.get(name));
  }

  #find<Found>(type: string, inside: string, look: (name: string) => Found | undefined): Found | undefined {
    const local = type.replace(/^\./, '');
    const { packageName } = this.#file;
    const bare =
      packageName !== null && local.startsWith(`${packageName}.`)
        ? local.slice(packageName.length + 1)
        : local;
    const outer = inside.split('.');
    for (let length = outer.length; length > 0; length--) {
      const found = look(`${outer.slice(0, length).join('.')}.${bare}`);
      if (found !== undefined) return found;
    }
    return look(bare);
  }
}

/** The fields of a message, those of messages of the same file flattened below it. */
export function protoFields(
  message: ProtoMessage,
  names: ProtoNames,
  draft: DraftBuilder,
): readonly MessageField[] {
  const fields: MessageField[] = [];
  addFields(message, '', [message], { names, draft, fields, maxFields: draft.fieldsLeft });
  return draft.spendFields(fields);
}

interface Walk {
  readonly names: ProtoNames;
  readonly draft: DraftBuilder;
  readonly fields: MessageField[];
  readonly maxFields: number;
}

function addFields(message: ProtoMessage, path: string, above: readonly ProtoMessage[], walk: Walk): void {
  for (const field of message.fields) {
    if (walk.fields.length >= walk.maxFields) {
      walk.draft.warn(
        field.line,
        `has a message with more than ${walk.maxFields} fields; the rest is left out`,
      );
      return;
    }
    const own = path === '' ? field.name : `${path}.${field.name}`;
    const { comment: description, isRequired } = field;
    walk.fields.push({ path: own, type: typeOf(field, message, walk.names), description, isRequired });
    const inner = walk.names.message(valueType(field), message.name);
    if (!inner || above.includes(inner)) continue;
    if (above.length >= walk.draft.limits.maxFieldDepth)
      walk.draft.warn(
        field.line,
        `has fields more than ${walk.draft.limits.maxFieldDepth} levels deep, which are left out`,
      );
    else addFields(inner, own + mark(field), [...above, inner], walk);
  }
}

const MAP = /^map<[^,]*,\s*([^>]+)>$/;

const valueType = ({ type }: ProtoField): string => MAP.exec(type)?.[1] ?? type;
const mark = ({ type, isRepeated }: ProtoField): string => (isRepeated ? '[]' : MAP.test(type) ? '.*' : '');

function typeOf(field: ProtoField, message: ProtoMessage, names: ProtoNames): string {
  const values = names.values(field.type, message.name);
  const rest = values && values.length > MAX_VALUES ? ` and ${values.length - MAX_VALUES} more` : '';
  const type = values
    ? `${field.type} (one of ${values.slice(0, MAX_VALUES).join(', ')}${rest})`
    : field.type;
  return field.isRepeated ? `array of ${type}` : type;
}
