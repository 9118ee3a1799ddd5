import { type HostileFile, hostile, TOO_MUCH } from './hostile-file.ts';

const page = (body: string): string => `<!doctype html><html><body>${body}<p>Honest text.</p></body></html>`;
const honest = { holds: /Honest text/ };

const LEVELS = 12;
const yamlLaughs = [
  'a0: &a0 [x, y]',
  ...Array.from(
    { length: LEVELS },
    (_, at) => `a${at + 1}: &a${at + 1} [${Array(9).fill(`*a${at}`).join(', ')}]`,
  ),
].join('\n');

/** HTML, Markdown and reStructuredText. */
export const HOSTILE_MARKUP: readonly HostileFile[] = [
  hostile(
    'scripts.html',
    'scripts, styles and frames',
    () =>
      page(
        '<script>alert("owned")</script><style>b{}</style><iframe srcdoc="owned"></iframe><noscript>owned</noscript><template>owned</template><object data="owned">owned</object>',
      ),
    {
      read: { ...honest, without: /owned|alert/ },
    },
  ),
  hostile(
    'handlers.html',
    'handlers of events',
    () =>
      page('<img src=x alt="A graph" onerror=owned()><p onclick="owned()">Words</p><body onload=owned()>'),
    {
      read: { without: /owned/, holds: /A graph[\s\S]*Words/ },
    },
  ),
  hostile(
    'links.html',
    'links that are scripts, data and files',
    () =>
      page(
        '<a href="javascript:owned()">one</a> <a href="data:text/html,owned">two</a> <a href="file:///etc/owned">three</a> <a href=" java&#10;script:owned()">four</a><img src="data:image/png;base64,owned">',
      ),
    {
      read: { without: /owned/, holds: /one two three four/ },
    },
  ),
  hostile(
    'refresh.html',
    'sends its reader elsewhere',
    () =>
      page('').replace(
        '<body>',
        '<head><meta http-equiv=refresh content="0;url=https://owned.example/"><base href="https://owned.example/"></head><body>',
      ),
    {
      read: { ...honest, without: /owned/ },
    },
  ),
  hostile(
    'hidden.html',
    'words for machines only',
    () =>
      page(
        '<div style="display: none">owned</div><span hidden>owned</span><p style="font-size:0px">owned</p><!-- owned --><p aria-hidden="true">owned</p>',
      ),
    {
      read: { ...honest, without: /owned/ },
    },
  ),
  hostile(
    'divs.html',
    '100,000 elements in each other',
    () => page(`${'<div>'.repeat(100_000)}x${'</div>'.repeat(100_000)}`),
    { read: honest },
  ),
  hostile('lists.html', '50,000 lists in each other', () => page('<ul><li>x'.repeat(50_000)), {
    read: honest,
  }),
  hostile('tables.html', '20,000 tables in each other', () => page('<table><tr><td>x'.repeat(20_000)), {
    read: honest,
  }),
  hostile(
    'spans.html',
    'cells over a billion columns and rows',
    () => page(`<table><tr>${'<td colspan=999999999 rowspan=999999999>x'.repeat(500)}<tr><td>y</table>`),
    { read: honest },
  ),
  hostile(
    'unclosed.html',
    '400,000 tags that are never closed',
    () => page('<b><i><font><p>'.repeat(100_000)),
    { read: honest },
  ),
  hostile(
    'closing.html',
    '500,000 ends without beginnings',
    () => page(`${'<b>'.repeat(1_000)}${'</p></x>'.repeat(250_000)}`),
    { read: honest },
  ),
  hostile(
    'attribute.html',
    'an attribute of 10 MB',
    () => page(`<p title="${'x'.repeat(10 * 1024 ** 2)}">a</p>`),
    { read: honest },
  ),
  hostile(
    'attributes.html',
    '300,000 attributes on one element',
    () => page(`<p ${Array.from({ length: 300_000 }, (_, at) => `a${at}=1`).join(' ')}>a</p>`),
    { read: honest },
  ),
  hostile('entities.html', 'two million entities', () => page('&amp;&lt;&bogus;&#x110000;'.repeat(500_000)), {
    read: honest,
    refused: TOO_MUCH,
  }),
  hostile('comment.html', 'a comment that never ends', () => page(`<!--${'-'.repeat(1_000_000)}`), {
    refused: /^holds no text/,
  }),
  hostile('openings.html', 'a million angle brackets', () => page('<'.repeat(1_000_000)), {
    read: {},
    refused: /^holds no text/,
  }),
  hostile(
    'inline.html',
    '300,000 raised letters, links and pieces of code',
    () => page(`<p>${'<sup>2</sup><a href="https://a.example/">b</a><code>c</code>'.repeat(100_000)}</p>`),
    { read: honest },
  ),
  hostile('quotes.md', '100,000 quotes in each other', () => `# Honest text\n\n${'> '.repeat(100_000)}x\n`, {
    read: honest,
  }),
  hostile(
    'brackets.md',
    '100,000 brackets in each other',
    () => `# Honest text\n\n${'['.repeat(100_000)}${'![]('.repeat(100_000)}\n`,
    { read: honest },
  ),
  hostile(
    'marks.md',
    'a megabyte of stars, backquotes and hashes',
    () => `# Honest text\n\n${'*'.repeat(400_000)}\n${'`'.repeat(400_000)}\n${'#'.repeat(400_000)}\n`,
    { read: honest },
  ),
  hostile(
    'aliases.md',
    'front matter that expands to billions',
    () => `---\n${yamlLaughs}\ntitle: *a${LEVELS}\n---\n\n# Title\n`,
    { refused: /^the front matter cannot be read: its aliases expand/ },
  ),
  hostile(
    'deep-front.md',
    'front matter 20,000 levels deep',
    () => `---\ntitle: ${'['.repeat(20_000)}\n---\n\n# Title\n`,
    { refused: /^the front matter is/ },
  ),
  hostile(
    'tags.md',
    'front matter with a tag that makes an object',
    () =>
      '---\ntitle: !!js/function "owned()"\nother: !<tag:yaml.org,2002:python/object/apply:os.system> [ls]\n---\n\n# Honest text\n',
    { read: honest, refused: /^the front matter/ },
  ),
  hostile(
    'include.rst',
    'takes in /etc/passwd',
    () =>
      'Title\n=====\n\n.. include:: /etc/passwd\n\n.. literalinclude:: /etc/passwd\n\n.. csv-table:: Users\n   :file: /etc/passwd\n\nHonest text.\n',
    { read: { ...honest, without: /root:|passwd/ } },
  ),
  hostile(
    'raw.rst',
    'raw HTML',
    () => 'Title\n=====\n\n.. raw:: html\n\n   <script>owned()</script>\n\nHonest text.\n',
    { read: { ...honest, without: /owned|script/ } },
  ),
  hostile(
    'adornments.rst',
    '200,000 lines of marks',
    () => `${'====\n----\n'.repeat(100_000)}\nHonest text.\n`,
    { read: honest },
  ),
  hostile(
    'marks.rst',
    'a megabyte of backquotes, bars and colons',
    () => `${'`'.repeat(300_000)}\n\n${'|'.repeat(300_000)}\n\n${':a:`'.repeat(100_000)}\n\nHonest text.\n`,
    { read: honest },
  ),
  hostile(
    'deep.rst',
    '5,000 blocks in each other',
    () =>
      `Honest text.\n\n${Array.from({ length: 5_000 }, (_, at) => `${' '.repeat(at)}- x`).join('\n\n')}\n`,
    { read: honest },
  ),
  hostile(
    'grid.rst',
    'a table of 200,000 edges',
    () => `${'+-'.repeat(200_000)}+\n${'|x'.repeat(200_000)}|\n${'+-'.repeat(200_000)}+\n\nHonest text.\n`,
    { read: honest },
  ),
];
