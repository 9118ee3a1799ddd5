import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apiDocument, documentedOperations } from '../../../test/support/api-document.ts';
import { runParley } from '../../../test/support/run-parley.ts';
import { onEachServer } from '../../../test/support/running-parley.ts';
import { referencePage } from './page/reference-page.ts';

onEachServer('The reference', (server) => {
  test('the document is there for anyone, and the same as the command prints', async () => {
    const response = await fetch(`${server().url}/openapi.json`);
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('x-ratelimit-limit'), null);
    const served = await response.json();
    assert.deepEqual(served, apiDocument);
    const { exitCode, stdout } = await runParley(['openapi'], {});
    assert.deepEqual([exitCode, JSON.parse(stdout)], [0, served]);
  });

  test('whoever has the page already is told so', async () => {
    for (const path of ['/openapi.json', '/docs']) {
      const first = await fetch(server().url + path);
      const etag = first.headers.get('etag') ?? '';
      assert.match(etag, /^"[\w-]{27}"$/);
      assert.equal(first.headers.get('cache-control'), 'no-cache');
      const ask = (known: string) => fetch(server().url + path, { headers: { 'If-None-Match': known } });
      for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
        const again = await ask(known);
        assert.deepEqual([again.status, await again.text(), again.headers.get('etag')], [304, '', etag]);
      }
      assert.equal((await ask('"other"')).status, 200);
      assert.equal((await fetch(server().url + path, { method: 'POST' })).status, 405);
    }
  });

  test('the page loads nothing, runs nothing, and can be framed by nobody', async () => {
    const response = await fetch(`${server().url}/docs`);
    assert.match(response.headers.get('content-type') ?? '', /^text\/html; charset=utf-8$/);
    assert.match(
      response.headers.get('content-security-policy') ?? '',
      /^default-src 'none'; style-src 'sha256-[\w+/=]{44}'; .*frame-ancestors 'none'$/,
    );
    const page = await response.text();
    const loads = /<(script|link|img|iframe|form|base)\b|<[^>]*\s(style|on\w+)=|(href|src)="(?![#/])/i;
    assert.equal(loads.exec(page)?.[0], undefined);
  });

  test('the page has a section for every operation, and every link in it leads somewhere', async () => {
    const page = await (await fetch(`${server().url}/docs`)).text();
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    assert.deepEqual(ids, [...new Set(ids)]);
    for (const { operation } of documentedOperations) assert.ok(ids.includes(operation.operationId));
    for (const [, target] of page.matchAll(/href="#([^"]+)"/g)) assert.ok(ids.includes(target), target);
    assert.match(page, /curl &quot;\$PARLEY_URL\/v1\/memory\/chat&quot;/);
  });
});

test('nothing that a description or an example holds becomes part of the page', async () => {
  const evil = `</code><script>alert('1')</script><a href="javascript:0">`;
  const [path, methods] = Object.entries(apiDocument.paths)[0] ?? ['', {}];
  const [method, operation] = Object.entries(methods)[0] ?? [];
  assert.ok(method && operation);
  const bad = {
    ...operation,
    summary: evil,
    description: `\`${evil}\` **${evil}**`,
    parameters: [
      {
        name: evil,
        in: 'query',
        required: true,
        description: evil,
        schema: { pattern: evil },
        example: evil,
      },
    ],
    requestBody: {
      required: true,
      content: {
        [evil]: { schema: { type: 'object', properties: { [evil]: { description: evil } } }, example: evil },
      },
    },
    responses: {
      200: { description: evil, headers: {}, content: { [evil]: { schema: {}, example: { [evil]: evil } } } },
    },
  } as const;
  const page = await referencePage({ ...apiDocument, paths: { [path]: { [method]: bad } } });
  assert.doesNotMatch(page, /<script|<a href="javascript/);
  assert.match(page, /&lt;script&gt;/);
});

test('an example is typed in a shell as it was meant', async () => {
  const page = await referencePage({
    ...apiDocument,
    paths: {
      '/v1/things/{id}': {
        post: {
          operationId: 'thing',
          tags: ['Parley'],
          summary: 'Thing',
          security: [{ bearer: [] }],
          parameters: [
            { name: 'id', in: 'path', required: true, schema: { type: 'string' }, example: 'a$b`c"!' },
            { name: 'page[size]', in: 'query', required: false, schema: { type: 'integer' }, example: 3 },
          ],
          requestBody: {
            required: true,
            content: { 'text/csv': { schema: { type: 'string' }, example: "it's" } },
          },
          responses: {},
        },
      },
    },
  });
  const shown = page.replaceAll('&quot;', '"').replaceAll('&#39;', "'");
  assert.ok(
    shown.includes(
      [
        'curl "$PARLEY_URL/v1/things/a%24b%60c%22%21?page%5Bsize%5D=3" \\',
        '  -H "Authorization: Bearer $PARLEY_KEY" \\',
        "  -H 'Content-Type: text/csv' \\",
        "  --data-binary 'it'\\''s'",
      ].join('\n'),
    ),
  );
});
