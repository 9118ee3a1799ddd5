import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseMade } from '../../../../test/support/parse-made.ts';

test('the text stays as it is written but for line ends and zero bytes', async () => {
  const { text, syntax } = await parseMade('a.md', '\ufeff# A  \r\n\r\n*b*\0 <i>c</i>\u200b\rlast');
  assert.deepEqual([text, syntax], ['# A  \n\n*b* <i>c</i>\u200b\nlast', 'markdown']);
});

test('front matter becomes metadata, and its title the title', async () => {
  const { title, text, metadata } = await parseMade(
    'a.md',
    '---\ntitle: Real title\ntags: [a, b]\nowner:\n  team: payments\ndate: 2024-05-01\nempty:\n---\n# Heading\n',
  );
  assert.deepEqual([title, text], ['Real title', '# Heading\n']);
  assert.deepEqual(metadata, {
    title: ['Real title'],
    tags: ['a', 'b'],
    'owner.team': ['payments'],
    date: ['2024-05-01'],
  });
});

test('the first heading outside code is the title, with either mark', async () => {
  assert.equal((await parseMade('a.md', '```\n# no\n```\n\n## *Yes* ##\n')).title, 'Yes');
  assert.equal((await parseMade('a.md', 'Under\n=====\n\n# Later\n')).title, 'Under');
  assert.equal((await parseMade('a.md', '- item\n---\n\ntext\n')).title, null);
});

test('lines across the page are no front matter', async () => {
  const text = '---\n\nSome words.\n\n---\n\nMore.\n';
  assert.equal((await parseMade('a.md', text)).text, text);
});

test('broken front matter is refused with its line', async () => {
  await assert.rejects(
    parseMade('a.md', '---\ntitle: "open\nother: 1\n---\n# A\n'),
    /the front matter is not valid YAML \(line \d+\)/,
  );
});
