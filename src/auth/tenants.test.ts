import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onEachEngine } from '../../test/support/on-each-engine.ts';
import { ParleyError } from '../core/errors.ts';
import { prefixedId } from '../core/ids.ts';
import { createTenant, findTenant, requireTenant } from './tenants.ts';

const hasCode = (code: string) => (error: unknown) => error instanceof ParleyError && error.code === code;

onEachEngine('Tenants', (store) => {
  test('a tenant is found by name and by both forms of its id', async () => {
    const id = await createTenant(store(), 'Blue Harbour');
    for (const reference of ['Blue Harbour', id, id.toUpperCase(), prefixedId('ten', id)])
      assert.equal((await requireTenant(store(), reference)).id, id, reference);
    assert.equal((await findTenant(store(), id, 'credentials'))?.name, 'Blue Harbour');
  });

  test('a name is taken once, and no name can be mistaken for an id or an option', async () => {
    const id = await createTenant(store(), 'harbour');
    await assert.rejects(createTenant(store(), 'harbour'), hasCode('conflict'));
    for (const name of ['', '--tenant', id, prefixedId('ten', id), 'a\nb', 'x'.repeat(101), '{"a":1}'])
      await assert.rejects(createTenant(store(), name), hasCode('invalid_input'), name);
  });

  test('an unknown tenant is named together with those that exist', async () => {
    await createTenant(store(), 'north');
    await assert.rejects(requireTenant(store(), 'nroth'), /There is no tenant "nroth": there is .*north/);
  });
});
