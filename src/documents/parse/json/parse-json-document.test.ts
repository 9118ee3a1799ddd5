import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseMade } from '../../../../test/support/parse-made.ts';

test('names become headings and list lines, texts stay', async () => {
  const { title, text } = await parseMade(
    'a.json',
    JSON.stringify({
      title: 'API guide',
      tags: ['a', 'b'],
      none: null,
      body: 'One.\n\n# two',
      endpoints: [
        { name: 'GET /x', retries: 3 },
        { path: '/y', nested: { deep: { er: { value: true } } } },
      ],
    }),
  );
  assert.equal(title, 'API guide');
  assert.equal(
    text,
    '- title: API guide\n- tags: a, b\n\n# body\n\nOne.\n\n\\# two\n\n# endpoints\n\n## GET /x\n\n- name: GET /x\n- retries: 3\n\n## 2\n\n- path: /y\n\n### nested\n\n#### deep\n\n- er:\n  - value: true\n',
  );
});

test('long numbers stay as they are written', async () => {
  const { text } = await parseMade('a.json', '{"id":12345678901234567890,"small":1.50,"huge":1e400}');
  assert.equal(text, '- id: 12345678901234567890\n- small: 1.5\n- huge: 1e400\n');
});

test('lines of JSON are read under either name', async () => {
  for (const name of ['a.jsonl', 'a.json'])
    assert.equal(
      (await parseMade(name, '{"name":"one","v":1}\n{"name":"two","v":2}\n')).text,
      '# one\n\n- name: one\n- v: 1\n\n# two\n\n- name: two\n- v: 2\n',
    );
});
