import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  everyPage,
  type PatternDesk,
  patternDesk,
  WITHOUT_EXTRACTION,
} from '../../../test/support/pattern-desk.ts';
import { onEachServer } from '../../../test/support/running-parley.ts';
import { newId, prefixedId, type Uuid } from '../../core/ids.ts';
import { confidenceOf } from '../../patterns/confidence.ts';

type Json = Record<string, unknown>;

/** As alike as made patterns are. */
const COHERENCE = 0.8;

const inc = (id: Uuid | undefined): string => prefixedId('inc', id ?? '');

onEachServer(
  'POST /v1/knowledge/feedback',
  (server) => {
    const newDesk = () => patternDesk(server());
    const give = (desk: PatternDesk, body: object, headers: object = {}) =>
      desk.send('POST', '/feedback', body, headers);
    const patternOf = async (desk: PatternDesk, id: string) => (await desk.get(`/${id}`)).body;
    const membersOf = ({ members }: Json) => (members as Json[]).map(({ incidentId }) => incidentId);

    test('answers with exactly the fields of the contract, and takes both forms of an id', async () => {
      const desk = await newDesk();
      const { id, uuid, incidentIds } = await desk.pattern(3);
      const { status, body, headers } = await give(desk, {
        ...{ incidentId: inc(incidentIds[0]), patternId: id, type: 'confirm_rca', comment: null },
      });
      assert.equal(status, 201);
      const fields = ['feedbackId', 'incidentId', 'patternId', 'type', 'updatedConfidence', 'createdAt'];
      assert.deepEqual(Object.keys(body), fields);
      assert.match(String(body.feedbackId), /^fbk_[0-7][0-9A-HJKMNP-TV-Z]{25}$/);
      assert.deepEqual(
        [body.incidentId, body.patternId, body.type],
        [inc(incidentIds[0]), id, 'confirm_rca'],
      );
      assert.equal(new Date(String(body.createdAt)).toISOString(), body.createdAt);
      assert.equal(headers.get('location'), null);
      const plain = { incidentId: incidentIds[0]?.toUpperCase(), patternId: uuid, type: 'confirm_rca' };
      assert.equal((await give(desk, plain)).body.patternId, id);
    });

    test('a confirmation raises the confidence and holds the incident in the pattern', async () => {
      const desk = await newDesk();
      const { id, incidentIds } = await desk.pattern(3);
      const before = confidenceOf({ ...count(3), confirmed: 0 });
      const { body } = await give(desk, { incidentId: inc(incidentIds[1]), type: 'confirm_rca' });
      assert.equal(body.updatedConfidence, confidenceOf({ ...count(3), confirmed: 1 }));
      assert.ok(Number(body.updatedConfidence) > before);
      const pattern = await patternOf(desk, id);
      assert.equal(pattern.confidence, body.updatedConfidence);
      assert.equal((pattern.feedback as Json).confirmed, 1);
      const pinned = (pattern.members as Json[]).filter((member) => member.pinned);
      assert.deepEqual(membersOf({ members: pinned }), [inc(incidentIds[1])]);
    });

    test('a rejection lowers it, and takes the incident out for good; what follows from the rest is counted anew', async () => {
      const desk = await newDesk();
      const { id, uuid, incidentIds } = await desk.pattern(3);
      await give(desk, { incidentId: inc(incidentIds[2]), type: 'confirm_rca' });
      const before = await patternOf(desk, id);
      const { body } = await give(desk, { incidentId: inc(incidentIds[2]), type: 'reject_rca' });
      assert.ok(Number(body.updatedConfidence) < Number(before.confidence));
      const pattern = await patternOf(desk, id);
      assert.deepEqual(membersOf(pattern), [inc(incidentIds[1]), inc(incidentIds[0])]);
      assert.deepEqual(
        [before.lastSeenAt, pattern.lastSeenAt],
        ['2025-03-10T09:00:00.000Z', '2025-02-10T09:00:00.000Z'],
      );
      assert.deepEqual([pattern.occurrences, pattern.vanishedAt], [2, null]);
      const pins = await desk.sql('select incident_id, place from pattern_pins where pattern_id = $1', [
        uuid,
      ]);
      assert.deepEqual(pins, [{ incident_id: incidentIds[2], place: 'out' }]);
      assert.equal((await desk.get('/extractions')).body.state, 'waiting');
    });

    test('a correction lowers it less; its words are kept and shown', async () => {
      const desk = await newDesk();
      const [one, other] = [await desk.pattern(4), await desk.pattern(4)];
      const correction = {
        incidentId: inc(one.incidentIds[0]),
        type: 'correct_rca',
        comment: '  The proxy.\nNot the pool. ',
      };
      const corrected = (await give(desk, correction)).body;
      const rejected = (await give(desk, { incidentId: inc(other.incidentIds[0]), type: 'reject_rca' })).body;
      const unheard = confidenceOf(count(4));
      assert.ok(Number(corrected.updatedConfidence) < unheard);
      assert.ok(Number(rejected.updatedConfidence) < Number(corrected.updatedConfidence));
      const pattern = await patternOf(desk, one.id);
      assert.equal(pattern.occurrences, 4);
      const { comments, ...counts } = pattern.feedback as Json;
      assert.deepEqual(counts, { confirmed: 0, rejected: 0, corrected: 1 });
      const [{ feedbackId, comment, type, incidentId } = {}] = comments as Json[];
      assert.deepEqual(
        [feedbackId, comment, type, incidentId],
        [corrected.feedbackId, 'The proxy.\nNot the pool.', 'correct_rca', correction.incidentId],
      );
    });

    test('a correction without words is a comment_required', async () => {
      const desk = await newDesk();
      const { id, incidentIds } = await desk.pattern(2);
      for (const comment of [undefined, null, '', ' \n\t '])
        for (const incidentId of [incidentIds[0], newId()]) {
          const { status, body } = await give(desk, { incidentId, type: 'correct_rca', comment });
          assert.deepEqual(
            [status, body.error, Object.keys(body)],
            [400, 'comment_required', ['error', 'message']],
          );
        }
      assert.equal(((await patternOf(desk, id)).feedback as Json).corrected, 0);
    });

    test('a body that cannot be is a validation_error', async () => {
      const desk = await newDesk();
      const { incidentIds } = await desk.pattern(2);
      const incidentId = inc(incidentIds[0]);
      const bad: readonly (readonly [unknown, RegExp])[] = [
        ['', /not valid JSON/],
        ['[]', /must be a JSON object/],
        [{}, /incidentId is missing; type/],
        [{ incidentId, type: 'confirm' }, /type must be confirm_rca or reject_rca or correct_rca/],
        [{ incidentId, type: 'constructor' }, /type must be/],
        [{ incidentId: 'INC-1', type: 'confirm_rca' }, /incidentId must be a UUID or inc_/],
        [{ incidentId, patternId: incidentId, type: 'confirm_rca' }, /patternId must be a UUID or ptn_/],
        [{ incidentId, type: 'confirm_rca', comment: 7 }, /comment must be a string/],
        [{ incidentId, type: 'correct_rca', comment: 'x'.repeat(4001) }, /at most 4000 characters/],
        [{ incidentId, type: 'correct_rca', comment: 'x\u0000' }, /no control characters/],
      ];
      for (const [body, complaint] of bad) {
        const answer = await desk.send('POST', '/feedback', body);
        assert.deepEqual([answer.status, answer.body.error], [400, 'validation_error'], JSON.stringify(body));
        assert.match(String(answer.body.message), complaint);
      }
      const longest = await give(desk, { incidentId, type: 'correct_rca', comment: '💥'.repeat(4000) });
      assert.equal(longest.status, 201);
    });

    test('about an incident in no pattern it is kept, and moves no confidence', async () => {
      const desk = await newDesk();
      const [incidentId] = await desk.incidents([{}]);
      const { status, body } = await give(desk, { incidentId, type: 'reject_rca', comment: 'No.' });
      assert.deepEqual([status, body.patternId, body.updatedConfidence], [201, null, null]);
      const kept = await desk.sql('select type, comment, pattern_id from pattern_feedback');
      assert.deepEqual(kept, [{ type: 'reject_rca', comment: 'No.', pattern_id: null }]);
    });

    test('about an incident of a dismissed pattern it is about none, unless the pattern is named', async () => {
      const desk = await newDesk();
      const { id, incidentIds } = await desk.pattern(2);
      await desk.send('POST', `/${id}/dismiss`);
      const about = { incidentId: incidentIds[0], type: 'confirm_rca' };
      assert.equal((await give(desk, about)).body.patternId, null);
      assert.equal((await give(desk, { ...about, patternId: id })).body.patternId, id);
    });

    test("what is not there, and what is another tenant's, are unknown alike", async () => {
      const [desk, stranger] = [await newDesk(), await newDesk()];
      const [mine, theirs] = [await desk.pattern(2), await stranger.pattern(2)];
      const type = 'confirm_rca';
      for (const incidentId of [inc(theirs.incidentIds[0]), inc(newId())])
        for (const patternId of [undefined, mine.id, theirs.id, prefixedId('ptn', newId())]) {
          const { status, body } = await give(desk, { incidentId, patternId, type });
          const expected = { error: 'incident_not_found', message: 'There is no incident with that id.' };
          assert.deepEqual([status, body], [404, expected]);
        }
      for (const patternId of [theirs.id, prefixedId('ptn', newId())]) {
        const { status, body } = await give(desk, { incidentId: inc(mine.incidentIds[0]), patternId, type });
        const expected = { error: 'pattern_not_found', message: 'There is no pattern with that id.' };
        assert.deepEqual([status, body], [404, expected]);
      }
      for (const each of [desk, stranger])
        assert.deepEqual(await each.sql('select from pattern_feedback'), []);
    });

    test('an incident that is not in the named pattern is a conflict, and nothing is kept', async () => {
      const desk = await newDesk();
      const [one, other] = [await desk.pattern(2), await desk.pattern(2)];
      const [alone] = await desk.incidents([{}]);
      for (const incidentId of [other.incidentIds[0], alone])
        for (const type of ['confirm_rca', 'reject_rca']) {
          const { status, body } = await give(desk, { incidentId, patternId: one.id, type });
          assert.deepEqual([status, body.error], [409, 'conflict']);
          assert.equal(body.message, `The incident ${inc(incidentId)} is not in the pattern ${one.id}.`);
        }
      assert.deepEqual(await desk.sql('select from pattern_feedback'), []);
    });

    test('what was rejected can be rejected again, and confirmed back in', async () => {
      const desk = await newDesk();
      const { id, incidentIds } = await desk.pattern(3);
      const about = { incidentId: inc(incidentIds[0]), patternId: id };
      for (let time = 0; time < 2; time++)
        assert.equal((await give(desk, { ...about, type: 'reject_rca' })).status, 201);
      assert.deepEqual(((await patternOf(desk, id)).feedback as Json).rejected, 2);
      assert.equal((await patternOf(desk, id)).occurrences, 2);
      assert.equal((await give(desk, { ...about, type: 'confirm_rca' })).status, 201);
      const pattern = await patternOf(desk, id);
      assert.equal(pattern.occurrences, 3);
      assert.equal(
        (pattern.members as Json[]).find(({ incidentId }) => incidentId === about.incidentId)?.pinned,
        true,
      );
    });

    test('a pattern whose last but one incident is rejected has vanished, and returns with it', async () => {
      const desk = await newDesk();
      const { id, incidentIds } = await desk.pattern(2);
      const about = { incidentId: inc(incidentIds[0]), patternId: id };
      await give(desk, { ...about, type: 'reject_rca' });
      assert.deepEqual((await desk.get('')).body.patterns, []);
      const { vanishedAt, occurrences, confidence } = await patternOf(desk, id);
      assert.deepEqual([occurrences, confidence], [1, confidenceOf({ ...count(1), rejected: 1 })]);
      assert.ok(vanishedAt);
      await give(desk, { ...about, type: 'confirm_rca' });
      assert.equal((await desk.get('')).body.count, 1);
      const kinds = ((await desk.get(`/${id}/changes`)).body.items as Json[]).map(({ kind }) => kind);
      assert.deepEqual(kinds, ['returned', 'joined', 'feedback', 'vanished', 'left', 'feedback']);
    });

    test('what is said at once all counts: of one incident, of several, and of incidents that leave', async () => {
      const desk = await newDesk();
      const { id, incidentIds } = await desk.pattern(6);
      const same = Array.from({ length: 12 }, () => ({ incidentId: incidentIds[0], type: 'confirm_rca' }));
      const others = incidentIds.slice(1, 4).map((incidentId) => ({ incidentId, type: 'confirm_rca' }));
      const gone = incidentIds.slice(4).map((incidentId) => ({ incidentId, type: 'reject_rca' }));
      const answers = await Promise.all([...same, ...others, ...gone].map((each) => give(desk, each)));
      assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([201]));
      const pattern = await patternOf(desk, id);
      const { confirmed, rejected } = pattern.feedback as Json;
      assert.deepEqual([confirmed, rejected, pattern.occurrences], [15, 2, 4]);
      assert.equal(pattern.confidence, confidenceOf({ ...count(4), confirmed: 15, rejected: 2 }));
      assert.ok(answers.some(({ body }) => body.updatedConfidence === pattern.confidence));
    });

    test('a repeated request with an Idempotency-Key counts once', async () => {
      const desk = await newDesk();
      const { id, incidentIds } = await desk.pattern(2);
      const about = { incidentId: incidentIds[0], type: 'confirm_rca' };
      const headers = { 'Idempotency-Key': 'once' };
      const [first, again] = [await give(desk, about, headers), await give(desk, about, headers)];
      assert.deepEqual([again.status, again.body], [201, first.body]);
      assert.equal(again.headers.get('idempotent-replayed'), 'true');
      assert.equal(((await patternOf(desk, id)).feedback as Json).confirmed, 1);
      const other = await give(desk, { ...about, type: 'reject_rca' }, headers);
      assert.deepEqual([other.status, other.body.error], [422, 'idempotency_key_reused']);
    });

    test('of a pattern that is a part of another it is about that one', async () => {
      const desk = await newDesk();
      const [one, other] = [await desk.pattern(2), await desk.pattern(2)];
      await desk.send('POST', `/${one.id}/merge`, { into: other.id });
      const { body } = await give(desk, {
        incidentId: one.incidentIds[0],
        patternId: one.id,
        type: 'confirm_rca',
      });
      assert.equal(body.patternId, other.id);
    });

    test('enough incidents and enough confidence make a pattern stable; a rejection can take that back', async () => {
      const desk = await newDesk();
      const { id, incidentIds } = await desk.pattern(5);
      await give(desk, { incidentId: incidentIds[0], type: 'confirm_rca' });
      assert.equal((await patternOf(desk, id)).status, 'stable');
      await give(desk, { incidentId: incidentIds[1], type: 'reject_rca' });
      assert.equal((await patternOf(desk, id)).status, 'emerging');
    });

    test('the audit says who said what, the newest first, page by page, to its own tenant', async () => {
      const desk = await newDesk();
      const { id, incidentIds } = await desk.pattern(2);
      const given: unknown[] = [];
      for (let index = 0; index < 5; index++) {
        const { body } = await give(desk, { incidentId: incidentIds[0], type: 'confirm_rca' });
        given.unshift(body.feedbackId);
      }
      const seen = await everyPage(async (cursor) => {
        const { body } = await desk.get(`/${id}/changes?limit=2${cursor}`);
        await give(desk, { incidentId: incidentIds[1], type: 'confirm_rca' });
        return { items: body.items as Json[], next: body.nextCursor };
      });
      assert.deepEqual(
        seen.map(({ detail }) => (detail as Json).feedbackId),
        given,
      );
      const [{ at, actor, kind, detail } = {}] = seen;
      assert.equal(new Date(String(at)).toISOString(), at);
      assert.match(String(actor), /^key:/);
      assert.equal(kind, 'feedback');
      assert.deepEqual(detail, {
        feedbackId: given[0],
        incidentId: inc(incidentIds[0]),
        type: 'confirm_rca',
      });
    });
  },
  WITHOUT_EXTRACTION,
);

const count = (occurrences: number) => ({
  ...{ occurrences, coherence: COHERENCE, confirmed: 0, rejected: 0, corrected: 0 },
});
