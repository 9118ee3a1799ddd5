import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newCaller } from '../../test/support/new-caller.ts';
import { onEachEngine } from '../../test/support/on-each-engine.ts';
import type { Context } from '../core/context.ts';
import { newId, prefixedId } from '../core/ids.ts';
import { createCredits } from '../limits/credits.ts';
import { addProjectCredits } from './add-project-credits.ts';
import { createProject } from './create-project.ts';
import { findProject } from './find-project.ts';
import { listProjects } from './list-projects.ts';

onEachEngine('Credits of a project', (store) => {
  const newAdmin = () => newCaller(store(), { role: 'admin' });
  const add = (context: Context, amount: number, reference = 'web-shop') =>
    addProjectCredits(store(), context, reference, amount);
  const creditsOf = async (context: Context) => (await findProject(store(), context, 'web-shop')).aiCredits;

  test('a project begins with what it is given, else with none, and is shown with them everywhere', async () => {
    const context = await newAdmin();
    const rich = await createProject(store(), context, { slug: 'web-shop' }, 12.5);
    const poor = await createProject(store(), context, { slug: 'payments' });
    assert.deepEqual([rich.aiCredits, poor.aiCredits], [12.5, 0]);
    assert.deepEqual(await findProject(store(), context, 'web-shop'), rich);
    assert.deepEqual((await listProjects(store(), context)).items, [poor, rich]);
  });

  test('credits are added and taken by slug and id, down to nothing and no further', async () => {
    const context = await newAdmin();
    const made = await createProject(store(), context, { slug: 'web-shop' }, 1);
    assert.deepEqual(await add(context, 0.1), { ...made, aiCredits: 1.1 });
    assert.equal((await add(context, 0.2, prefixedId('prj', made.id))).aiCredits, 1.3);
    await assert.rejects(add(context, -1.300_000_001), { code: 'conflict', message: /has 1\.3 AI credits;/ });
    assert.equal((await add(context, -1.3)).aiCredits, 0);
    await assert.rejects(add(context, -0.5), { code: 'conflict' });
    assert.equal(await creditsOf(context), 0);
  });

  test('what a running answer has reserved is not taken from it, and can be once it is free', async () => {
    const context = await newAdmin();
    const { id } = await createProject(store(), context, { slug: 'web-shop' }, 10);
    const reservation = await createCredits(store(), 1).reserve(context.tenantId, id, 6);
    await assert.rejects(add(context, -5), { code: 'conflict', message: /of which 6 are reserved/ });
    assert.equal((await add(context, -4)).aiCredits, 6);
    await reservation.release();
    assert.equal((await add(context, -6)).aiCredits, 0);
  });

  test('nothing is lost or doubled when many add and take at once', async () => {
    const context = await newAdmin();
    await createProject(store(), context, { slug: 'web-shop' }, 5);
    const changes = Array.from({ length: 40 }, (_, index) => (index % 2 === 0 ? 1 : -2));
    const outcomes = await Promise.allSettled(changes.map((amount) => add(context, amount)));
    const done = changes.filter((_, index) => outcomes[index]?.status === 'fulfilled');
    assert.equal(
      await creditsOf(context),
      done.reduce((sum, amount) => sum + amount, 5),
    );
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') assert.equal(outcome.reason.code, 'conflict');
  });

  test('amounts and balances have a bound', async () => {
    const context = await newAdmin();
    await createProject(store(), context, { slug: 'web-shop' });
    for (const amount of [0, 1_000_000_001, -1_000_000_001, Number.NaN, Number.POSITIVE_INFINITY])
      await assert.rejects(add(context, amount), { code: 'invalid_input', details: { subject: 'amount' } });
    assert.equal((await add(context, 1_000_000_000)).aiCredits, 1_000_000_000);
    await assert.rejects(add(context, 1), { code: 'conflict', message: /1000000000 at most/ });
  });

  test('only an admin with the scope gives credits, and only to a project of the own tenant', async () => {
    const context = await newAdmin();
    const { id } = await createProject(store(), context, { slug: 'web-shop' });
    for (const role of ['member', 'viewer'] as const)
      await assert.rejects(add({ ...context, role }, 1), { code: 'forbidden', details: { subject: 'role' } });
    await assert.rejects(add({ ...context, scopes: ['projects:read'] }, 1), { code: 'forbidden' });
    const other = await newAdmin();
    for (const reference of ['web-shop', id, newId(), 'nowhere-at-all'])
      await assert.rejects(add(other, 1, reference), { code: 'not_found', details: { subject: 'project' } });
    assert.equal(await creditsOf(context), 0);
  });

  test('a project of the same slug inherits nothing from the one that was deleted', async () => {
    const context = await newAdmin();
    const { id } = await createProject(store(), context, { slug: 'web-shop' }, 10);
    await createCredits(store(), 1).reserve(context.tenantId, id, 4);
    const sql = 'delete from projects where id = $1';
    await store().batch({ tenantId: context.tenantId }, [{ sql, params: [id] }]);
    await createProject(store(), context, { slug: 'web-shop' });
    assert.equal((await add(context, 3)).aiCredits, 3);
    assert.equal((await add(context, -3)).aiCredits, 0);
  });
});
