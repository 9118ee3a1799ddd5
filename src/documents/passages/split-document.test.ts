import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { tokenCounter } from '../../models/calls/count-tokens.ts';
import type { DocumentPassage } from '../document-passage.ts';
import { type SplitOptions, splitDocument } from './split-document.ts';

const countTokens = await tokenCounter();

const split = (
  text: string,
  options: Partial<SplitOptions> = {},
  document: { title?: string; syntax?: 'markdown' | 'plain' } = {},
): DocumentPassage[] =>
  splitDocument({ text, title: null, syntax: 'markdown', ...document }, { countTokens, ...options });

/** Small limits, so that short texts show what long ones do. */
const SMALL = { wantedTokens: 40, mostTokens: 70 };
const contents = (passages: readonly DocumentPassage[]): string[] => passages.map(({ content }) => content);
const words = (count: number, word = 'database'): string => Array(count).fill(word).join(' ');
const sentence = (count: number): string => `The ${words(count)} failed.`;

/** What holds of every split: exact offsets, order, bounds, and nothing lost but heading lines. */
function checkAll(text: string, passages: readonly DocumentPassage[], mostTokens: number): void {
  const points = [...text];
  let last = 0;
  let lost = '';
  for (const [ordinal, passage] of passages.entries()) {
    assert.equal(passage.ordinal, ordinal);
    assert.ok(passage.start >= last && passage.end > passage.start, 'passages are in order');
    assert.equal(passage.content, points.slice(passage.start, passage.end).join(''));
    assert.match(passage.content, /^(?:[^\S\n]*\S[\s\S]*\S|[^\S\n]*\S)$/);
    assert.ok(
      countTokens(passage.content) <= mostTokens || [...passage.content].length === 1,
      `${countTokens(passage.content)} tokens: ${JSON.stringify(passage.content)}`,
    );
    lost += `${points.slice(last, passage.start).join('')}\n`;
    last = passage.end;
  }
  lost += points.slice(last).join('');
  for (const line of lost.split('\n'))
    assert.ok(/^ {0,3}#{1,6}(?:\s|$)|^\s*$|^ {0,3}(?:=+|-+)\s*$/.test(line) || isSetext(text, line), line);
}

/** The words of a heading that is underlined stand on lines of their own. */
const isSetext = (text: string, line: string): boolean =>
  text
    .slice(text.indexOf(line))
    .split('\n')
    .some((below) => /^ {0,3}(?:=+|-+)\s*$/.test(below));

const PIECES = [
  ...['# A\n', '## B\n', '### C d\n', '#\n', 'Title\n===\n', 'Sub\n---\n', '\n', '\n\n', ' ', '    '],
  ...['- item\n', '  - below\n', '1. first\n', '2) second\n', '- [ ] todo\n', '```sh\nls -l\n```\n', '```\n'],
  ...['| a | b |\n|---|---|\n', '| 1 | 2 |\n', '> said\n', 'Do this:\n', '\t', '\r', '\u2028', '\u00a0'],
  ...[
    'One sentence. Another one! ',
    'word ',
    'x'.repeat(300),
    '😀',
    '日本語。',
    'é',
    '\ud83d',
    '---\n',
    '<b>',
  ],
];
const markdown = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'binary', maxLength: 20 })), {
    maxLength: 60,
  })
  .map((pieces) => pieces.join('').toWellFormed());

test('any text falls into exact, ordered, bounded passages that hold all of it', () => {
  fc.assert(
    fc.property(markdown, fc.constantFrom(20, 60, 400), fc.boolean(), (text, mostTokens, isPlain) => {
      const options = { mostTokens, wantedTokens: Math.ceil(mostTokens / 2) };
      checkAll(text, split(text, options, { syntax: isPlain ? 'plain' : 'markdown' }), mostTokens);
    }),
    { numRuns: 400 },
  );
});

test('plain text loses nothing at all', () => {
  fc.assert(
    fc.property(markdown, (text) => {
      const kept = contents(split(text, SMALL, { syntax: 'plain' })).join('');
      assert.equal(kept.replace(/\s/g, ''), text.replace(/\s/g, ''));
    }),
    { numRuns: 200 },
  );
});

