import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { findUrls } from './find-urls.ts';

const urlsOf = (text: string): string[] => findUrls(text).map(({ url }) => url);

describe('finding URLs', () => {
  test('every kind is found as it is written', () => {
    const kinds = [
      'https://example.com',
      'HTTP://EXAMPLE.COM/A',
      'http://10.0.0.1:8080/healthz',
      'http://[::1]:80/x',
      'http://user:pass@example.com',
      'https://münchen.example/straße',
      'ftp://example.com/a.txt',
      'data:text/html,x',
      'data:,x',
      'data:;base64,eA==',
      'javascript:alert(1)',
      'www.example.com/a',
      '//example.com/a.png',
      '//user@example.com',
      '//10.0.0.1/collect',
      '//example.xn--p1ai?q',
      'https://example.com/a?b=c&d=%20#e',
      'https://example.com/wiki/Name_(place)',
      'https://example.com/?q=[a]',
    ];
    for (const url of kinds) {
      assert.deepEqual(urlsOf(url), [url]);
      assert.deepEqual(findUrls(`see ${url} there`), [{ start: 4, end: 4 + url.length, url }]);
    }
  });

  test('what belongs to the sentence, to its citations and to Markdown is no part of one', () => {
    const around = [
      '"#"',
      '(#)',
      '(see #).',
      '#, and',
      '#: a',
      '#?!',
      '**#**',
      '_#_',
      '<#>',
      '`#`',
      '[#]',
      '{#}',
    ];
    const cited = [
      '#[1]',
      '#[1][2].',
      '(#)[12],',
      '| # |',
      '|#|',
      '#…',
      '# .',
      '#。然后',
      '「#」',
      '»#«',
      "'#'",
    ];
    const markdown = ['[a](#)', '![a](#) b', '[#] (x)', '[a]: #', 'a="#"', 'src=#>'];
    for (const form of [...around, ...cited, ...markdown])
      assert.deepEqual(urlsOf(form.replace('#', 'https://e.test/a')), ['https://e.test/a'], form);
  });

  test('one without a scheme may end a sentence', () => {
    assert.deepEqual(urlsOf('It is //e.test. Or (//f.test).'), ['//e.test', '//f.test']);
  });

  test('several are found in the order of the text', () => {
    assert.deepEqual(urlsOf('http://a.test,http://b.test www.c.test //d.test'), [
      'http://a.test,http://b.test',
      'www.c.test',
      '//d.test',
    ]);
  });

  test('a digit or an underscore before one does not hide it', () => {
    assert.deepEqual(urlsOf('1https://e.test _www.e.test git+https://e.test'), [
      'https://e.test',
      'www.e.test',
      'https://e.test',
    ]);
  });

  test('words, comments and paths are none', () => {
    const none = [
      'data: none',
      'metadata:text/plain',
      'xhttps://e.test',
      'javascript: a language',
      '// comment',
      '//name.of(x)',
    ];
    const more = [
      'a//b.txt',
      'www.',
      'https://',
      'https://.',
      'http:',
      'e.g. www',
      'a.b//c.de/f',
      '1 // 2',
      'x:/y',
    ];
    for (const text of [...none, ...more]) assert.deepEqual(urlsOf(text), [], text);
  });

  test('each stands where it says, behind the one before, and is found again on its own', () => {
    const parts = [
      'https://',
      'www.',
      '//',
      'e.test',
      '/a',
      '(',
      ')',
      '[1]',
      '.',
      ' ',
      'data:',
      'a',
      '|',
      '"',
      '😀',
      '@',
    ];
    const property = fc.property(
      fc.array(fc.constantFrom(...parts), { maxLength: 20, size: 'max' }),
      (chosen) => {
        const text = chosen.join('');
        let last = 0;
        for (const { start, end, url } of findUrls(text)) {
          assert.ok(start >= last && end > start);
          assert.equal(text.slice(start, end), url);
          assert.deepEqual(urlsOf(url), [url]);
          last = end;
        }
      },
    );
    fc.assert(property, { numRuns: 3000 });
  });

  test('of great length takes no longer than its length asks for', () => {
    for (const unit of [
      '//a.',
      'a.',
      '[1]',
      ')',
      '(',
      'https://',
      'data:',
      '//a',
      '//a@',
      'a-',
      '//a.b.',
      '.',
    ])
      for (const start of ['', 'https://a', '//a', '//a@'])
        assert.ok(findUrls(start + unit.repeat(300_000 / unit.length)).every(({ url }) => url !== ''));
  });
});
