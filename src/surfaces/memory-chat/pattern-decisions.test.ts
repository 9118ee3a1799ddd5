import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  type PatternDesk,
  patternDesk,
  uuidOf,
  WITHOUT_EXTRACTION,
} from '../../../test/support/pattern-desk.ts';
import { onEachServer } from '../../../test/support/running-parley.ts';
import { newId, prefixedId, type Uuid } from '../../core/ids.ts';

type Json = Record<string, unknown>;

const inc = (id: Uuid | undefined): string => prefixedId('inc', id ?? '');

onEachServer(
  'Decisions about patterns',
  (server) => {
    const newDesk = () => patternDesk(server());
    const post = (desk: PatternDesk, path: string, body?: unknown) => desk.send('POST', path, body);
    const patternOf = async (desk: PatternDesk, id: unknown) => (await desk.get(`/${id}`)).body;
    const membersOf = (pattern: Json) =>
      (pattern.members as Json[]).map(({ incidentId }) => incidentId).sort();
    const kindsOf = async (desk: PatternDesk, id: unknown) =>
      ((await desk.get(`/${id}/changes`)).body.items as Json[]).map(({ kind }) => kind);
    const listed = async (desk: PatternDesk, query = '') =>
      ((await desk.get(query)).body.patterns as Json[]).map(({ patternId }) => patternId);
    const pinsOf = (desk: PatternDesk, pattern: Uuid, place: string) =>
      desk
        .sql('select incident_id from pattern_pins where pattern_id = $1 and place = $2 order by 1', [
          pattern,
          place,
        ])
        .then((rows) => rows.map(({ incident_id }) => String(incident_id)));

    async function refused(answer: Promise<{ status: number; body: Json }>, status: number, why: RegExp) {
      const { status: given, body } = await answer;
      const error = { 400: 'validation_error', 404: 'incident_not_found', 409: 'conflict' }[status];
      assert.deepEqual([given, body.error], [status, error], JSON.stringify(body));
      assert.match(String(body.message), why);
    }

    describe('a new title', () => {
      test('stands in lists and beside the computed one, which null gives back', async () => {
        const desk = await newDesk();
        const { id } = await desk.pattern(2);
        const renamed = await desk.send('PATCH', `/${id}`, { title: ' Pool too small ' });
        assert.deepEqual(
          [renamed.status, renamed.body.title, renamed.body.titleGiven],
          [200, 'Pool too small', true],
        );
        assert.equal(((await desk.get('')).body.patterns as Json[])[0]?.title, 'Pool too small');
        await desk.sql("update patterns set title = 'What extraction found'");
        assert.equal((await patternOf(desk, id)).title, 'Pool too small');
        const given = (await desk.send('PATCH', `/${id}`, { title: null })).body;
        assert.deepEqual([given.title, given.titleGiven], ['What extraction found', false]);
        const { items } = (await desk.get(`/${id}/changes`)).body;
        assert.deepEqual(
          (items as Json[]).map(({ kind, detail }) => [kind, detail]),
          [
            ['renamed', { title: 'What extraction found', before: 'Pool too small' }],
            ['renamed', { title: 'Pool too small', before: 'Checkout was down' }],
          ],
        );
      });

      test('the same title again is no change', async () => {
        const desk = await newDesk();
        const { id } = await desk.pattern(2);
        for (let time = 0; time < 2; time++) await desk.send('PATCH', `/${id}`, { title: 'Pool' });
        assert.deepEqual(await kindsOf(desk, id), ['renamed']);
      });

      test('one that is empty, too long or of several lines is a validation_error', async () => {
        const desk = await newDesk();
        const { id } = await desk.pattern(2);
        for (const title of [undefined, '', ' ', 'x'.repeat(301), 'one\ntwo', 7, ['x']])
          await refused(desk.send('PATCH', `/${id}`, { title }), 400, /title/);
      });
    });

    describe('a merge', () => {
      test('moves incidents and feedback, holds all together, and counts anew', async () => {
        const desk = await newDesk();
        const target = await desk.pattern(2, { title: 'Pool' });
        const early = await desk.incidents([
          { started_at: '2024-01-01T00:00:00Z' },
          { started_at: '2026-02-01T00:00:00Z' },
        ]);
        const source = await desk.pattern(early, { title: 'Pools' });
        await post(desk, '/feedback', { incidentId: early[0], type: 'confirm_rca' });
        const { status, body } = await post(desk, `/${source.id}/merge`, { into: target.id });
        assert.deepEqual([status, body.patternId, body.title], [200, target.id, 'Pool']);
        const all = [...target.incidentIds, ...source.incidentIds];
        assert.deepEqual([membersOf(body), body.occurrences], [all.map(inc).sort(), 4]);
        assert.deepEqual(
          [body.firstSeenAt, body.lastSeenAt],
          ['2024-01-01T00:00:00.000Z', '2026-02-01T00:00:00.000Z'],
        );
        assert.equal((body.feedback as Json).confirmed, 1);
        assert.ok((body.members as Json[]).every(({ pinned }) => pinned));
        assert.deepEqual(await pinsOf(desk, target.uuid, 'in'), [...all].sort());
        assert.deepEqual(await listed(desk), [target.id]);
        assert.equal((await desk.get('/extractions')).body.state, 'waiting');
      });

      test('the merged id still answers, and says where to look', async () => {
        const desk = await newDesk();
        const [one, two, three] = [await desk.pattern(2), await desk.pattern(2), await desk.pattern(2)];
        await post(desk, `/${one.id}/merge`, { into: two.id });
        const merged = await patternOf(desk, one.id);
        assert.deepEqual([merged.mergedInto, merged.occurrences, merged.members], [two.id, 0, []]);
        assert.deepEqual([merged.vanishedAt, merged.lastSeenAt, merged.status], [null, null, 'emerging']);
        await post(desk, `/${two.id}/merge`, { into: three.id });
        assert.equal((await patternOf(desk, one.id)).mergedInto, three.id);
        assert.deepEqual(await kindsOf(desk, two.id), ['merged', 'merged']);
        const { items } = (await desk.get(`/${three.id}/changes`)).body;
        const [{ detail } = {}] = items as Json[];
        assert.equal((detail as Json).from, two.id);
        assert.deepEqual((detail as Json).incidents, 4);
        assert.equal(((detail as Json).incidentIds as string[]).length, 4);
      });

      test('what was kept out of either stays out of both', async () => {
        const desk = await newDesk();
        const [one, two] = [await desk.pattern(3), await desk.pattern(3)];
        for (const each of [one, two])
          await post(desk, '/feedback', { incidentId: each.incidentIds[0], type: 'reject_rca' });
        await post(desk, `/${one.id}/merge`, { into: two.id });
        const out = [one.incidentIds[0], two.incidentIds[0]].sort();
        assert.deepEqual(await pinsOf(desk, two.uuid, 'out'), out);
        assert.deepEqual(await pinsOf(desk, one.uuid, 'out'), []);
      });

      test('tells nothing of its incidents that was computed of others', async () => {
        const desk = await newDesk();
        const label = (name: string) => ({ services: [name] });
        const one = await desk.pattern(await desk.incidents(['api', 'api'].map(label)));
        const two = await desk.pattern(await desk.incidents(['api', 'web'].map(label)));
        await desk.sql(
          `update patterns set summary = '2 times', triggers = '{deploy}',
            shared = '[{"term":"pool","field":"cause","incidents":2}]'`,
        );
        const { body } = await post(desk, `/${one.id}/merge`, { into: two.id });
        assert.deepEqual([body.summary, body.triggers, body.shared], [null, [], []]);
        assert.deepEqual(body.services, ['api', 'web']);
      });

      test('into itself is a validation_error; with what is dismissed, vanished or merged a conflict', async () => {
        const desk = await newDesk();
        const made = [];
        for (let index = 0; index < 6; index++) made.push(await desk.pattern(2));
        const [one, two, merged, dismissed, vanished] = made.map(({ id }) => id);
        await post(desk, `/${merged}/merge`, { into: made[5]?.id });
        await post(desk, `/${dismissed}/dismiss`);
        await post(desk, '/feedback', { incidentId: made[4]?.incidentIds[0], type: 'reject_rca' });
        await refused(post(desk, `/${one}/merge`, { into: one }), 400, /into names the pattern itself/);
        for (const into of [undefined, null, '', 'ptn_1', 7, prefixedId('inc', newId())])
          await refused(post(desk, `/${one}/merge`, { into }), 400, /^into /);
        for (const [bad, why] of [
          [merged, /is a part of ptn_/],
          [dismissed, /is dismissed; restore it first/],
          [vanished, /has fewer than two incidents left/],
        ] as const) {
          await refused(post(desk, `/${bad}/merge`, { into: one }), 409, why);
          await refused(post(desk, `/${one}/merge`, { into: bad }), 409, why);
        }
        assert.deepEqual(await listed(desk), [made[5]?.id, two, one]);
      });

      test('of two patterns into each other at once, one is done', async () => {
        const desk = await newDesk();
        const [one, two] = [await desk.pattern(2), await desk.pattern(2)];
        const answers = await Promise.all([
          post(desk, `/${one.id}/merge`, { into: two.id }),
          post(desk, `/${two.id}/merge`, { into: one.id }),
        ]);
        assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409]);
        assert.equal((await desk.get('')).body.count, 1);
        const [left] = await listed(desk);
        assert.equal((await patternOf(desk, left)).occurrences, 4);
      });
    });

    describe('a split', () => {
      test('makes a pattern of its own, which keeps what it got and which the old one does not get back', async () => {
        const desk = await newDesk();
        const { id, uuid, incidentIds } = await desk.pattern(5, { status: 'stable' });
        const taken = incidentIds.slice(3);
        const { status, body, headers } = await post(desk, `/${id}/split`, {
          incidentIds: taken.map(inc),
          title: 'Another failure',
        });
        assert.deepEqual([status, body.title, body.titleGiven], [201, 'Another failure', true]);
        assert.equal(headers.get('location'), `/v1/knowledge/${body.patternId}`);
        assert.deepEqual([membersOf(body), body.occurrences], [taken.map(inc).sort(), 2]);
        assert.deepEqual(
          [body.firstSeenAt, body.lastSeenAt],
          ['2025-04-10T09:00:00.000Z', '2025-05-10T09:00:00.000Z'],
        );
        const old = await patternOf(desk, id);
        assert.deepEqual(membersOf(old), incidentIds.slice(0, 3).map(inc).sort());
        assert.deepEqual(
          [old.occurrences, old.lastSeenAt, old.status],
          [3, '2025-03-10T09:00:00.000Z', 'emerging'],
        );
        assert.deepEqual(await pinsOf(desk, uuid, 'out'), [...taken].sort());
        assert.deepEqual(await pinsOf(desk, uuidOf('ptn', body.patternId), 'in'), [...taken].sort());
        assert.deepEqual(await listed(desk), [body.patternId, id]);
        for (const each of [id, body.patternId]) assert.deepEqual(await kindsOf(desk, each), ['split']);
      });

      test('without a title it is called like the incident that is most like the others', async () => {
        const desk = await newDesk();
        const incidentIds = await desk.incidents(
          ['a', 'b', 'c', 'd'].map((name) => ({ title: `Checkout failed in zone ${name}` })),
        );
        const { id } = await desk.pattern(incidentIds);
        await desk.sql('update pattern_members set similarity = 0.9 where incident_id = $1', [
          incidentIds[1],
        ]);
        const { body } = await post(desk, `/${id}/split`, {
          incidentIds: incidentIds.slice(0, 2),
          title: null,
        });
        assert.deepEqual([body.title, body.titleGiven], ['Checkout failed in zone b', false]);
      });

      test('what was held in the old one moves all the same', async () => {
        const desk = await newDesk();
        const { id, uuid, incidentIds } = await desk.pattern(4);
        await post(desk, '/feedback', { incidentId: incidentIds[0], type: 'confirm_rca' });
        await post(desk, `/${id}/split`, { incidentIds: incidentIds.slice(0, 2) });
        assert.deepEqual(await pinsOf(desk, uuid, 'in'), []);
      });

      test('too few that go is a validation_error, too few that stay a conflict, a stranger unknown', async () => {
        const [desk, stranger] = [await newDesk(), await newDesk()];
        const { id, incidentIds } = await desk.pattern(4);
        const [other, foreign] = [await desk.pattern(2), await stranger.pattern(2)];
        const split = (ids: unknown, title?: unknown) =>
          post(desk, `/${id}/split`, { incidentIds: ids, title });
        for (const few of [
          undefined,
          [],
          incidentIds.slice(0, 1),
          [incidentIds[0], inc(incidentIds[0])],
          ['x', 'y'],
        ])
          await refused(split(few), 400, /incidentIds/);
        await refused(split(Array.from({ length: 1001 }, newId)), 400, /at most 1000 entries/);
        await refused(split(incidentIds.slice(0, 2), ' '), 400, /title must not be empty/);
        await refused(split(incidentIds), 409, /two incidents have to stay/);
        await refused(split(incidentIds.slice(1)), 409, /two incidents have to stay/);
        for (const unknown of [other.incidentIds[0], foreign.incidentIds[0], newId()])
          await refused(split([incidentIds[0], unknown]), 404, /has no incident inc_/);
        assert.equal((await patternOf(desk, id)).occurrences, 4);
        assert.deepEqual(await kindsOf(desk, id), []);
      });

      test('of one pattern twice at once, an incident goes to one of the two', async () => {
        const desk = await newDesk();
        const { id, incidentIds } = await desk.pattern(6);
        const [one, two, three] = incidentIds;
        const answers = await Promise.all([
          post(desk, `/${id}/split`, { incidentIds: [one, two] }),
          post(desk, `/${id}/split`, { incidentIds: [two, three] }),
        ]);
        assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 404]);
        assert.equal((await patternOf(desk, id)).occurrences, 4);
      });
    });

    describe('a dismissal', () => {
      test('takes the pattern out of the list until it is restored', async () => {
        const desk = await newDesk();
        const [kept, gone] = [await desk.pattern(2), await desk.pattern(2)];
        const { status, body } = await post(desk, `/${gone.id}/dismiss`);
        assert.deepEqual([status, body.patternId, body.occurrences], [200, gone.id, 2]);
        assert.equal(new Date(String(body.dismissedAt)).toISOString(), body.dismissedAt);
        assert.deepEqual(await listed(desk), [kept.id]);
        assert.deepEqual(await listed(desk, '?dismissed=true'), [gone.id]);
        assert.equal((await desk.get('?dismissed=true')).body.count, 1);
        assert.equal((await post(desk, `/${gone.id}/restore`)).body.dismissedAt, null);
        assert.deepEqual(await listed(desk), [gone.id, kept.id]);
        assert.deepEqual(await listed(desk, '?dismissed=true'), []);
        assert.deepEqual(await kindsOf(desk, gone.id), ['restored', 'dismissed']);
      });

      test('twice is once, and what is not dismissed is restored by nothing', async () => {
        const desk = await newDesk();
        const { id } = await desk.pattern(2);
        const first = (await post(desk, `/${id}/dismiss`)).body;
        assert.deepEqual((await post(desk, `/${id}/dismiss`)).body, first);
        assert.deepEqual(await kindsOf(desk, id), ['dismissed']);
        for (let time = 0; time < 2; time++) assert.equal((await post(desk, `/${id}/restore`)).status, 200);
        assert.deepEqual(await kindsOf(desk, id), ['restored', 'dismissed']);
      });

      test('a part of another is neither dismissed nor restored nor renamed nor split', async () => {
        const desk = await newDesk();
        const [one, two] = [await desk.pattern(4), await desk.pattern(2)];
        await post(desk, `/${one.id}/merge`, { into: two.id });
        const why = new RegExp(`is a part of ${two.id} now; use that one`);
        await refused(post(desk, `/${one.id}/dismiss`), 409, why);
        await refused(post(desk, `/${one.id}/restore`), 409, why);
        await refused(desk.send('PATCH', `/${one.id}`, { title: 'x' }), 409, why);
        await refused(post(desk, `/${one.id}/split`, { incidentIds: one.incidentIds.slice(0, 2) }), 409, why);
      });
    });

    test('a repeated request with an Idempotency-Key splits once', async () => {
      const desk = await newDesk();
      const { id, incidentIds } = await desk.pattern(6);
      const send = () =>
        desk.send(
          'POST',
          `/${id}/split`,
          { incidentIds: incidentIds.slice(0, 2) },
          { 'Idempotency-Key': 'one' },
        );
      const [first, again] = [await send(), await send()];
      assert.deepEqual([again.status, again.body], [201, first.body]);
      assert.equal(again.headers.get('location'), first.headers.get('location'));
      assert.equal((await desk.get('')).body.count, 2);
    });
  },
  WITHOUT_EXTRACTION,
);
