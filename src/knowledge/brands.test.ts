import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newCaller } from '../../test/support/new-caller.ts';
import { onEachEngine } from '../../test/support/on-each-engine.ts';
import type { Context } from '../core/context.ts';
import { ParleyError } from '../core/errors.ts';
import { newId, prefixedId } from '../core/ids.ts';
import { addBrandScope } from './add-brand-scope.ts';
import { createBrand } from './create-brand.ts';
import { deleteBrand } from './delete-brand.ts';
import { findBrand } from './find-brand.ts';
import { listBrands } from './list-brands.ts';

/** The error has that code and subject, and its message holds nothing that the store says. */
const refusal = (code: string, subject: string) => (error: unknown) => {
  assert.ok(error instanceof ParleyError, String(error));
  assert.deepEqual([error.code, error.details.subject], [code, subject], error.message);
  assert.doesNotMatch(error.message, /violates|constraint|insert into|select /);
  return true;
};

const numbered = (count: number) => Array.from({ length: count }, (_, index) => `scope ${index}`);

onEachEngine('Brands', (store) => {
  const caller = (more?: Partial<Context>) => newCaller(store(), more);
  const keys = async (context: Context) => (await listBrands(store(), context)).items.map(({ key }) => key);

  test('a brand is found by its key and by every form of its id, with its collections', async () => {
    const context = await caller();
    const scopes = ['policies', ' FAQ ', 'Übersicht', 'policies', "it's; --"];
    const made = await createBrand(store(), context, { key: 'Acme.Shop_2-eu', name: 'Acme', scopes });
    assert.deepEqual(made.scopes, ['FAQ', "it's; --", 'policies', 'Übersicht']);
    const ulid = prefixedId('brd', made.id);
    for (const reference of ['Acme.Shop_2-eu', made.id, made.id.toUpperCase(), ulid, ulid.toLowerCase()])
      assert.deepEqual(await findBrand(store(), context, reference), made, reference);
    assert.deepEqual((await listBrands(store(), context)).items, [made]);
    const plain = await createBrand(store(), context, { key: '7' });
    assert.deepEqual([plain.name, plain.scopes], ['7', []]);
  });

  test('what a brand cannot be called is refused, with the field named', async () => {
    const context = await caller();
    const keysNotToBe = ['', '.', '..', 'a b', 'a/b', 'a\0b', 'ä', 'a\n', "a'--", 'x'.repeat(101), newId()];
    for (const key of [...keysNotToBe, newId().toUpperCase(), prefixedId('brd', newId())])
      await assert.rejects(createBrand(store(), context, { key }), refusal('invalid_input', 'brand_id'), key);
    for (const name of ['', ' ', 'x'.repeat(101), 'a\0', 'a\tb', '\ud800'])
      await assert.rejects(
        createBrand(store(), context, { key: 'acme', name }),
        refusal('invalid_input', 'name'),
      );
    const scopesNotToBe = [[''], ['a', ' '], ['a,b'], ['x'.repeat(101)], ['a\0'], ['\udfff'], numbered(201)];
    for (const scopes of scopesNotToBe)
      await assert.rejects(
        createBrand(store(), context, { key: 'acme', scopes }),
        refusal('invalid_input', 'scopes'),
      );
    assert.deepEqual(await keys(context), []);
    const { scopes } = await createBrand(store(), context, { key: 'x'.repeat(100), scopes: numbered(200) });
    assert.equal(scopes.length, 200);
  });

  test('of ten who make the same key at once exactly one succeeds, with its own collections', async () => {
    const context = await caller();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 10 }, (_, index) =>
        createBrand(store(), context, { key: 'acme', scopes: [`of ${index}`] }),
      ),
    );
    const made = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
    assert.equal(made.length, 1);
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') refusal('conflict', 'brand')(outcome.reason);
    assert.deepEqual((await listBrands(store(), context)).items, made);
  });

  test('a collection is added once however often it is named', async () => {
    const context = await caller();
    const { id } = await createBrand(store(), context, { key: 'acme', scopes: ['faq'] });
    await Promise.all(['news', 'news', 'faq'].map((name) => addBrandScope(store(), context, 'acme', name)));
    const brand = await addBrandScope(store(), context, id, ' legal ');
    assert.deepEqual(brand.scopes, ['faq', 'legal', 'news']);
    assert.deepEqual(await findBrand(store(), context, id), brand);
    for (const name of ['', 'a,b', 'a\0'])
      await assert.rejects(addBrandScope(store(), context, 'acme', name), refusal('invalid_input', 'scopes'));
  });

  test('many who add collections at once never bring a brand above its limit', async () => {
    const context = await caller();
    await createBrand(store(), context, { key: 'acme', scopes: numbered(197) });
    const outcomes = await Promise.allSettled(
      Array.from({ length: 10 }, (_, index) => addBrandScope(store(), context, 'acme', `new ${index}`)),
    );
    assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 3);
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') refusal('invalid_input', 'scopes')(outcome.reason);
    assert.equal((await findBrand(store(), context, 'acme')).scopes.length, 200);
    assert.equal((await addBrandScope(store(), context, 'acme', 'scope 5')).scopes.length, 200);
  });

  test("a tenant's brands are its own: another may use the key, and neither sees the other's", async () => {
    const [ours, theirs] = [await caller(), await caller()];
    const own = await createBrand(store(), ours, { key: 'acme', scopes: ['ours'] });
    const other = await createBrand(store(), theirs, { key: 'acme', scopes: ['theirs'] });
    const secret = await createBrand(store(), theirs, { key: 'secret' });
    assert.deepEqual(await findBrand(store(), ours, 'acme'), own);
    assert.deepEqual((await listBrands(store(), ours)).items, [own]);
    const missing: string[] = [];
    const references = [secret.key, secret.id, prefixedId('brd', secret.id), other.id, newId(), 'nowhere'];
    for (const reference of [...references, '', 'a\0b', '\ud800', 'x'.repeat(100_000)]) {
      const add = () => addBrandScope(store(), ours, reference, 'stolen');
      for (const verb of [findBrand, deleteBrand, add])
        await assert.rejects(verb(store(), ours, reference), (error: ParleyError) => {
          missing.push(error.message);
          return refusal('invalid_input', 'brand_id')(error);
        });
    }
    assert.equal(new Set(missing).size, 1, 'the same words for what is not there and what is not yours');
    assert.deepEqual((await listBrands(store(), theirs)).items, [other, secret]);
  });

  test('pages follow each other in the order of keys', async () => {
    const context = await caller();
    for (const key of ['b', 'a', 'C', '_1', 'a-1']) await createBrand(store(), context, { key });
    const first = await listBrands(store(), context, { limit: 3 });
    const second = await listBrands(store(), context, { limit: 3, cursor: first.nextCursor ?? '' });
    assert.deepEqual(
      [...first.items, ...second.items].map(({ key }) => key),
      ['C', '_1', 'a', 'a-1', 'b'],
    );
    assert.equal(second.nextCursor, null);
  });

  test('a deleted brand is gone with its collections, and its key is free', async () => {
    const context = await caller();
    await createBrand(store(), context, { key: 'acme', scopes: ['faq'] });
    await deleteBrand(store(), context, 'acme');
    await assert.rejects(findBrand(store(), context, 'acme'), refusal('invalid_input', 'brand_id'));
    assert.deepEqual((await createBrand(store(), context, { key: 'acme' })).scopes, []);
  });

  test('who may read may not write, and a chat scope is enough to read', async () => {
    const owner = await caller();
    await createBrand(store(), owner, { key: 'acme' });
    for (const scope of ['brands:read', 'ai.chat:read']) {
      const reader = { ...owner, scopes: [scope] };
      assert.deepEqual(await keys({ ...reader, role: 'viewer' }), ['acme']);
      await assert.rejects(createBrand(store(), reader, { key: 'b' }), refusal('forbidden', 'scope'));
      await assert.rejects(addBrandScope(store(), reader, 'acme', 'b'), refusal('forbidden', 'scope'));
      await assert.rejects(deleteBrand(store(), reader, 'acme'), refusal('forbidden', 'scope'));
    }
    const viewer: Context = { ...owner, role: 'viewer' };
    await assert.rejects(createBrand(store(), viewer, { key: 'b' }), refusal('forbidden', 'role'));
    await assert.rejects(addBrandScope(store(), viewer, 'acme', 'b'), refusal('forbidden', 'role'));
    await assert.rejects(deleteBrand(store(), viewer, 'acme'), refusal('forbidden', 'role'));
    const writer = { ...owner, scopes: ['ai.chat:write'] };
    await assert.rejects(listBrands(store(), writer), refusal('forbidden', 'scope'));
    assert.equal((await findBrand(store(), writer, 'acme')).key, 'acme');
  });
});
