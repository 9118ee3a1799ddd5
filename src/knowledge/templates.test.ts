import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newCaller } from '../../test/support/new-caller.ts';
import { onEachEngine } from '../../test/support/on-each-engine.ts';
import type { Context } from '../core/context.ts';
import { ParleyError } from '../core/errors.ts';
import { addTemplateVersion } from './add-template-version.ts';
import { createAssistant } from './create-assistant.ts';
import { createTemplate } from './create-template.ts';
import { findTemplate } from './find-template.ts';
import { findTemplateVersion } from './find-template-version.ts';
import { listTemplates } from './list-templates.ts';
import { builtinTemplate } from './prompts/builtin-templates.ts';
import { updateAssistant } from './update-assistant.ts';

/** The error has that code and subject, and its message holds nothing that the store says. */
const refusal = (code: string, subject: string) => (error: unknown) => {
  assert.ok(error instanceof ParleyError, String(error));
  assert.deepEqual([error.code, error.details.subject], [code, subject], error.message);
  assert.doesNotMatch(error.message, /violates|constraint|insert into|select /);
  return true;
};

const BUILTIN = ['documents', 'history', 'project', 'roadmap_requirements'];

onEachEngine('Prompt templates', (store) => {
  const caller = (more?: Partial<Context>) => newCaller(store(), more);
  const create = (context: Context, id: string, body = `body of ${id}`) =>
    createTemplate(store(), context, { id, body });
  const addVersion = (context: Context, id: string, body: string) =>
    addTemplateVersion(store(), context, id, body);
  const find = (context: Context, id: string) => findTemplate(store(), context, id);
  const findVersion = (context: Context, id: string, version: number) =>
    findTemplateVersion(store(), context, id, version);
  const listed = async (context: Context) =>
    (await listTemplates(store(), context)).items.map(({ id, origin }) => `${id} ${origin}`);

  test('a template is kept with its first version, and who made it', async () => {
    const context = await caller();
    const made = await createTemplate(store(), context, {
      id: 'house_style-2',
      name: ' House style ',
      body: ' You help {{organisation}}.\r\n\tToday is {{today}}. ',
    });
    const { createdAt } = made;
    assert.deepEqual(made, {
      ...{ id: 'house_style-2', name: 'House style', origin: 'own', latestVersion: 1, createdAt },
      versions: [{ version: 1, createdBy: context.actor, createdAt }],
    });
    assert.deepEqual(await find(context, 'house_style-2'), made);
    assert.deepEqual(await findVersion(context, 'house_style-2', 1), {
      ...{ templateId: 'house_style-2', origin: 'own', version: 1, createdBy: context.actor, createdAt },
      body: 'You help {{organisation}}.\r\n\tToday is {{today}}.',
    });
  });

  test('versions are numbered 1, 2, 3 … and every one stays as it was', async () => {
    const context = await caller();
    await create(context, 'style', 'one');
    const other = { ...context, actor: 'jwt:bob' };
    const second = await addVersion(other, 'style', ' two ');
    assert.deepEqual([second.version, second.body, second.createdBy], [2, 'two', 'jwt:bob']);
    await addVersion(context, 'style', 'two');
    const { latestVersion, versions } = await find(context, 'style');
    assert.deepEqual([latestVersion, versions.map(({ version }) => version)], [3, [3, 2, 1]]);
    assert.deepEqual(await findVersion(context, 'style', 2), second);
    assert.equal((await findVersion(context, 'style', 1)).body, 'one');
  });

  test('many who add versions at once get numbers without gaps, each with its own text', async () => {
    const context = await caller();
    await create(context, 'style', 'text 0');
    const added = await Promise.all(
      Array.from({ length: 20 }, (_, index) => addVersion(context, 'style', `text ${index + 1}`)),
    );
    const numbers = added.map(({ version }) => version).sort((one, other) => one - other);
    assert.deepEqual(
      numbers,
      Array.from({ length: 20 }, (_, index) => index + 2),
    );
    for (const version of added)
      assert.deepEqual(await findVersion(context, 'style', version.version), version);
  });

  test('a template has at most 1,000 versions', async () => {
    const context = await caller();
    await create(context, 'style');
    const sql = `insert into prompt_template_versions (tenant_id, template_id, version, body, created_by)
      select $1, 'style', number, 'x', 'jwt:ada' from generate_series(2, 999) number`;
    await store().batch(context, [{ sql, params: [context.tenantId] }]);
    assert.equal((await addVersion(context, 'style', 'last')).version, 1000);
    await assert.rejects(addVersion(context, 'style', 'more'), refusal('conflict', 'template'));
    assert.equal((await find(context, 'style')).versions.length, 1000);
  });

  test('not even SQL changes or ends a version; a tenant as a whole can go', async () => {
    const context = await caller();
    await create(context, 'style', 'as it was');
    const id = [context.tenantId];
    const refused = [
      "update prompt_template_versions set body = 'forged' where tenant_id = $1",
      'update prompt_template_versions set version = 7 where tenant_id = $1',
      'delete from prompt_template_versions where tenant_id = $1',
      'delete from prompt_templates where tenant_id = $1',
    ];
    for (const sql of refused)
      await assert.rejects(
        store().transaction(context, (tx) => tx.query(sql, id)),
        /never changed/,
        sql,
      );
    await assert.rejects(store().autocommit(refused[0] ?? '', id), /never changed/);
    assert.equal((await findVersion(context, 'style', 1)).body, 'as it was');
    await store().autocommit('delete from tenants where id = $1', id);
    const left = await store().autocommit(
      'select count(*) as left from prompt_template_versions where tenant_id = $1',
      id,
    );
    assert.deepEqual(left, [{ left: 0 }]);
  });

  test('what cannot be is refused with the field, a variable with its place', async () => {
    const context = await caller();
    for (const id of ['', 'A', 'a b', 'a.b', 'ä', 'a\n', 'a\0', 'x'.repeat(61)])
      await assert.rejects(create(context, id), refusal('invalid_input', 'template_id'), id);
    for (const name of ['', ' ', 'x'.repeat(101), 'a\0', 'a\nb', '\ud800'])
      await assert.rejects(
        createTemplate(store(), context, { id: 'a', name, body: 'b' }),
        refusal('invalid_input', 'name'),
      );
    await create(context, 'style');
    for (const body of ['', ' ', 'a\0', '\ud800', 'x'.repeat(20_001), 'a {{b}}', '}}']) {
      await assert.rejects(create(context, 'a', body), refusal('invalid_input', 'body'));
      await assert.rejects(addVersion(context, 'style', body), refusal('invalid_input', 'body'));
    }
    await assert.rejects(addVersion(context, 'style', 'one\ntwo {{x}}'), { message: /line 2, character 5/ });
    assert.equal((await find(context, 'style')).latestVersion, 1);
    assert.equal((await create(context, 'x'.repeat(60), 'y'.repeat(20_000))).latestVersion, 1);
  });

  test('of ten who make the same template at once exactly one succeeds, with its own text', async () => {
    const context = await caller();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 10 }, (_, index) => create(context, 'style', `of ${index}`)),
    );
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') refusal('conflict', 'template')(outcome.reason);
    const winner = outcomes.findIndex(({ status }) => status === 'fulfilled');
    assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1);
    assert.equal((await findVersion(context, 'style', 1)).body, `of ${winner}`);
    assert.equal((await find(context, 'style')).latestVersion, 1);
  });

  test('built-in templates are there from the start, and can be read and not written', async () => {
    const context = await caller();
    assert.deepEqual(
      await listed(context),
      BUILTIN.map((id) => `${id} builtin`),
    );
    const { versions, ...history } = await find(context, 'history');
    const { latestVersion } = history;
    assert.deepEqual(history, {
      id: 'history',
      name: 'history',
      origin: 'builtin',
      latestVersion,
      createdAt: null,
    });
    assert.deepEqual(versions.at(-1), { version: 1, createdBy: null, createdAt: null });
    const first = await findVersion(context, 'history', 1);
    assert.deepEqual([first.origin, first.body], ['builtin', builtinTemplate('history', 1)?.body]);
    await assert.rejects(findVersion(context, 'history', 999), refusal('not_found', 'version'));
    await assert.rejects(addVersion(context, 'history', 'x'), refusal('not_found', 'template'));
  });

  test("a tenant's template takes the place of the built-in one, with versions of its own from 1", async () => {
    const [context, other] = [await caller(), await caller()];
    assert.equal((await create(context, 'history', 'ours')).latestVersion, 1);
    assert.deepEqual(await listed(context), [
      'documents builtin',
      'history own',
      'project builtin',
      'roadmap_requirements builtin',
    ]);
    assert.equal((await findVersion(context, 'history', 1)).body, 'ours');
    assert.equal((await addVersion(context, 'history', 'ours again')).version, 2);
    await assert.rejects(findVersion(context, 'history', 3), refusal('not_found', 'version'));
    assert.equal((await find(other, 'history')).origin, 'builtin');
  });

  test('a built-in version that an assistant pins cannot be replaced until the assistant follows', async () => {
    const context = await caller();
    await createAssistant(store(), context, { key: 'guide', templateVersion: 1 });
    await assert.rejects(create(context, 'documents'), (error: ParleyError) => {
      assert.match(error.message, /pins a version/);
      return refusal('conflict', 'template')(error);
    });
    await updateAssistant(store(), context, 'guide', { templateVersion: null });
    await create(context, 'documents');
    await updateAssistant(store(), context, 'guide', { templateVersion: 1 });
    await assert.rejects(create(context, 'documents'), { message: /already/ });
  });

  test('pages hold own and built-in templates in the order of their ids, each once', async () => {
    const context = await caller();
    for (const id of ['zebra', 'history', '-', 'a_b', 'a-b']) await create(context, id);
    const ids: string[] = [];
    let cursor: string | null | undefined;
    while (cursor !== null) {
      const page = await listTemplates(store(), context, { limit: 2, ...(cursor ? { cursor } : {}) });
      ids.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    assert.deepEqual(ids, ['-', 'a-b', 'a_b', ...BUILTIN, 'zebra']);
    const forged = { cursor: Buffer.from("a'b").toString('base64url') };
    await assert.rejects(listTemplates(store(), context, forged), refusal('invalid_input', 'cursor'));
  });

  test("another tenant's template is as unknown as one that never was", async () => {
    const [ours, theirs] = [await caller(), await caller()];
    await create(theirs, 'secret');
    const messages = new Set<string>();
    const unknown = (error: ParleyError) => {
      messages.add(error.message);
      return refusal('not_found', 'template')(error);
    };
    for (const id of ['secret', 'nowhere', '', 'a\0b', '\ud800', 'x'.repeat(100_000)]) {
      await assert.rejects(find(ours, id), unknown);
      await assert.rejects(findVersion(ours, id, 1), unknown);
      await assert.rejects(addVersion(ours, id, 'stolen'), unknown);
    }
    assert.equal(messages.size, 1, 'the same words for what is not there and what is not yours');
    assert.ok(!(await listed(ours)).some((line) => line.startsWith('secret')));
    assert.equal((await create(ours, 'secret', 'our own')).latestVersion, 1);
    assert.equal((await findVersion(theirs, 'secret', 1)).body, 'body of secret');
  });

  test('who may read may not write, and a chat scope is enough to read', async () => {
    const owner = await caller();
    await create(owner, 'style');
    for (const scope of ['templates:read', 'ai.chat:read']) {
      const reader: Context = { ...owner, scopes: [scope], role: 'viewer' };
      assert.equal((await listed(reader)).length, 5);
      assert.equal((await find(reader, 'style')).latestVersion, 1);
      assert.equal((await findVersion(reader, 'style', 1)).version, 1);
      await assert.rejects(create(reader, 'b'), refusal('forbidden', 'scope'));
      await assert.rejects(addVersion(reader, 'style', 'b'), refusal('forbidden', 'scope'));
    }
    const viewer: Context = { ...owner, role: 'viewer' };
    await assert.rejects(create(viewer, 'b'), refusal('forbidden', 'role'));
    await assert.rejects(addVersion(viewer, 'style', 'b'), refusal('forbidden', 'role'));
    const writer = { ...owner, scopes: ['templates:write'] };
    assert.equal((await addVersion(writer, 'style', 'b')).version, 2);
    await assert.rejects(find(writer, 'style'), refusal('forbidden', 'scope'));
    await assert.rejects(findVersion(writer, 'style', 1), refusal('forbidden', 'scope'));
    await assert.rejects(listed(writer), refusal('forbidden', 'scope'));
  });
});
