import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newCaller } from '../../test/support/new-caller.ts';
import { onEachEngine } from '../../test/support/on-each-engine.ts';
import type { Context } from '../core/context.ts';
import { ParleyError } from '../core/errors.ts';
import { newId, prefixedId } from '../core/ids.ts';
import { createProject } from './create-project.ts';
import { deleteProject } from './delete-project.ts';
import { findProject } from './find-project.ts';
import { listProjects } from './list-projects.ts';
import { readEveryPage } from './name-pages.ts';

/** The error has that code and subject, and its message holds nothing that the store says. */
const refusal = (code: string, subject: string) => (error: unknown) => {
  assert.ok(error instanceof ParleyError, String(error));
  assert.deepEqual([error.code, error.details.subject], [code, subject], error.message);
  assert.doesNotMatch(error.message, /violates|constraint|insert into|select /);
  return true;
};

onEachEngine('Projects', (store) => {
  const caller = (more?: Partial<Context>) => newCaller(store(), more);
  const slugs = async (context: Context) =>
    (await listProjects(store(), context)).items.map(({ slug }) => slug);

  test('a project is found by its slug and by every form of its id', async () => {
    const context = await caller();
    const made = await createProject(store(), context, {
      slug: 'my-project-a1b2c',
      name: '  Ordering 🚀 ',
      description: 'Takes orders.\nAnd ships them.',
    });
    assert.match(made.id, /^[0-9a-f-]{36}$/);
    assert.ok(made.createdAt instanceof Date);
    assert.deepEqual([made.name, made.description], ['Ordering 🚀', 'Takes orders.\nAnd ships them.']);
    const ulid = prefixedId('prj', made.id);
    const references = [made.slug, made.id, made.id.toUpperCase(), ulid, ulid.toLowerCase()];
    for (const reference of references)
      assert.deepEqual(await findProject(store(), context, reference), made, reference);
  });

  test('a name left out is the slug, a description left out or blank is none', async () => {
    const context = await caller();
    const one = await createProject(store(), context, { slug: 'payments' });
    const other = await createProject(store(), context, { slug: 'shipping', description: ' \n ' });
    assert.deepEqual([one.name, one.description, other.description], ['payments', null, null]);
  });

  test('what a project cannot be called is refused, with the field named', async () => {
    const context = await caller();
    const hostile = ["x'); drop table projects; --", '../../etc/passwd', 'ümlaut-ümlaut', 'eight\u0000888'];
    const wrong = ['', 'short-1', 'a'.repeat(61), '-leading-dash', 'trailing-', 'Upper-Case', 'line-feed\n'];
    for (const slug of [...hostile, ...wrong, newId(), prefixedId('prj', newId()).toLowerCase()])
      await assert.rejects(
        createProject(store(), context, { slug }),
        refusal('invalid_input', 'slug'),
        JSON.stringify(slug),
      );
    for (const name of [
      '',
      'ab',
      ' a ',
      '🚀🚀',
      'x'.repeat(61),
      '🚀'.repeat(61),
      'a\0bc',
      'a\nbc',
      'ab\ud800',
    ])
      await assert.rejects(
        createProject(store(), context, { slug: 'payments', name }),
        refusal('invalid_input', 'name'),
        JSON.stringify(name),
      );
    for (const description of ['x'.repeat(2001), 'a\0b', '\ud800'])
      await assert.rejects(
        createProject(store(), context, { slug: 'payments', description }),
        refusal('invalid_input', 'description'),
      );
    assert.deepEqual(await slugs(context), []);
    const longest = { slug: 'a'.repeat(60), name: '🚀'.repeat(60), description: 'ü'.repeat(2000) };
    assert.equal((await createProject(store(), context, longest)).name, longest.name);
    await createProject(store(), context, { slug: '12345678' });
  });

  test('names that look like code are names', async () => {
    const context = await caller();
    for (const [index, name] of [`'"; drop table projects; --`, '<script>', '{"a":1}', '$1 %s'].entries()) {
      const { slug } = await createProject(store(), context, { slug: `hostile-${index}`, name });
      assert.equal((await findProject(store(), context, slug)).name, name);
    }
  });

  test('of ten who make the same slug at once exactly one succeeds', async () => {
    const context = await caller();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 10 }, () => createProject(store(), context, { slug: 'contended' })),
    );
    assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1);
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') refusal('conflict', 'project')(outcome.reason);
    assert.deepEqual(await slugs(context), ['contended']);
  });

  test("a tenant's projects are its own: another may use the slug, and neither sees the other's", async () => {
    const [ours, theirs] = [await caller(), await caller()];
    const own = await createProject(store(), ours, { slug: 'payments', name: 'Ours' });
    const other = await createProject(store(), theirs, { slug: 'payments', name: 'Theirs' });
    const secret = await createProject(store(), theirs, { slug: 'top-secret' });
    assert.equal((await findProject(store(), ours, 'payments')).id, own.id);
    assert.deepEqual(await slugs(ours), ['payments']);
    const missing: string[] = [];
    const references = [
      secret.slug,
      secret.id,
      prefixedId('prj', secret.id),
      other.id,
      newId(),
      'nowhere-at-all',
    ];
    for (const reference of [...references, '', 'a\0b', '\ud800', 'x'.repeat(100_000)]) {
      for (const verb of [findProject, deleteProject])
        await assert.rejects(verb(store(), ours, reference), (error: ParleyError) => {
          missing.push(error.message);
          return refusal('not_found', 'project')(error);
        });
    }
    assert.equal(new Set(missing).size, 1, 'the same words for what is not there and what is not yours');
    assert.deepEqual(await slugs(theirs), ['payments', 'top-secret']);
  });

  test('pages follow each other in the order of slugs and show every project once', async () => {
    const context = await caller();
    const made = ['zulu-0001', 'alpha-01', 'alpha-001', '0-project', 'mike-0001'];
    for (const slug of made) await createProject(store(), context, { slug });
    const seen: string[] = [];
    let cursor: string | null | undefined;
    while (cursor !== null) {
      const page = await listProjects(store(), context, { limit: 2, ...(cursor ? { cursor } : {}) });
      seen.push(...page.items.map(({ slug }) => slug));
      cursor = page.nextCursor;
      // What is made before the page that was read shifts nothing.
      if (seen.length === 2) await createProject(store(), context, { slug: '0-earlier' });
    }
    assert.deepEqual(seen, [...made].sort());
    const all = await readEveryPage((page) => listProjects(store(), context, { ...page, limit: 1 }));
    assert.deepEqual(
      all.map(({ slug }) => slug),
      [...made, '0-earlier'].sort(),
    );
  });

  test('a page that cannot be is refused', async () => {
    const context = await caller();
    for (const limit of [0, -1, 1.5, 201, Number.NaN])
      await assert.rejects(listProjects(store(), context, { limit }), refusal('invalid_input', 'limit'));
    const forged = Buffer.from("' or true --").toString('base64url');
    for (const cursor of [
      '',
      '!',
      forged,
      Buffer.from('a\0b').toString('base64url'),
      'YQ==',
      'x'.repeat(9999),
    ])
      await assert.rejects(listProjects(store(), context, { cursor }), refusal('invalid_input', 'cursor'));
  });

  test('a deleted project is gone, of two who delete it at once one is told so, and its slug is free', async () => {
    const context = await caller();
    const { id, slug } = await createProject(store(), context, { slug: 'short-lived' });
    const outcomes = await Promise.allSettled([
      deleteProject(store(), context, slug),
      deleteProject(store(), context, id),
    ]);
    assert.deepEqual(outcomes.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
    await assert.rejects(findProject(store(), context, slug), refusal('not_found', 'project'));
    assert.notEqual((await createProject(store(), context, { slug })).id, id);
  });

  test('who may read may not write, and a chat scope is enough to read', async () => {
    const owner = await caller();
    await createProject(store(), owner, { slug: 'payments' });
    const reader = { ...owner, scopes: ['projects:read'] };
    const chatter = { ...owner, scopes: ['ai.chat:read'] };
    for (const context of [reader, chatter, { ...owner, role: 'viewer' } as const])
      assert.deepEqual(await slugs(context), ['payments']);
    for (const context of [reader, chatter, { ...owner, scopes: [] }]) {
      await assert.rejects(
        createProject(store(), context, { slug: 'more-of-it' }),
        refusal('forbidden', 'scope'),
      );
      await assert.rejects(deleteProject(store(), context, 'payments'), refusal('forbidden', 'scope'));
    }
    const viewer: Context = { ...owner, role: 'viewer' };
    await assert.rejects(
      createProject(store(), viewer, { slug: 'more-of-it' }),
      refusal('forbidden', 'role'),
    );
    await assert.rejects(deleteProject(store(), viewer, 'payments'), refusal('forbidden', 'role'));
    const writer = { ...owner, scopes: ['ai.chat:write'] };
    await assert.rejects(listProjects(store(), writer), refusal('forbidden', 'scope'));
    assert.equal((await findProject(store(), writer, 'payments')).slug, 'payments');
  });
});
