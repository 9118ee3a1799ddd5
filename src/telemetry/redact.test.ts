import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { SENSITIVE_KINDS } from '../core/sensitive-kind.ts';
import { createRedaction, type Redaction } from './redact.ts';

const ADA = 'ada@example.com';
const BOB = 'bob@example.com';

/** The text as a stream gives it back, cut before each of the places. */
function restoreInPieces(redaction: Redaction, text: string, cuts: readonly number[]): string {
  const restorer = redaction.restore();
  let restored = '';
  let from = 0;
  for (const cut of [...cuts].sort((one, other) => one - other)) {
    const to = Math.min(Math.max(cut, from), text.length);
    restored += restorer.push(text.slice(from, to));
    from = to;
  }
  return restored + restorer.push(text.slice(from)) + restorer.end();
}

test('each value has one placeholder in all texts of a request', () => {
  const { hide } = createRedaction(SENSITIVE_KINDS);
  assert.equal(hide(`from ${ADA} to ${BOB}`), 'from {{email-1}} to {{email-2}}');
  assert.equal(
    hide(`${BOB} rang +1 415 555 2671, password=hunter2`),
    '{{email-2}} rang {{phone-1}}, password={{secret-1}}',
  );
  assert.equal(hide('4111111111111111 from 10.0.3.7'), '{{card-1}} from {{ip-1}}');
});

test('the different values that are hidden are counted', () => {
  const redaction = createRedaction(SENSITIVE_KINDS);
  assert.equal(redaction.count, 0);
  redaction.hide(`${ADA} ${ADA} ${BOB}`);
  redaction.hide(`${ADA}, {{email-1}}`);
  assert.equal(redaction.count, 2);
});

test('only the kinds that are asked for are hidden, and without kinds nothing is', () => {
  const text = `${ADA}, password=hunter2, 10.0.3.7, {{email-1}}`;
  assert.equal(createRedaction(['emails']).hide(text), '{{email-1}}, password=hunter2, 10.0.3.7, {{text-1}}');
  const off = createRedaction([]);
  assert.equal(off.hide(text), text);
  assert.equal(restoreInPieces(off, text, [3, 40]), text);
});

test("text that looks like a placeholder comes back as itself, never as somebody's value", () => {
  const redaction = createRedaction(SENSITIVE_KINDS);
  const texts = [
    `{{email-1}} {{text-1}} ${ADA}`,
    '{{{email-1}}} {{email-2}} {{text-2}}',
    `${BOB} {{email-1}}`,
  ];
  for (const text of texts) {
    const hidden = redaction.hide(text);
    assert.doesNotMatch(hidden, /@/);
    assert.equal(redaction.restoreAll(hidden), text);
    assert.equal(restoreInPieces(redaction, hidden, [5, 9, 14]), text);
  }
});

test('a value that holds a placeholder is not restored twice', () => {
  const redaction = createRedaction(SENSITIVE_KINDS);
  const text = `${ADA} password="x {{email-1}} y"`;
  const hidden = redaction.hide(text);
  assert.equal(hidden, '{{email-1}} password="{{secret-1}}"');
  assert.equal(redaction.restoreAll(hidden), text);
});

test('a placeholder cut in two by the stream is still restored', () => {
  const redaction = createRedaction(SENSITIVE_KINDS);
  const said = `Ask ${redaction.hide(ADA)}.`;
  for (let cut = 0; cut <= said.length; cut++)
    assert.equal(restoreInPieces(redaction, said, [cut]), `Ask ${ADA}.`);
  const everywhere = Array.from({ length: said.length }, (_, place) => place);
  assert.equal(restoreInPieces(redaction, said, everywhere), `Ask ${ADA}.`);
});

test('a placeholder that was never given out stays as the model wrote it', () => {
  const redaction = createRedaction(SENSITIVE_KINDS);
  redaction.hide(ADA);
  const said = '{{email-2}} {{email-01}} {{ email-1 }} {{secret-1}} {{email-1}';
  assert.equal(restoreInPieces(redaction, said, [4, 8, 30]), said);
});

test('text waits only while it can still become a placeholder', () => {
  const redaction = createRedaction(SENSITIVE_KINDS);
  redaction.hide(ADA);
  const restorer = redaction.restore();
  assert.equal(restorer.push('a {'), 'a ');
  assert.equal(restorer.push('b'), '{b');
  assert.equal(restorer.push('{{em'), '');
  assert.equal(restorer.push('u'), '{{emu');
  assert.equal(restorer.push('{{email-2'), '{{email-2');
  assert.equal(restorer.push('{{{email-1}'), '{');
  assert.equal(restorer.push('}!'), `${ADA}!`);
  assert.equal(restorer.push('{{phone'), '{{phone');
  assert.equal(restorer.push('end {{'), 'end ');
  assert.equal(restorer.end(), '{{');
  assert.equal(restorer.end(), '');
});

