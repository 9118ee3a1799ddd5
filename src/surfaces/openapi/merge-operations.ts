import { isDeepStrictEqual } from 'node:util';
import type { Content, Example, MediaType, Parameter, ResponseDoc, WholeOperation } from './document.ts';

/**
 * Operations of several surfaces at one address as the one that OpenAPI allows there: what only some of them take is
 * taken by none for sure. `differ`: how their requests are told apart.
 */
export function mergeOperations(
  [first, ...others]: readonly [WholeOperation, ...WholeOperation[]],
  differ: string,
): WholeOperation {
  return others.reduce((merged, other) => merge(merged, other, differ), first);
}

function merge(one: WholeOperation, other: WholeOperation, differ: string): WholeOperation {
  const both = [one, other];
  const ids = [one.operationId, other.operationId] as const;
  const content = mergeContent(ids, one.requestBody?.content, other.requestBody?.content);
  const required = both.every(({ requestBody }) => requestBody?.required);
  return {
    operationId: one.operationId,
    tags: [...new Set(both.flatMap(({ tags }) => tags))],
    summary: both.map(({ summary }) => summary).join(' · '),
    description: [
      differ,
      ...both.map(({ tags, description }) => `**${tags.join(', ')}.** ${description}`),
    ].join('\n\n'),
    security: unique(both.flatMap(({ security = [] }) => security)),
    parameters: mergeParameters(one, other),
    ...(Object.keys(content).length === 0 ? {} : { requestBody: { required, content } }),
    responses: mergeResponses(ids, one.responses, other.responses),
  };
}

const unique = <T>(all: readonly T[]): T[] =>
  all.filter((each, place) => all.findIndex((earlier) => isDeepStrictEqual(earlier, each)) === place);

function mergeParameters(one: WholeOperation, other: WholeOperation): Parameter[] {
  const sides = [
    [one, other],
    [other, one],
  ] as const;
  const found = sides.flatMap(([side, opposite]) =>
    (side.parameters ?? []).map((parameter): Parameter => {
      const isShared = opposite.parameters?.some((each) => isSame(each, parameter)) ?? false;
      if (isShared) return parameter;
      const need = parameter.required ? 'Needed' : 'Read';
      const description = `${parameter.description ?? ''} ${need} by ${side.tags.join(', ')} only.`.trim();
      return { ...parameter, required: parameter.in === 'path', description };
    }),
  );
  return found.filter((each, place) => found.findIndex((earlier) => isSame(earlier, each)) === place);
}

const isSame = (one: Parameter, other: Parameter) => one.name === other.name && one.in === other.in;

type Responses = Readonly<Record<string, ResponseDoc>>;
type Ids = readonly [string, string];

function mergeResponses(ids: Ids, one: Responses, other: Responses): Responses {
  const merged: Record<string, ResponseDoc> = {};
  for (const status of Object.keys({ ...one, ...other })) {
    const [left, right] = [one[status], other[status]];
    if (left === undefined || right === undefined) {
      const only = left ?? right;
      if (only !== undefined) merged[status] = only;
      continue;
    }
    merged[status] = {
      description: unique([left.description, right.description]).join(' '),
      headers: { ...left.headers, ...right.headers },
      content: mergeContent(ids, left.content, right.content),
    };
  }
  return merged;
}

function mergeContent(ids: Ids, one: Content = {}, other: Content = {}): Content {
  const merged: Record<string, MediaType> = { ...one };
  for (const [type, right] of Object.entries(other)) {
    const left = one[type];
    merged[type] = left === undefined ? right : mergeMedia(ids, left, right);
  }
  return merged;
}

function mergeMedia([oneId, otherId]: Ids, one: MediaType, other: MediaType): MediaType {
  const isOneSchema = isDeepStrictEqual(one.schema, other.schema);
  return {
    schema: isOneSchema ? one.schema : { anyOf: [one.schema, other.schema] },
    examples: { ...examplesOf(oneId, one), ...examplesOf(otherId, other) },
  };
}

const examplesOf = (id: string, { example, examples = {} }: MediaType): Record<string, Example> =>
  example === undefined ? examples : { ...examples, [id]: { value: example } };
