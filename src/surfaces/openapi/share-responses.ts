import type { OperationDoc, Paths, Reference, ResponseDoc, WholeOperation } from './document.ts';

/** Gives every answer that several operations have in the same words a name, under which they refer to it. */
export function shareResponses(whole: Paths<WholeOperation>): {
  paths: Paths<OperationDoc>;
  responses: Record<string, ResponseDoc>;
} {
  const uses = new Map<string, number>();
  for (const { response } of responsesOf(whole)) {
    const text = JSON.stringify(response);
    uses.set(text, (uses.get(text) ?? 0) + 1);
  }
  const names = new Map<string, string>();
  const responses: Record<string, ResponseDoc> = {};
  for (const { operation, status, response } of responsesOf(whole)) {
    const text = JSON.stringify(response);
    if (names.has(text) || (uses.get(text) ?? 0) < 2) continue;
    const name = freeName(responses, `${operation.tags.join('-').replace(/\W+/g, '-')}-${status}`);
    names.set(text, name);
    responses[name] = response;
  }
  const shared = (response: ResponseDoc): ResponseDoc | Reference => {
    const name = names.get(JSON.stringify(response));
    return name === undefined ? response : { $ref: `#/components/responses/${name}` };
  };
  const paths = mapOperations(whole, (operation) => ({
    ...operation,
    responses: Object.fromEntries(
      Object.entries(operation.responses).map(([status, response]) => [status, shared(response)]),
    ),
  }));
  return { paths, responses };
}

const responsesOf = (paths: Paths<WholeOperation>) =>
  Object.values(paths)
    .flatMap((methods) => Object.values(methods))
    .flatMap((operation) =>
      Object.entries(operation.responses).map(([status, response]) => ({ operation, status, response })),
    );

function freeName(taken: object, name: string, count = 1): string {
  const tried = count === 1 ? name : `${name}-${count}`;
  return tried in taken ? freeName(taken, name, count + 1) : tried;
}

const mapOperations = <From, To>(paths: Paths<From>, change: (operation: From) => To): Paths<To> =>
  Object.fromEntries(
    Object.entries(paths).map(([path, methods]) => [
      path,
      Object.fromEntries(Object.entries(methods).map(([method, operation]) => [method, change(operation)])),
    ]),
  );
