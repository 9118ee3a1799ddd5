import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newCaller } from '../../test/support/new-caller.ts';
import { onEachEngine } from '../../test/support/on-each-engine.ts';
import type { Context } from '../core/context.ts';
import { ParleyError } from '../core/errors.ts';
import { newId, prefixedId } from '../core/ids.ts';
import { addTemplateVersion } from './add-template-version.ts';
import { createAssistant, type NewAssistant } from './create-assistant.ts';
import { createTemplate } from './create-template.ts';
import { deleteAssistant } from './delete-assistant.ts';
import { findAssistant, lookUpAssistant } from './find-assistant.ts';
import { listAssistants } from './list-assistants.ts';
import { type AssistantChange, updateAssistant } from './update-assistant.ts';

/** The error has that code and subject, and its message holds nothing that the store says. */
const refusal = (code: string, subject: string) => (error: unknown) => {
  assert.ok(error instanceof ParleyError, String(error));
  assert.deepEqual([error.code, error.details.subject], [code, subject], error.message);
  assert.doesNotMatch(error.message, /violates|constraint|insert into|select /);
  return true;
};

onEachEngine('Assistants', (store) => {
  const caller = (more?: Partial<Context>) => newCaller(store(), more);
  const create = (context: Context, request: NewAssistant) => createAssistant(store(), context, request);
  const update = (context: Context, reference: string, change: AssistantChange) =>
    updateAssistant(store(), context, reference, change);
  const find = (context: Context, reference: string) => findAssistant(store(), context, reference);

  test('an assistant is found by its key and by every form of its id', async () => {
    const context = await caller();
    await createTemplate(store(), context, { id: 'style', body: 'x' });
    const made = await create(context, {
      ...{ key: 'Acme.Guide_2-eu', name: ' Guide ', templateId: 'style', templateVersion: 1 },
      ...{ defaultModel: ' gpt-4o ', defaultScopes: ['faq', ' policies ', 'faq'] },
    });
    const { id, createdAt, ...rest } = made;
    assert.deepEqual(rest, {
      ...{ key: 'Acme.Guide_2-eu', name: 'Guide', templateId: 'style', templateVersion: 1 },
      ...{ defaultModel: 'gpt-4o', defaultScopes: ['faq', 'policies'] },
    });
    assert.ok(createdAt instanceof Date);
    const ulid = prefixedId('ast', id);
    for (const reference of ['Acme.Guide_2-eu', id, id.toUpperCase(), ulid, ulid.toLowerCase()]) {
      assert.deepEqual(await find(context, reference), made, reference);
      assert.deepEqual(await lookUpAssistant(store(), context, reference), made);
    }
  });

  test('without more than a key it follows the template of the document chat', async () => {
    const context = await caller();
    const { id, createdAt, ...made } = await create(context, { key: '7' });
    assert.deepEqual(made, {
      ...{ key: '7', name: '7', templateId: 'documents', templateVersion: null },
      ...{ defaultModel: null, defaultScopes: [] },
    });
    assert.deepEqual((await listAssistants(store(), context)).items, [{ id, createdAt, ...made }]);
  });

  test('what cannot be is refused with the field', async () => {
    const context = await caller();
    const keysNotToBe = ['', '.', '..', 'a b', 'a/b', 'a\0', 'ä', 'a\n', 'x'.repeat(101), newId()];
    for (const key of [...keysNotToBe, prefixedId('ast', newId())])
      await assert.rejects(create(context, { key }), refusal('invalid_input', 'assistant_id'), key);
    await create(context, { key: 'a' });
    const wrong: readonly (readonly [AssistantChange, string])[] = [
      ...['', ' ', 'x'.repeat(101), 'a\0'].map((name) => [{ name }, 'name'] as const),
      ...['', 'x'.repeat(201), 'a\nb'].map((defaultModel) => [{ defaultModel }, 'default_model'] as const),
      ...[[''], ['a,b'], ['x'.repeat(101)], ['\ud800'], Array.from({ length: 201 }, (_, i) => `s ${i}`)].map(
        (defaultScopes) => [{ defaultScopes }, 'default_scopes'] as const,
      ),
      ...['nowhere', '', 'a\0', 'x'.repeat(100_000)].map(
        (templateId) => [{ templateId }, 'template_id'] as const,
      ),
      ...[0, -1, 2, 999_999_999, 1.5].map(
        (templateVersion) => [{ templateVersion }, 'template_version'] as const,
      ),
    ];
    await createTemplate(store(), context, { id: 'documents', body: 'x' });
    const before = await find(context, 'a');
    for (const [change, subject] of wrong) {
      await assert.rejects(create(context, { key: 'b', ...change }), refusal('invalid_input', subject));
      await assert.rejects(update(context, 'a', change), refusal('invalid_input', subject));
    }
    assert.deepEqual((await listAssistants(store(), context)).items, [before]);
  });

  test('a change touches what it names; pinning and following are changes', async () => {
    const context = await caller();
    await createTemplate(store(), context, { id: 'style', body: 'one' });
    await addTemplateVersion(store(), context, 'style', 'two');
    const made = await create(context, { key: 'a', templateId: 'style', defaultScopes: ['faq'] });
    const pinned = await update(context, 'a', { templateVersion: 2, defaultModel: 'm' });
    assert.deepEqual(pinned, { ...made, templateVersion: 2, defaultModel: 'm' });
    assert.deepEqual(await update(context, made.id, {}), pinned);
    assert.deepEqual(await find(context, 'a'), pinned);
    const following = { ...pinned, templateVersion: null, defaultModel: null };
    assert.deepEqual(await update(context, 'a', { templateVersion: null, defaultModel: null }), following);
    assert.deepEqual(await find(context, 'a'), following);
  });

  test('a new template without a version is followed, the same one named again stays pinned', async () => {
    const context = await caller();
    await createTemplate(store(), context, { id: 'style', body: 'one' });
    await addTemplateVersion(store(), context, 'style', 'two');
    await create(context, { key: 'a', templateId: 'style', templateVersion: 2 });
    assert.equal((await update(context, 'a', { templateId: 'style' })).templateVersion, 2);
    const moved = await update(context, 'a', { templateId: 'history' });
    assert.deepEqual([moved.templateId, moved.templateVersion], ['history', null]);
    const back = await update(context, 'a', { templateId: 'style', templateVersion: 1 });
    assert.deepEqual([back.templateId, back.templateVersion], ['style', 1]);
  });

  test('changes that come at once never leave a version that the template does not have', async () => {
    const context = await caller();
    await createTemplate(store(), context, { id: 'style', body: 'one' });
    await addTemplateVersion(store(), context, 'style', 'two');
    await create(context, { key: 'a', templateId: 'style' });
    const changes: AssistantChange[] = [{ templateVersion: 2 }, { templateId: 'documents' }];
    await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) => update(context, 'a', changes[index % 2] ?? {})),
    );
    const { templateId, templateVersion } = await find(context, 'a');
    assert.deepEqual([templateId, templateVersion], ['documents', null]);
  });

  test('a key is taken once, and free again when its assistant is deleted', async () => {
    const context = await caller();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 10 }, (_, index) => create(context, { key: 'a', name: `of ${index}` })),
    );
    assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1);
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') refusal('conflict', 'assistant')(outcome.reason);
    await deleteAssistant(store(), context, 'a');
    await assert.rejects(find(context, 'a'), refusal('not_found', 'assistant'));
    const { id } = await create(context, { key: 'a' });
    await deleteAssistant(store(), context, prefixedId('ast', id));
    assert.deepEqual((await listAssistants(store(), context)).items, []);
  });

  test("another tenant's assistants and templates are as unknown as what never was", async () => {
    const [ours, theirs] = [await caller(), await caller()];
    const other = await create(theirs, { key: 'secret' });
    await createTemplate(store(), theirs, { id: 'their-style', body: 'x' });
    const messages = new Set<string>();
    const unknown = (error: ParleyError) => {
      messages.add(error.message);
      return refusal('not_found', 'assistant')(error);
    };
    const references = ['secret', other.id, prefixedId('ast', other.id), newId(), 'nowhere', '', 'a\0b'];
    for (const reference of [...references, '\ud800', 'x'.repeat(100_000)]) {
      await assert.rejects(find(ours, reference), unknown);
      await assert.rejects(update(ours, reference, { name: 'stolen' }), unknown);
      await assert.rejects(deleteAssistant(store(), ours, reference), unknown);
      assert.equal(await lookUpAssistant(store(), ours, reference), undefined);
    }
    assert.equal(messages.size, 1, 'the same words for what is not there and what is not yours');
    await assert.rejects(
      create(ours, { key: 'a', templateId: 'their-style' }),
      refusal('invalid_input', 'template_id'),
    );
    assert.deepEqual(await find(theirs, 'secret'), other);
    assert.equal((await create(ours, { key: 'secret' })).name, 'secret');
  });

  test('pages follow each other in the order of keys', async () => {
    const context = await caller();
    for (const key of ['b', 'a', 'C', '_1', 'a-1']) await create(context, { key });
    const first = await listAssistants(store(), context, { limit: 3 });
    const second = await listAssistants(store(), context, { limit: 3, cursor: first.nextCursor ?? '' });
    assert.deepEqual(
      [...first.items, ...second.items].map(({ key }) => key),
      ['C', '_1', 'a', 'a-1', 'b'],
    );
    assert.equal(second.nextCursor, null);
  });

  test('who may read may not write, and a chat scope is enough to read', async () => {
    const owner = await caller();
    await create(owner, { key: 'a' });
    const refusedTo = async (context: Context, subject: string) => {
      await assert.rejects(create(context, { key: 'b' }), refusal('forbidden', subject));
      await assert.rejects(update(context, 'a', { name: 'b' }), refusal('forbidden', subject));
      await assert.rejects(deleteAssistant(store(), context, 'a'), refusal('forbidden', subject));
    };
    for (const scope of ['assistants:read', 'ai.chat:read']) {
      const reader: Context = { ...owner, scopes: [scope], role: 'viewer' };
      assert.equal((await listAssistants(store(), reader)).items.length, 1);
      await refusedTo(reader, 'scope');
    }
    await refusedTo({ ...owner, role: 'viewer' }, 'role');
    const writer = { ...owner, scopes: ['assistants:write'] };
    await assert.rejects(listAssistants(store(), writer), refusal('forbidden', 'scope'));
    assert.equal((await update(writer, 'a', { name: 'b' })).name, 'b');
  });
});
