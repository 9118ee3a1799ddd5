import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { Citation } from '../../core/conversation.ts';
import type { Evidence } from '../evidence.ts';
import { type CitationGate, createCitationGate } from './citation-gate.ts';

const thing = (id: string): Citation => ({
  source: { type: 'incident', id, externalId: null, title: id },
});
const passage = (id: string, document: string): Citation => ({
  source: { type: 'document', id: document, externalId: null, title: document },
  passage: { id, content: id, score: 1, documentId: document },
});
const evidence = (...citations: Citation[]): Evidence => ({ text: 'data', citations });

/** Ids 1 to 3 rest on one thing each, 4 on two of them, 5 on none. */
const GIVEN: readonly Evidence[] = [
  evidence(thing('a')),
  evidence(thing('b')),
  evidence(thing('c')),
  evidence(thing('b'), thing('d')),
  evidence(),
];

const namesOf = ({ citations }: CitationGate): string[] =>
  citations.map(({ source, passage: piece }) => piece?.id ?? source.id);

function pass(text: string, given = GIVEN): { readonly text: string; readonly gate: CitationGate } {
  const gate = createCitationGate(() => given);
  return { text: gate.push(text) + gate.end(), gate };
}

/** What a reply becomes, what its numbers point at, and how many ids were taken out. */
type Row = readonly [reply: string, released: string, cited?: string, removed?: number];

function check(rows: readonly Row[]): void {
  for (const [reply, released, cited = '', removed = 0] of rows)
    test(JSON.stringify(reply), () => {
      const { text, gate } = pass(reply);
      assert.deepEqual([text, namesOf(gate).join(''), gate.removed], [released, cited, removed]);
    });
}

describe('every way in which models write a citation is understood', () => {
  check([
    ['It failed [3].', 'It failed [1].', 'c'],
    ['It failed[3].', 'It failed[1].', 'c'],
    ['It failed. [2][3]', 'It failed. [1][2]', 'bc'],
    ['It failed [1, 2].', 'It failed [1][2].', 'ab'],
    ['It failed [1,2].', 'It failed [1][2].', 'ab'],
    ['It failed [2;1].', 'It failed [1][2].', 'ba'],
    ['It failed [1 & 2].', 'It failed [1][2].', 'ab'],
    ['It failed [1 and 2].', 'It failed [1][2].', 'ab'],
    ['It failed [1-3].', 'It failed [1][2][3].', 'abc'],
    ['It failed [1–3].', 'It failed [1][2][3].', 'abc'],
    ['It failed [1 — 2].', 'It failed [1][2].', 'ab'],
    ['It failed [1-2, 3].', 'It failed [1][2][3].', 'abc'],
    ['It failed [^3].', 'It failed [1].', 'c'],
    ['It failed [#3].', 'It failed [1].', 'c'],
    ['It failed [ 3 ].', 'It failed [1].', 'c'],
    ['It failed [03].', 'It failed [1].', 'c'],
    ['It failed【3】.', 'It failed[1].', 'c'],
    ['It failed【3†source】.', 'It failed[1].', 'c'],
    ['It failed【3:0†runbook.md】【2†L1-L9】.', 'It failed[1][2].', 'cb'],
    ['It failed [3†source].', 'It failed [1].', 'c'],
    ['It failed ［3］.', 'It failed [1].', 'c'],
    ['It failed [３].', 'It failed [1].', 'c'],
    ['It failed [²].', 'It failed [1].', 'b'],
    ['It failed [source 3].', 'It failed [1].', 'c'],
    ['It failed [Source: 3].', 'It failed [1].', 'c'],
    ['It failed [Sources 1, 2].', 'It failed [1][2].', 'ab'],
    ['It failed [source 1, source 2].', 'It failed [1][2].', 'ab'],
    ['It failed [evidence 3].', 'It failed [1].', 'c'],
    ['It failed [Evidence #3].', 'It failed [1].', 'c'],
    ['It failed [ref 3].', 'It failed [1].', 'c'],
    ['It failed [[3]].', 'It failed [1].', 'c'],
    ['It failed \\[3\\].', 'It failed [1].', 'c'],
    ['It failed [**3**].', 'It failed [1].', 'c'],
    ['It failed **[3]**.', 'It failed **[1]**.', 'c'],
    ['It failed [\u200b3\u2060].', 'It failed [1].', 'c'],
    ['- a [3]\n- b [1]', '- a [1]\n- b [2]', 'ca'],
    ['[3]: Checkout', '[1]: Checkout', 'c'],
  ]);
});

