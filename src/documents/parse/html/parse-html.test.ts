import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseMade } from '../../../../test/support/parse-made.ts';

const markdown = async (body: string): Promise<string> => (await parseMade('a.html', body)).text;

test('headings, paragraphs, links and code become Markdown', async () => {
  assert.equal(
    await markdown(
      '<h2>A<a class="headerlink" href="#a">¶</a></h2><p>See <a href="https://a.example/x(1)">the\n <b>guide</b></a>,<br>or <code>ls -l &lt;dir&gt;</code> &amp; 10<sup>3</sup>.',
    ),
    '## A\n\nSee [the guide](https://a.example/x%281%29),\nor `ls -l <dir>` & 10^3.\n',
  );
});

test('lists keep their nesting, their numbers and what stands in their items', async () => {
  assert.equal(
    await markdown('<ol start=3><li>a<ul><li>b<li>c</ul><li><p>d</p><p>e</p><pre>f\n  g</pre></ol>'),
    '3. a\n   - b\n   - c\n4. d\n\n   e\n\n   ```\n   f\n     g\n   ```\n',
  );
});

test('tables become tables; one that only arranges the page does not', async () => {
  assert.equal(
    await markdown(
      '<table><tr><th>A<th>B<tr><td rowspan=2>x|y<td>1<tr><td><ul><li>p<li>q</ul></table><table><tr><td>Left<td><table><tr><td>a<td>b</table></table>',
    ),
    '| A | B |\n| --- | --- |\n| x\\\\|y | 1 |\n| x\\\\|y | p q |\n\nLeft\n\n| a | b |\n| --- | --- |\n'.replaceAll(
      '\\\\',
      '\\',
    ),
  );
});

test('code keeps its language and gets a fence that it does not hold', async () => {
  assert.equal(
    await markdown(
      '<pre><code class="language-bash">a ``` b\n</code></pre><div class="highlight-yaml"><pre>c: d</pre></div>',
    ),
    '````bash\na ``` b\n````\n\n```yaml\nc: d\n```\n',
  );
});

test('words that look like marks stay words', async () => {
  assert.equal(
    await markdown('<p># one</p><p>- two</p><p>3. three</p><p>a &lt;name&gt; &amp;lt; b</p>'),
    '\\# one\n\n\\- two\n\n3\\. three\n\na &lt;name> &amp;lt; b\n',
  );
});

test('terms stand before their definitions', async () => {
  assert.equal(await markdown('<dl><dt>A<dd>one<dt>B<dd><p>two</p></dl>'), '- A: one\n- B: two\n');
});

test('the title is the heading where the page only adds the name of its site', async () => {
  const title = async (body: string) => (await parseMade('a.html', body)).title;
  assert.equal(await title('<title>Deploys | Acme</title><h1>Deploys</h1>'), 'Deploys');
  assert.equal(await title('<title>Guide &amp; more</title><h1>Other</h1>'), 'Guide & more');
  assert.equal(await title('<title>Untitled</title><h3>a</h3><h1>Main</h1>'), 'Main');
  assert.equal(await title('<p>x'), null);
});

test('a page is read in the encoding that it names or is really in', async () => {
  const latin = Buffer.from('<meta charset="iso-8859-2"><p>\xb1</p>', 'latin1');
  assert.equal((await parseMade('a.html', latin)).text, 'ą\n');
  assert.equal((await parseMade('a.html', '<meta charset="iso-8859-1"><p>日本</p>')).text, '日本\n');
  assert.equal((await parseMade('a.html', Buffer.from('\ufeff<p>wide</p>', 'utf16le'))).text, 'wide\n');
  const japanese = Buffer.from('<meta charset=shift_jis><p>\x93\xfa\x96{</p>', 'latin1');
  assert.equal((await parseMade('a.html', japanese)).text, '日本\n');
});