test('what is hidden while a reply runs is restored in it', () => {
  const redaction = createRedaction(SENSITIVE_KINDS);
  const restorer = redaction.restore();
  assert.equal(restorer.push('{{email-1}} '), '{{email-1}} ');
  redaction.hide(ADA);
  assert.equal(restorer.push('{{email-1}}'), ADA);
});

test('two requests know nothing of each other', () => {
  const one = createRedaction(SENSITIVE_KINDS);
  const other = createRedaction(SENSITIVE_KINDS);
  assert.equal(one.hide(ADA), other.hide(BOB));
  assert.equal(one.restoreAll('{{email-1}}'), ADA);
  assert.equal(other.restoreAll('{{email-1}}'), BOB);
});

const digits = (least: number, most: number) =>
  fc.string({ unit: fc.constantFrom(...'23456789'), minLength: least, maxLength: most });
const letters = (least: number, most: number) =>
  fc.string({ unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz'), minLength: least, maxLength: most });

/** Sensitive text as `before`, the value, and `behind`. */
const sensitive = fc.oneof(
  fc
    .tuple(letters(1, 12), letters(1, 12))
    .map(([name, host]) => ['', `${name}@${host}.example`, ''] as const),
  digits(7, 7).map((tail) => ['', `+4930${tail}`, ''] as const),
  fc.constantFrom(
    ...(['4111 1111 1111 1111', '378282246310005', '5555-5555-5555-4444'] as const).map(
      (card) => ['', card, ''] as const,
    ),
  ),
  letters(8, 30).map((secret) => ['password="', `${secret}#1`, '"'] as const),
  letters(8, 30).map((secret) => ['postgres://ada:', `${secret}#1`, '@db/x'] as const),
  letters(20, 30).map((secret) => ['', `prl_${secret}`, ''] as const),
);

/** What may stand around it: any text, and what is made to be taken for a placeholder. */
const filler = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.string({ unit: fc.constantFrom(...'{}-1email text'), maxLength: 30 }),
  fc.constantFrom('{{email-1}}', '{{secret-1}}', '{{text-1}}', '{{{phone-1}}', '{{email-', '1}}', '{{', '}}'),
);

const texts = fc.array(
  fc.array(fc.tuple(filler, sensitive), { maxLength: 4 }).map((pieces) => ({
    text: pieces.map(([around, value]) => `${around}\n| ${value.join('')} |\n`).join(''),
    values: pieces.map(([, [, value]]) => value),
  })),
  { minLength: 1, maxLength: 4 },
);

test('any text comes back as it was, however the stream is cut', () => {
  fc.assert(
    fc.property(texts, fc.array(fc.nat(400), { maxLength: 20 }), (sprinkled, cuts) => {
      const redaction = createRedaction(SENSITIVE_KINDS);
      for (const [text, hidden] of sprinkled.map(({ text }) => [text, redaction.hide(text)] as const)) {
        assert.equal(restoreInPieces(redaction, hidden, cuts), text);
        assert.equal(redaction.restoreAll(hidden), text);
      }
    }),
    { numRuns: 500 },
  );
});

test('hidden text holds none of the values', () => {
  fc.assert(
    fc.property(texts, (sprinkled) => {
      const redaction = createRedaction(SENSITIVE_KINDS);
      for (const { text, values } of sprinkled) {
        const hidden = redaction.hide(text);
        for (const value of values) assert.ok(!hidden.includes(value), `${value} in ${hidden}`);
      }
    }),
    { numRuns: 500 },
  );
});

test('a long reply of braces is restored in time that grows with its length only', {
  timeout: 60_000,
}, () => {
  const redaction = createRedaction(SENSITIVE_KINDS);
  redaction.hide(ADA);
  for (const piece of ['{', '{{', '{{email-', '{{email-1', '{{email-1}']) {
    const text = piece.repeat(Math.ceil(1_000_000 / piece.length));
    const restorer = redaction.restore();
    let length = 0;
    for (let from = 0; from < text.length; from += 7)
      length += restorer.push(text.slice(from, from + 7)).length;
    assert.equal(length + restorer.end().length, text.length);
  }
});
