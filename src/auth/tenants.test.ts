import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onEachEngine } from '../../test/support/on-each-engine.ts';
import { ParleyError } from '../core/errors.ts';
import { newId, prefixedId } from '../core/ids.ts';
import {
  createTenant,
  findTenant,
  listTenants,
  readTenantSettings,
  requireTenant,
  setAssistantEnabled,
} from './tenants.ts';

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

  test('what cannot be a name names no tenant, whatever characters it holds', async () => {
    await createTenant(store(), 'south');
    for (const reference of ['', 'a\0b', '\ud800', "south' or true --", 'x'.repeat(100_000)])
      assert.equal(await findTenant(store(), reference, 'credentials'), undefined);
  });

  test('the assistant is on until it is switched off, for its own tenant only', async () => {
    const [ours, theirs] = [await createTenant(store(), 'ours'), await createTenant(store(), 'theirs')];
    assert.deepEqual(await readTenantSettings(store(), ours), { name: 'ours', assistantEnabled: true });
    await setAssistantEnabled(store(), ours, false);
    assert.equal((await readTenantSettings(store(), ours)).assistantEnabled, false);
    assert.equal((await readTenantSettings(store(), theirs)).assistantEnabled, true);
    const listed = (await listTenants(store())).filter(({ id }) => [ours, theirs].includes(id));
    assert.deepEqual(
      listed.map(({ name, assistantEnabled }) => [name, assistantEnabled]),
      [
        ['ours', false],
        ['theirs', true],
      ],
    );
    await setAssistantEnabled(store(), ours, true);
    assert.equal((await readTenantSettings(store(), ours)).assistantEnabled, true);
    await assert.rejects(readTenantSettings(store(), newId()), hasCode('not_found'));
    await assert.rejects(setAssistantEnabled(store(), newId(), false), hasCode('not_found'));
  });

  test('a tenant sees exactly one tenant, itself, and can change nothing but its own switch', async () => {
    const [ours, theirs] = [await createTenant(store(), 'east'), await createTenant(store(), 'west')];
    const asOurs = (sql: string) => store().transaction({ tenantId: ours }, (tx) => tx.query(sql));
    assert.deepEqual(await asOurs('select id, name, assistant_enabled from tenants'), [
      { id: ours, name: 'east', assistant_enabled: true },
    ]);
    assert.deepEqual(await asOurs('update tenants set assistant_enabled = false returning id'), [
      { id: ours },
    ]);
    assert.equal((await readTenantSettings(store(), theirs)).assistantEnabled, true);
    for (const sql of [
      'select created_at from tenants',
      "update tenants set name = 'taken'",
      `update tenants set id = '${theirs}'`,
      `insert into tenants (id, name) values ('${newId()}', 'forged')`,
      'delete from tenants',
    ])
      await assert.rejects(asOurs(sql), { code: '42501' }, sql);
    const nobody = store().transaction('system', async (tx) => {
      await tx.query("select set_config('role', 'parley_tenant', true)");
      return tx.query('select id from tenants');
    });
    assert.deepEqual(await nobody, []);
  });

  test('a credential can look up every tenant and switch none', async () => {
    const id = await createTenant(store(), 'upstream');
    assert.equal((await findTenant(store(), 'upstream', 'credentials'))?.id, id);
    const write = store().transaction('credentials', (tx) =>
      tx.query('update tenants set assistant_enabled = false'),
    );
    await assert.rejects(write, { code: '42501' });
  });
});
