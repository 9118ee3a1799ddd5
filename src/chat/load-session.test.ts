import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { newCaller } from '../../test/support/new-caller.ts';
import { onEachEngine } from '../../test/support/on-each-engine.ts';
import type { Context } from '../core/context.ts';
import { ParleyError } from '../core/errors.ts';
import type { Ground } from '../core/evidence.ts';
import { newId } from '../core/ids.ts';
import type { TemplateChoice } from '../core/prompt-template.ts';
import { addTemplateVersion } from '../knowledge/add-template-version.ts';
import { createTemplate } from '../knowledge/create-template.ts';
import { builtinTemplate } from '../knowledge/prompts/builtin-templates.ts';
import { loadSession } from './load-session.ts';
import { purposes } from './purposes/purposes.ts';

const HISTORY: Ground = { kind: 'history' };
const documents: Ground = {
  ...{ kind: 'documents', brandId: newId(), brand: 'acme', scopes: [], topK: 5, threshold: 0 },
};

onEachEngine('The template of a turn', (store) => {
  let context: Context;
  before(async () => {
    context = await newCaller(store());
    for (const id of ['history', 'style'])
      await createTemplate(store(), context, { id, body: `${id}, the first` });
    await addTemplateVersion(store(), context, 'style', 'style, the second');
  });

  const load = (caller: Context, ground: Ground, template?: TemplateChoice) =>
    loadSession(store(), caller, { ground, ...(template ? { template } : {}) }, 3);
  const templateOf = async (...asked: Parameters<typeof load>) => (await load(...asked)).template;
  const isUnknown = (error: unknown) =>
    error instanceof ParleyError && error.code === 'invalid_input' && error.details.subject === 'template';

  test('is the newest built-in one of its ground, or of its purpose, for every ground that there is', async () => {
    const fresh = await newCaller(store());
    const given = { kind: 'given text', projectId: newId(), text: 'x', label: null } as const;
    const grounds: readonly (readonly [Ground, string])[] = [
      [HISTORY, 'history'],
      [{ kind: 'project', projectId: newId(), slug: 'web-shop-2026' }, 'project'],
      [documents, 'documents'],
      ...purposes.map(({ name }): [Ground, string] => [{ ...given, purpose: name }, name]),
    ];
    for (const [ground, id] of grounds) {
      const template = await templateOf(fresh, ground);
      assert.deepEqual(template, builtinTemplate(id, null), id);
      assert.equal(template.id, id);
    }
  });

  test("is the tenant's own one where it has one for the ground, in its newest version", async () => {
    assert.deepEqual(await templateOf(context, HISTORY), {
      ...{ id: 'history', version: 1, body: 'history, the first' },
    });
    assert.equal(
      (await templateOf(await newCaller(store()), HISTORY)).body,
      builtinTemplate('history', null)?.body,
    );
    assert.equal((await templateOf(context, documents)).id, 'documents');
  });

  test('is the one that was chosen: a version that is pinned stays, one that is followed grows', async () => {
    const first = { id: 'style', version: 1, body: 'style, the first' };
    assert.deepEqual(await templateOf(context, documents, { id: 'style', version: 1 }), first);
    const newest = await templateOf(context, documents, { id: 'style', version: null });
    assert.deepEqual(newest, { id: 'style', version: 2, body: 'style, the second' });
    await addTemplateVersion(store(), context, 'style', 'style, the third');
    assert.equal((await templateOf(context, documents, { id: 'style', version: null })).version, 3);
    assert.deepEqual(await templateOf(context, documents, { id: 'style', version: 1 }), first);
    const builtin = await templateOf(context, HISTORY, { id: 'documents', version: 1 });
    assert.deepEqual(builtin, builtinTemplate('documents', 1));
  });

  test('is refused where there is none of that id and version, or it is another tenant’s', async () => {
    const other = await newCaller(store());
    const choices: readonly (readonly [Context, string, number | null])[] = [
      [context, 'nowhere', null],
      [context, 'style', 999],
      [context, 'documents', 999],
      [other, 'style', null],
      [other, 'style', 1],
    ];
    for (const [caller, id, version] of choices)
      await assert.rejects(load(caller, documents, { id, version }), isUnknown, `${id} ${version}`);
  });

  test('of the tenant hides every version of the built-in one', async () => {
    const caller = await newCaller(store());
    // Without a version, which no caller can make, so that only the built-in one has the number.
    const sql = "insert into prompt_templates (tenant_id, id, name) values ($1, 'documents', 'ours')";
    await store().batch(caller, [{ sql, params: [caller.tenantId] }]);
    await assert.rejects(load(caller, documents, { id: 'documents', version: 1 }), isUnknown);
  });

  test("comes with the tenant's name", async () => {
    assert.equal((await load(context, HISTORY)).organisation, `tenant ${context.tenantId}`);
  });
});