test('offsets count characters outside the basic plane once', () => {
  const text = `🙂 hello\n\n## 🚒 Fire\n\n${sentence(60)}\n`;
  const passages = split(text);
  checkAll(text, passages, 400);
  assert.equal(passages.at(-1)?.end, [...text].length - 1);
});

test('a passage knows the headings above it, without marks and without the title of the document', () => {
  const text = `# The *Guide*\n\n## First\n\n${sentence(80)}\n\nSecond\n------\n\n### \`Deep\` one ###\n\n${sentence(80)}\n`;
  const paths = split(text, {}, { title: 'The Guide' }).map(({ headings }) => headings);
  assert.deepEqual(paths, [['First'], ['Second', 'Deep one']]);
  assert.deepEqual(split(text)[0]?.headings, ['The Guide', 'First']);
});

test('a heading stands in the passage of the text below it', () => {
  const text = `# A\n\n## B\n\n${sentence(60)}\n\n# C\n\n${sentence(60)}`;
  assert.deepEqual(
    contents(split(text)).map((content) => content.slice(0, 9)),
    ['# A\n\n## B', '# C\n\nThe '],
  );
});

test('small neighbouring sections are one passage under what they have in common', () => {
  const text = '# Page\n\n## Impact\n\nNone.\n\n## Owner\n\nTeam blue.\n';
  const [passage, ...others] = split(text);
  assert.deepEqual(others, []);
  assert.deepEqual(passage?.headings, ['Page']);
  assert.match(passage?.content ?? '', /## Impact\n\nNone\.\n\n## Owner\n\nTeam blue\./);
});

test('a section of its own size begins a passage of its own', () => {
  const text = `## One\n\n${sentence(70)}\n\n## Two\n\n${sentence(70)}\n`;
  assert.deepEqual(
    split(text).map(({ headings }) => headings),
    [['One'], ['Two']],
  );
});

test('code and tables stay whole where they fit', () => {
  const code = `\`\`\`sh\n${'kubectl get pods\n'.repeat(8)}\n# no heading\n\`\`\``;
  const table = `| name | value |\n| --- | --- |\n${'| a | b |\n'.repeat(6)}`.trim();
  const text = `${sentence(30)}\n\n${code}\n\n${sentence(30)}\n\n${table}\n`;
  const found = contents(split(text, SMALL));
  assert.ok(found.some((content) => content.includes(code)));
  assert.ok(found.some((content) => content.includes(table)));
});

test('a longer table falls into runs of rows, and longer code into runs of lines', () => {
  const row = '| alpha | beta | gamma |';
  const table = `| x | y | z |\n| --- | --- | --- |\n${`${row}\n`.repeat(60)}`;
  for (const content of contents(split(table, SMALL)).slice(1))
    assert.ok(
      content.split('\n').every((line) => line === row),
      content,
    );
  const code = `\`\`\`\n${'echo one two three\n'.repeat(60)}\`\`\``;
  for (const content of contents(split(code, SMALL)))
    assert.ok(
      content.split('\n').every((line) => line === 'echo one two three' || line === '```'),
      content,
    );
});

test('a list stays with its lead-in sentence, and so does code', () => {
  const text = `${sentence(35)}\n\nThen check these:\n\n- disk\n- memory\n- ${words(12)}\n\n${sentence(35)}\nRun it.\n\n\`\`\`\nls\n\`\`\`\n`;
  const found = contents(split(text, SMALL));
  assert.ok(
    found.some((content) => content.startsWith('Then check these:\n\n- disk')),
    found.join('\n=====\n'),
  );
  assert.ok(found.some((content) => content.includes('Run it.\n\n```\nls\n```')));
});

test('of a long lead-in paragraph only the last sentence goes with the list', () => {
  const text = `${sentence(40)} ${sentence(40)} Check these:\n\n- ${words(35)}\n- ${words(20)}\n`;
  assert.ok(
    contents(split(text, { wantedTokens: 90, mostTokens: 100 })).some((content) =>
      content.startsWith('Check these:'),
    ),
  );
});

test('list items are not cut apart where they fit', () => {
  const items = Array.from({ length: 12 }, (_, at) => `${at + 1}. ${words(9)}\n   - ${words(9, 'below')}`);
  for (const content of contents(split(items.join('\n'), SMALL))) {
    assert.match(content, /^\d+\./);
    assert.match(content, /below$/);
  }
});

test('an item that is too large leads to the items below it', () => {
  const text = `- ${words(20, 'outer')}\n${Array(8)
    .fill(`  - ${words(12)}`)
    .join('\n')}\n`;
  const found = contents(split(text, SMALL));
  assert.match(found[0] ?? '', /outer\n {2}- database/);
  for (const content of found.slice(1)) assert.match(content, /^ {2}- /);
});

test('long paragraphs are cut at the ends of sentences, not after abbreviations', () => {
  const text = Array(20)
    .fill('We asked J. Smith, e.g. about the disk (see fig. two). It was full!')
    .join(' ');
  for (const content of contents(split(text, SMALL))) {
    assert.match(content, /^(?:We asked|It was)/);
    assert.match(content, /[.!]$/);
  }
});

test('a document of headings alone is one passage, and an empty one is none', () => {
  assert.deepEqual(contents(split('\n# A\n\n## B\n\n# C\n')), ['# A\n\n## B\n\n# C']);
  assert.deepEqual(split(' \n\n\t\n'), []);
  assert.deepEqual(split(''), []);
});

test('the heading of an empty section is no passage', () => {
  const text = `## Full\n\n${sentence(200)}\n\n## See also\n`;
  assert.deepEqual(
    split(text).map(({ headings }) => headings),
    [['Full']],
  );
});

test('in plain text nothing is a heading', () => {
  const passages = split(`# comment\n\n${sentence(60)}`, {}, { syntax: 'plain' });
  assert.deepEqual(passages[0]?.headings, []);
  assert.match(passages[0]?.content ?? '', /^# comment/);
});

test('tokens are close to the truth, and the limit holds for counters of any kind', () => {
  const text = Array(40)
    .fill(`## Part\n\n${sentence(20)} ${words(30, 'x1_y')}\n\n\`a=b\`; c\n`)
    .join('\n');
  for (const { content, tokens } of split(text)) {
    const exact = countTokens(content);
    assert.ok(Math.abs(tokens - exact) <= 2 + exact * 0.25, `${tokens} for ${exact}`);
  }
  for (const count of [(some: string) => some.length, (some: string) => some.split(/\s+/).length])
    for (const { content } of split(text, { countTokens: count })) assert.ok(count(content) <= 400);
});

test('hostile text is cut in linear time, without asking the counter about endless runs', () => {
  const texts = [
    ...['a', '.', '|', '[', '#', '>', '`', ' ', '1', '😀', '\n', '- ', '# ', '| ', '*'].map(
      (mark) => `x${mark.repeat(200_000)}y`,
    ),
    ...['- a\n', '# a\n', '# a\nb\n', 'a\n\n', 'A b. ', '|a|\n', '```\n', '1. ', '    - '].map((mark) =>
      mark.repeat(30_000),
    ),
    `# a${' '.repeat(300_000)}b`,
    `- ${' '.repeat(300_000)}a\u2028b`,
    `a|b\n${' '.repeat(300_000)}|x`,
    Array.from({ length: 30_000 }, (_, at) => `${'#'.repeat((at % 6) + 1)} h${at}\ntext\n`).join(''),
  ];
  let longest = 0;
  const count = (text: string): number => {
    longest = Math.max(longest, text.length);
    return Math.ceil(text.length / 4);
  };
  for (const text of texts) assert.ok(split(text, { countTokens: count }).length > 0);
  assert.ok(longest < 20_000, `the counter was asked about ${longest} characters`);
});

test('a document that falls into too many passages is refused', () => {
  const text = Array(30)
    .fill(`# A\n\n${sentence(60)}\n`)
    .join('');
  assert.equal(split(text, { mostPassages: 30 }).length, 30);
  assert.throws(() => split(text, { mostPassages: 29 }), {
    code: 'too_large',
    message: /more than 29 passages/,
  });
});
