import type { GraphNode, MessageField } from '../../../core/topology.ts';
import { compactKey } from '../link/name-keys.ts';
import type { Facts } from '../run/facts.ts';
import { type Said, said } from './said.ts';
import { plain, quote, sayAnd, sayEdge, sayName, sayNumber, sayPlaces, sayRows } from './say.ts';

type FieldFacts = Extract<Facts, { kind: 'fields' }>;

function sayField({ path, type, description, isRequired }: MessageField): string {
  const kind = type === null ? '' : `: ${plain(type, 80)}`;
  const required = isRequired ? ', required' : '';
  return `${sayName(path)}${kind}${required}${description === null ? '' : ` – ${quote(description, 200)}`}`;
}

/** A field by its whole path or its last part, in any spelling. */
function fieldsNamed(message: GraphNode, name: string): MessageField[] {
  const key = compactKey(name);
  const exact = message.fields.filter(({ path }) => compactKey(path) === key);
  if (exact.length > 0) return exact;
  return message.fields.filter(({ path }) => compactKey(path.split('.').at(-1) ?? '') === key);
}

export function phraseFields({ plan, facts }: FieldFacts): Said {
  const messages = facts.flatMap((fact) => fact.messages);
  const edges = facts.flatMap(({ carriers }) => carriers);
  const parts = facts.flatMap((fact) => {
    if (fact.messages.length === 0)
      return [`The project's graph does not say which messages ${sayName(fact.of.name)} has.`];
    const carried =
      fact.carriers.length > 0 && fact.of.kind === 'topic'
        ? fact.carriers.map((edge) => `${sayEdge(edge)}.`)
        : [];
    return [
      ...carried,
      ...fact.messages.map((message) =>
        plan.kind === 'field' ? sayOneField(message, plan) : sayAllFields(message, plan),
      ),
    ];
  });
  const isHeld = messages.some(({ fields }) => fields.length > 0);
  return said(parts.join('\n'), { nodes: [...plan.of, ...messages], edges, abstained: !isHeld });
}

function sayAllFields(message: GraphNode, plan: Extract<FieldFacts['plan'], { kind: 'fields' }>): string {
  const name = sayName(message.name);
  const places = sayPlaces(message.places);
  if (message.fields.length === 0)
    return `The project's graph does not say which fields ${name} has${places}.`;
  const fields = plan.requiredOnly ? message.fields.filter(({ isRequired }) => isRequired) : message.fields;
  const noun = `${plan.requiredOnly ? 'required ' : ''}${fields.length === 1 ? 'field' : 'fields'}`;
  if (fields.length === 0)
    return `The graph names no required field of ${name}${places}; it has ${message.fields.length} in all.`;
  return `${name} has ${sayNumber(fields.length)} ${noun}${places}:\n${sayRows(fields.map(sayField))}`;
}

function sayOneField(message: GraphNode, plan: Extract<FieldFacts['plan'], { kind: 'field' }>): string {
  const name = sayName(message.name);
  const found = fieldsNamed(message, plan.field);
  const places = sayPlaces(message.places);
  if (found.length === 0) {
    const known = message.fields.slice(0, 30).map(({ path }) => sayName(path));
    const rest = known.length > 0 ? ` Its fields are ${sayAnd(known)}.` : '';
    return `${plan.isYesNo ? 'No. ' : ''}${name} has no field ${quote(plan.field, 100)}${places}.${rest}`;
  }
  const lead = plan.isYesNo ? 'Yes. ' : '';
  return found
    .map((field) => {
      const type =
        field.type === null ? 'the graph does not say its type' : `its type is ${plain(field.type, 80)}`;
      const required = field.isRequired ? ', and it is required' : ', and it is not marked as required';
      const description = field.description === null ? '' : ` ${quote(field.description)}`;
      return `${lead}${name} has the field ${sayName(field.path)}: ${type}${required}${places}.${description}`;
    })
    .join('\n');
}

type UseFacts = Extract<Facts, { kind: 'field use' }>;

export function phraseFieldUse({ plan, messages }: UseFacts): Said {
  if (messages.length === 0) return said(`No message in the graph has a field ${quote(plan.field, 100)}.`);
  const noun = messages.length === 1 ? 'message has' : 'messages have';
  const rows = messages.map(({ message, fields, edges }) => {
    const ways =
      edges.length > 0
        ? `; ${edges
            .slice(0, 10)
            .map((edge) => sayEdge(edge))
            .join('; ')}`
        : '';
    const named = fields.slice(0, 10).map((path) => {
      const type = message.fields.find((field) => field.path === path)?.type ?? null;
      return type === null ? sayName(path) : `${sayName(path)}: ${plain(type, 80)}`;
    });
    return `${sayName(message.name)} has ${sayAnd(named)}${sayPlaces(message.places)}${ways}`;
  });
  return said(`${sayNumber(messages.length)} ${noun} a field ${quote(plan.field, 100)}:\n${sayRows(rows)}`, {
    listed: messages.map(({ message }) => message),
    edges: messages.flatMap(({ edges }) => edges),
  });
}