describe('what points at nothing is taken out, and leaves no trace', () => {
  check([
    ['It was small [9].', 'It was small.', '', 1],
    ['It was small [0].', 'It was small.', '', 1],
    ['It was small [9], and short.', 'It was small, and short.', '', 1],
    ['It was small  [9] and short.', 'It was small and short.', '', 1],
    ['It was small [1][9].', 'It was small [1].', 'a', 1],
    ['It was small [9][1].', 'It was small [1].', 'a', 1],
    ['It was small [9] [1].', 'It was small [1].', 'a', 1],
    ['It was small [9], [2].', 'It was small [1].', 'b', 1],
    ['It was small [2], [9].', 'It was small [1].', 'b', 1],
    ['It was small [2] and [9].', 'It was small [1].', 'b', 1],
    ['It was small [2], [3] and [1].', 'It was small [1], [2] and [3].', 'bca'],
    ['It was small [9, 3, 8].', 'It was small [1].', 'c', 2],
    ['It was small [2-7].', 'It was small [1][2][3].', 'bcd', 2],
    ['It was small [1-999999].', 'It was small.', '', 1],
    ['It was small [3-1].', 'It was small.', '', 1],
    ['It was small [99999999999999999999].', 'It was small.', '', 1],
    ['It was small ([9]).', 'It was small.', '', 1],
    ['It was small ([9], [8]).', 'It was small.', '', 2],
    ['It was small ([9], [3]).', 'It was small ([1]).', 'c', 1],
    ['It was small ([9] says so).', 'It was small (says so).', '', 1],
    ['[9] It was small.', 'It was small.', '', 1],
    ['One.\n[9] Two.', 'One.\nTwo.', '', 1],
    ['- [9] It was small.', '- It was small.', '', 1],
    ['It was 5[9]40 minutes.', 'It was 5 40 minutes.', '', 1],
    ['It was small【9†source】.', 'It was small.', '', 1],
    ['It was small [9', 'It was small [9', '', 0],
    ['It was small [٣].', 'It was small.', '', 1],
    ['[9]', '', '', 1],
  ]);
});

describe('evidence is cited by what it rests on, and each thing once', () => {
  check([
    ['Two services [4].', 'Two services [1][2].', 'bd'],
    ['A [2], both [4].', 'A [1], both [1][2].', 'bd'],
    ['A [2][4].', 'A [1][2].', 'bd'],
    ['A [1][1].', 'A [1].', 'a'],
    ['A [1] [1].', 'A [1].', 'a'],
    ['A [1], [1].', 'A [1].', 'a'],
    ['A [1][2][1].', 'A [1][2].', 'ab'],
    ['A [1]. B [1].', 'A [1]. B [1].', 'a'],
    ['0 incidents [5].', '0 incidents.', ''],
    ['0 incidents [5][1].', '0 incidents [1].', 'a'],
    ['0 incidents [5, 9].', '0 incidents.', '', 1],
  ]);

  test('the ids that were used are known, also of evidence that rests on no single thing', () => {
    assert.deepEqual(pass('A [5]. B [4] [9] [1]. C [4].').gate.cited, [5, 4, 1]);
  });

  test('passages are told apart by their id, and a document as a whole is another thing', () => {
    const given = [
      evidence(passage('p1', 'd')),
      evidence(passage('p2', 'd')),
      evidence(passage('p1', 'd')),
      evidence(thing('d')),
    ];
    const { text, gate } = pass('A [2]. B [1]. C [3]. D [4].', given);
    assert.equal(text, 'A [1]. B [2]. C [2]. D [3].');
    assert.deepEqual(namesOf(gate), ['p2', 'p1', 'd']);
  });

  test('of evidence that rests on many things the first ten are cited', () => {
    const many = Array.from({ length: 14 }, (_, place) => thing(`t${place}`));
    const { text, gate } = pass('All of them [1].', [evidence(...many)]);
    assert.equal(text, 'All of them [1][2][3][4][5][6][7][8][9][10].');
    assert.deepEqual(gate.citations, many.slice(0, 10));
  });

  test('evidence that came while the model looked things up can be cited from then on', () => {
    const given = [evidence(thing('a'))];
    const gate = createCitationGate(() => given);
    assert.equal(gate.push('A [2] is not there. '), 'A is not there.');
    given.push(evidence(thing('b')));
    assert.equal(gate.push('B [2] is.'), ' B [1] is.');
    assert.equal(gate.removed, 1);
  });
});

