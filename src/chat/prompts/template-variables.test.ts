import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { renderTemplate, templateValues } from './template-variables.ts';

const now = new Date('2026-03-01T23:59:59Z');

test('each ground fills in what it knows, and leaves the rest empty', () => {
  const body = '{{organisation}}|{{today}}|{{project}}|{{brand}}';
  const filled = (ground: Parameters<typeof templateValues>[0]) =>
    renderTemplate(body, templateValues(ground, 'Harbour', now));
  assert.equal(filled({ kind: 'history' }), 'Harbour|2026-03-01||');
  const id = '01890a5d-ac96-774b-bcce-b302099a8057';
  assert.equal(
    filled({ kind: 'project', projectId: id, slug: 'web-shop-2026' }),
    'Harbour|2026-03-01|web-shop-2026|',
  );
  const documents = { kind: 'documents', brandId: id, scopes: [], topK: 5, threshold: 0 } as const;
  assert.equal(filled({ ...documents, brand: 'acme' }), 'Harbour|2026-03-01||acme');
  const given = { kind: 'given text', projectId: id, purpose: 'roadmap_requirements', text: 'x' } as const;
  assert.equal(filled({ ...given, label: 'Said by the caller' }), 'Harbour|2026-03-01||');
});

test('a value that looks like a variable, or like a pattern, stays as it is', () => {
  const values = { organisation: '{{today}} $& $1 $$', today: '2026-03-01', brand: 'to' };
  assert.equal(renderTemplate('{{organisation}}', values), '{{today}} $& $1 $$');
  assert.equal(renderTemplate('{{{brand}}day}}', values), '{today}}');
});

test('a value is one line of at most 200 characters, without control characters', () => {
  const render = (brand: string) => renderTemplate('{{brand}}', { brand });
  assert.equal(render('a\r\nb\u2028c\u0000\u001b[31m\u0085d\t'), 'a b c [31m d');
  assert.equal(render('half \ud800'), 'half \ufffd');
  assert.equal(render('💥'.repeat(200)), '💥'.repeat(200));
  assert.equal([...render('💥'.repeat(201))].length, 200);
});

test('names that every object has are no variables', () => {
  assert.equal(renderTemplate('a{{constructor}}b{{toString}}c', {}), 'ab{{toString}}c');
});

test('whatever a value holds, the words of the template around it stay', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), (organisation, brand) => {
      const rendered = renderTemplate('A{{organisation}}B{{brand}}C{{project}}D', { organisation, brand });
      const [, first = '', second = ''] = /^A(.*)B(.*)CD$/su.exec(rendered) ?? assert.fail(rendered);
      assert.doesNotMatch(first + second, /[\n\r\u2028\u2029]/);
    }),
  );
});
