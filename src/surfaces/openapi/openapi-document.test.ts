import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apiDocument, documentedOperations } from '../../../test/support/api-document.ts';
import { closed, mismatch, textMismatch } from '../../../test/support/schema-validator.ts';
import { SURFACES } from '../surfaces.ts';
import type { Content, MediaType, Parameter } from './document.ts';

const api = documentedOperations.filter(({ operation }) => operation.security?.length);
const ofPath = (method: string, path: string) => {
  const found = documentedOperations.find((each) => each.method === method && each.path === path);
  assert.ok(found, `${method} ${path}`);
  return found;
};
const examplesOf = ({ example, examples = {} }: MediaType) => [
  ...(example === undefined ? [] : [example]),
  ...Object.values(examples).map(({ value }) => value),
];

test('every operation of every surface is in the document, under the path and method that serve it', () => {
  for (const { name, operations } of SURFACES)
    for (const { method, path } of operations)
      assert.ok(ofPath(method, path).operation.tags.includes(name), `${method} ${path}: ${name}`);
  assert.deepEqual(JSON.parse(JSON.stringify(apiDocument)), apiDocument);
});

test('operations have ids of their own, known tags, a summary, and a known way to identify oneself', () => {
  const ids = documentedOperations.map(({ operation }) => operation.operationId);
  assert.deepEqual(ids, [...new Set(ids)]);
  const tags = apiDocument.tags.map(({ name }) => name);
  for (const { operation } of documentedOperations) {
    assert.ok(operation.summary !== '' && operation.tags.every((tag) => tags.includes(tag)));
    for (const scheme of operation.security?.flatMap(Object.keys) ?? [])
      assert.ok(scheme in apiDocument.components.securitySchemes);
  }
});

test('a parameter stands in the path exactly where it is declared, and no name is declared twice', () => {
  for (const { path, operation } of documentedOperations) {
    const parameters = operation.parameters ?? [];
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const declared = parameters.filter((each) => each.in === 'path');
    assert.deepEqual(declared.map(({ name }) => name).sort(), inPath.sort(), path);
    assert.ok(declared.every(({ required }) => required));
    const keys = parameters.map((each: Parameter) => `${each.in} ${each.name}`);
    assert.deepEqual(keys, [...new Set(keys)], path);
  }
});

test('every answer has a body or is one of those that never do, and every header that it names is described', () => {
  for (const { path, responses } of documentedOperations) {
    assert.ok(Object.keys(responses).some((status) => /^2\d\d$/.test(status)));
    for (const [status, { description, headers = {}, content }] of Object.entries(responses)) {
      assert.ok(description !== '');
      assert.equal(content === undefined, status === '204' || status === '304', `${path} ${status}`);
      for (const [name, header] of Object.entries(headers)) {
        if ('$ref' in header) assert.equal(header.$ref, `#/components/headers/${name}`);
        assert.ok(name in apiDocument.components.headers, name);
      }
    }
  }
});

test('every schema is one, and every example is what its schema says', () => {
  const check = (what: string, content: Content) => {
    for (const [type, media] of Object.entries(content)) {
      const schema = closed(media.schema);
      for (const example of examplesOf(media))
        assert.equal(mismatch(schema, example), undefined, `${what} ${type}`);
      mismatch(schema, null);
    }
  };
  for (const { operation, responses } of documentedOperations) {
    const { operationId, parameters = [], requestBody } = operation;
    for (const { name, schema, example } of parameters) {
      const given = (schema.examples as unknown[] | undefined) ?? [];
      for (const value of example === undefined ? given : [example, ...given])
        assert.equal(textMismatch(schema, String(value)), undefined, `${operationId} ${name}`);
    }
    check(operationId, requestBody?.content ?? {});
    for (const [status, { content = {} }] of Object.entries(responses))
      check(`${operationId} ${status}`, content);
  }
  for (const [name, { schema, example }] of Object.entries(apiDocument.components.headers))
    assert.equal(textMismatch(schema, String(example)), undefined, name);
});

test('every address that needs a credential says how it refuses, with an example for each reason', () => {
  for (const { operation, responses, method } of api) {
    const { operationId, parameters = [] } = operation;
    const isRepeatable = parameters.some(({ name }) => name === 'Idempotency-Key');
    const expected = ['401', '403', '429', '500', '503', ...(isRepeatable ? ['409', '413'] : [])];
    for (const status of expected) assert.ok(responses[status], `${operationId} ${status}`);
    const isUpload = ['importFiles', 'submitDocuments'].includes(operationId);
    assert.equal(isRepeatable, method === 'POST' && !isUpload, operationId);
    const refusals = Object.entries(responses).filter(([status]) => Number(status) >= 400);
    for (const [status, { content = {} }] of refusals)
      for (const media of Object.values(content))
        assert.ok(examplesOf(media).length > 0, `${operationId} ${status}`);
    assert.ok('Retry-After' in (responses[429]?.headers ?? {}));
    assert.ok('WWW-Authenticate' in (responses[401]?.headers ?? {}));
  }
});

test('a bad field is shown as the operation itself complains of it', () => {
  const bad = (method: string, path: string, status: number) =>
    JSON.stringify(ofPath(method, path).responses[status]?.content);
  assert.match(bad('POST', '/v1/memory/chat', 400), /message is missing/);
  assert.match(bad('GET', '/v1/projects', 400), /"limit: ?|must be a whole number from 1 to 100/);
  assert.match(bad('GET', '/v1/projects/{projectId}', 404), /project_not_found/);
  assert.match(bad('POST', '/v1/projects', 409), /resource_already_exists/);
  assert.match(bad('POST', '/v1/imports', 415), /unsupported_media_type/);
});

test('where two surfaces share an address, what only one of them takes is demanded of none', () => {
  const { operation, responses } = ofPath('POST', '/v1/ai/chat');
  const { tags, parameters = [], requestBody } = operation;
  assert.deepEqual(tags, ['Incident chat', 'Document chat']);
  assert.deepEqual(
    parameters.filter(({ required }) => required),
    [],
  );
  assert.equal(
    parameters.find(({ name }) => name === 'message')?.description?.includes('Incident chat'),
    true,
  );
  assert.equal(requestBody?.required, false);
  const types = (status: number) => Object.keys(responses[status]?.content ?? {}).sort();
  assert.deepEqual(types(200), ['application/json', 'application/vnd.api+json', 'text/event-stream']);
  assert.deepEqual(types(400), ['application/json']);
  assert.deepEqual(types(422), ['application/json', 'application/vnd.api+json']);
  assert.match(JSON.stringify(responses[200]?.content?.['text/event-stream']), /rag_context/);
  assert.match(
    operation.description ?? '',
    /with a JSON body .* is one of Document chat\. Any other is one of Incident chat\./,
  );
});