describe('what only looks like a citation stays as it is', () => {
  const texts = [
    'See [the runbook](https://wiki.example/a) first.',
    'See [source code](a) and [evidence] first.',
    '- [ ] open\n- [x] done',
    'A [note], a [v2] and a [3rd] one.',
    'At [14:05] it began, on [2021-06-22] it ended.',
    'An array [1, a], a slice [1:3], a range [1..3].',
    'A [E3] and an [S3] bucket, (3) and {3}.',
    'Blanks  stay (so ) do \\ these \n\n  and these  ',
    `[${'1, '.repeat(40)}2]`,
    '[source of the error',
    '] [ ) ( 】【',
    '',
  ];
  check(texts.map((text) => [text, text]));
});

describe('code is left alone, but holds no bracketed number', () => {
  check([
    ['Run `jq .items[0]` [2].', 'Run `jq .items[0 ]` [1].', 'b'],
    ['Run `a[1][2]` now.', 'Run `a[1 ][2 ]` now.'],
    ['Run ``a`[1]`` now [1].', 'Run ``a`[1 ]`` now [1].', 'a'],
    ['Use `[0-9]` and `[^3]`.', 'Use `[0-9]` and `[^3]`.'],
    ['```sh\nx=a[9]\n```\nDone [1].', '```sh\nx=a[9 ]\n```\nDone [1].', 'a'],
    ['~~~\n[9]\n~~~\nDone [9].', '~~~\n[9 ]\n~~~\nDone.', '', 1],
    ['- one:\n  ```\n  [80]\n  ```\n- two [1]', '- one:\n  ```\n  [80 ]\n  ```\n- two [1]', 'a'],
    ['```a[1]``` was small [1].', '```a[1 ]``` was small [1].', 'a'],
    ['A lost ` here.\nIt was small [1].', 'A lost ` here.\nIt was small [1].', 'a'],
    ['```markdown\nIt was small [2].\n```\nYes [1].', '```markdown\nIt was small [1].\n```\nYes [2].', 'ba'],
  ]);
});

describe('no trick gets a number through', () => {
  check([
    ['[[9]3]', '[3', '', 2],
    ['[[9]3]]', '[3', '', 3],
    ['[1[9]2]', '[1 2]', '', 1],
    ['[[[9]]]', '[]', '', 1],
    ['[[3] and more]', '[[1] and more]', 'c'],
    ['[9[9]]', '[9', '', 2],
    ['[9\u200b]', '', '', 1],
    ['[9\n]', '[9\n', '', 1],
    ['[\u{e0031}9]', '', '', 1],
    [`[${'\u200b'.repeat(80)}9]`, `[${'\u200b'.repeat(80)}9`, '', 1],
    [`[${'0'.repeat(80)}1]`, `[${'0'.repeat(80)}1`, '', 1],
    [`[${' '.repeat(80)}1]`, `[${' '.repeat(80)}1`, '', 1],
    ['［[9]3］', '［3', '', 2],
    ['[9](https://evil.example)', '(https://evil.example)', '', 1],
    ['![9](a)', '!(a)', '', 1],
    ['[text][9]', '[text]', '', 1],
  ]);
});

