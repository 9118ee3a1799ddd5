import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseMade } from '../../../../test/support/parse-made.ts';

const markdown = async (...lines: readonly string[]): Promise<string> =>
  (await parseMade('a.rst', lines.join('\n'))).text;

test('titles get their levels from the order of their marks', async () => {
  const { title, text, metadata } = await parseMade(
    'a.rst',
    '=====\nGuide\n=====\n:Author: Jo\n\nIntro.\n\nOne\n---\n\nInner\n~~~~~\n\nTwo\n---\n',
  );
  assert.equal(title, 'Guide');
  assert.equal(text, '# Guide\n\nIntro.\n\n## One\n\n### Inner\n\n## Two\n');
  assert.deepEqual(metadata, { Author: ['Jo'] });
});

test('inline marks become readable text', async () => {
  assert.equal(
    await markdown(
      'Use ``a <b>``, `the guide <https://a.example/>`_, :ref:`that page <label>`, :func:`~a.b.c`, `site`_, |v| and [1]_.',
      '',
      '.. _site: https://s.example/',
      '.. |v| replace:: 3.2',
      '.. a comment',
    ),
    'Use `a <b>`, [the guide](https://a.example/), that page, `c`, [site](https://s.example/), 3.2 and [1].\n',
  );
});

test('code, notes and lists keep their shape', async () => {
  assert.equal(
    await markdown(
      'Run::',
      '',
      '    make all',
      '      deep',
      '',
      '.. code-block:: bash',
      '   :linenos:',
      '',
      '   ls',
      '',
      '.. note:: Take care',
      '   of this.',
      '',
      '1. First',
      '2. Second',
      '',
      '   more',
      '',
      '   * inner',
      '',
      'Term',
      '    Its meaning.',
    ),
    'Run:\n\n```\nmake all\n  deep\n```\n\n```bash\nls\n```\n\nNote: Take care\nof this.\n\n1. First\n2. Second\n\n   more\n   - inner\n\n- Term: Its meaning.\n',
  );
});

test('tables of each kind are read', async () => {
  const table = '| A | B |\n| --- | --- |\n| 1 | x y |\n';
  assert.equal(await markdown('=== ===', ' A   B', '=== ===', ' 1  x y', '=== ==='), table);
  assert.equal(
    await markdown('+---+-----+', '| A | B   |', '+===+=====+', '| 1 | x y |', '+---+-----+'),
    table,
  );
  assert.equal(
    await markdown('.. list-table::', '', '   * - A', '     - B', '   * - 1', '     - x y'),
    table,
  );
  assert.equal(await markdown('.. csv-table::', '   :header: A, B', '', '   1, "x y"'), table);
});

test('a name with an initial is no list', async () => {
  assert.equal(await markdown('A. Smith wrote this.'), 'A. Smith wrote this.\n');
});
