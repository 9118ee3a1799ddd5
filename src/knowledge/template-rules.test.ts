import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ParleyError } from '../core/errors.ts';
import { checkTemplate } from './template-rules.ts';

const refused = (body: string, message: RegExp) =>
  assert.throws(
    () => checkTemplate(body),
    (error: unknown) => {
      assert.ok(error instanceof ParleyError);
      assert.deepEqual([error.code, error.details.subject], ['invalid_input', 'body']);
      assert.match(error.message, message);
      assert.ok(error.message.length < 400, error.message);
      return true;
    },
  );

test('a template may hold every variable, any number of times, and single braces', () => {
  const body = `{"a": {"b": 1} }\n{{organisation}}{{today}} {{project}} {{brand}} {{today}} } {`;
  assert.equal(checkTemplate(`\n ${body} \t`), body);
});

test('an unknown variable is refused with its line and character, which counts an emoji as one', () => {
  refused(
    'Answer.\r\nYou 💥 help {{organization}}.',
    /^body, line 2, character 12: there is no variable \{\{organization\}\}\. .*\{\{organisation\}\}, \{\{today\}\}/,
  );
  refused('{{ today }}', /line 1, character 1: there is no variable \{\{ today \}\}/);
  refused('{{Today}}', /there is no variable/);
  refused('\n\n{{constructor}}', /line 3, character 1: there is no variable/);
});

test('double braces that belong to no variable are refused with their place', () => {
  refused('{{', /line 1, character 1: \{\{ belongs to no variable/);
  refused('{{today}} and }}', /line 1, character 15: }} belongs to no variable/);
  refused('{{{today}}}', /line 1, character 1: \{\{ belongs/);
  refused('{{today}}}}', /line 1, character 10: }} belongs/);
  refused('{{}}', /line 1, character 1: \{\{ belongs/);
  refused('{{to\nday}}', /line 1, character 1: \{\{ belongs/);
  refused(`{{${'x'.repeat(61)}}}`, /\{\{ belongs/);
  refused('a\r{{b', /line 2, character 1/);
});

test('a template has 1 to 20,000 printable characters', () => {
  for (const body of ['', ' \n', 'x'.repeat(20_001), 'a\0b', 'a\u001bb', '\ud800'])
    refused(body, /body must have 1 to 20000 characters and no control characters/);
  assert.equal(checkTemplate(`${'💥'.repeat(20_000)}\n`).length, 40_000);
});

const PIECES = ['{', '}', '{{', '}}', 'today', '{{today}}', '{{brand}}', '\n', ' x ', '💥'];
const bodies = fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 12 });

test('whatever is taken holds double braces around known names only', () => {
  fc.assert(
    fc.property(bodies, (pieces) => {
      const body = pieces.join('');
      fc.pre(accepts(body));
      assert.doesNotMatch(body.replaceAll(/\{\{(today|brand)\}\}/g, 'x'), /\{\{|\}\}/);
    }),
  );
});

test('variables among words that hold no double braces are taken', () => {
  const sound = bodies.map((pieces) => pieces.filter((piece) => piece !== '{{' && piece !== '}}'));
  fc.assert(fc.property(sound, (pieces) => accepts(`a ${pieces.join(' ')}`)));
});

function accepts(body: string): boolean {
  try {
    checkTemplate(body);
    return true;
  } catch (error) {
    assert.ok(error instanceof ParleyError);
    return false;
  }
}