/** Text in which much looks like a mark. */
const tricky = fc
  .array(
    fc.oneof(
      {
        weight: 6,
        arbitrary: fc.constantFrom('[', ']', '[', ']', '1', '2', '9', ' ', ',', '【', '】', '［', '］'),
      },
      {
        weight: 2,
        arbitrary: fc.constantFrom('[1]', '[2][9]', '[4, 1]', ' [3]', 'source ', 'and', '†', '-', '#'),
      },
      {
        weight: 1,
        arbitrary: fc.constantFrom('\u200b', '\u{e0041}', '\u0301', '\\', '*', '_', '\n', '(', ')', '`'),
      },
      {
        weight: 1,
        arbitrary: fc.constantFrom('```\n', '٣', '２', '𝟑', '①', 'x', '5', '\ud835', '\udfd1', '   '),
      },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 3 }) },
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(''));

const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Cf}\\*_]|(?![\t\n])\p{Cc}/gu;
const bracketedNumbers = (text: string): string[] =>
  [...text.matchAll(/[[【]\s*(\p{Nd}+)\s*[\]】]/gu)].map(([, number = '']) => number);

describe('for any text', () => {
  test('what comes out does not depend on how it is cut', () => {
    fc.assert(
      fc.property(tricky, fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), (text, sizes) => {
        const gate = createCitationGate(() => GIVEN);
        let released = '';
        for (let at = 0, cut = 0; at < text.length; cut++) {
          const size = sizes[cut % sizes.length] ?? 1;
          released += gate.push(text.slice(at, at + size));
          at += size;
        }
        released += gate.end();
        const whole = pass(text);
        assert.equal(released, whole.text);
        assert.deepEqual(gate.citations, whole.gate.citations);
        assert.deepEqual([gate.removed, gate.cited], [whole.gate.removed, whole.gate.cited]);
      }),
      { numRuns: 2000 },
    );
  });

  test('every bracketed number is a citation, numbers are closed up, and each citation is used', () => {
    fc.assert(
      fc.property(tricky, (text) => {
        const { text: released, gate } = pass(text);
        const found = [...released.matchAll(/\[(\d+)\]/g)].map(([, number]) => Number(number));
        const inOrder = [...new Set(found)];
        assert.deepEqual(
          inOrder,
          gate.citations.map((_, place) => place + 1),
        );
      }),
      { numRuns: 2000 },
    );
  });

  test('no other bracketed number stands in it as readers see it, outside code', () => {
    fc.assert(
      fc.property(tricky, (text) => {
        const { text: released, gate } = pass(text.replaceAll('`', '').replaceAll('~', ''));
        const seen = released.normalize('NFKC').replace(INVISIBLE, '');
        for (const number of bracketedNumbers(seen))
          assert.ok(gate.citations[Number(number) - 1], JSON.stringify([released, number]));
      }),
      { numRuns: 2000 },
    );
  });

  test('text without brackets is released unchanged', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        fc.pre(!/[[\]［］【】﹇﹈︻︼]/.test(text));
        assert.equal(pass(text).text, text);
      }),
    );
  });

  test('what cannot become part of a mark is released at once', () => {
    const gate = createCitationGate(() => GIVEN);
    assert.equal(gate.push('It failed.'), 'It failed.');
    assert.equal(gate.push(' [so'), '');
    assert.equal(gate.push('me'), ' [some');
    assert.equal(gate.push('] [1'), ']');
    assert.equal(gate.push(']'), ' [1]');
    assert.equal(gate.push(' and'), '');
    assert.equal(gate.push(' then'), ' and then');
  });

  test('little is held back, however long a mark stays open', () => {
    const open = fc.array(
      fc.constantFrom('[', '1', ' ', ',', 'source ', '(', '†', 'and ', '\\', '\n', '[1] '),
    );
    fc.assert(
      fc.property(open, fc.constantFrom('[', '[1,', ' ', '[[', '(', '['), (parts, tail) => {
        const gate = createCitationGate(() => [evidence(thing('a'))]);
        const text = parts.filter((part, at) => part !== '[1] ' || at === 0).join('') + tail.repeat(300);
        let released = 0;
        for (const [at, character] of [...text].entries()) {
          released += gate.push(character).length;
          assert.ok(at + 1 - released <= 250, `${at + 1 - released} are held`);
        }
      }),
    );
  });

  test('a long text of nothing but brackets is read in one go', () => {
    const { text } = pass('[1'.repeat(200_000));
    assert.equal(text.length, 400_000);
  });
});
