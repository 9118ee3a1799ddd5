import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import {
  everyPage,
  type PatternDesk,
  patternDesk,
  WITHOUT_EXTRACTION,
} from '../../../test/support/pattern-desk.ts';
import { onEachServer } from '../../../test/support/running-parley.ts';
import { newId, prefixedId } from '../../core/ids.ts';

type Json = Record<string, unknown>;

const LISTED = ['patternId', 'title', 'confidence', 'occurrences', 'status', 'createdAt', 'lastSeenAt'];

onEachServer(
  'Patterns over HTTP',
  (server) => {
    const newDesk = () => patternDesk(server());
    const listed = async (desk: PatternDesk, query = '') =>
      ((await desk.get(query)).body.patterns as Json[]).map(({ patternId }) => patternId);

    describe('GET /v1/knowledge', () => {
      let desk: PatternDesk;
      let ids: string[];
      before(async () => {
        desk = await newDesk();
        const weak = await desk.pattern(2, { confidence: 0.3 });
        const middle = await desk.pattern(3, { confidence: 0.6 });
        const stable = await desk.pattern(5, { confidence: 0.9, status: 'stable' });
        ids = [stable.id, middle.id, weak.id];
      });

      test('lists the newest first, with exactly the fields of the contract', async () => {
        const { status, body } = await desk.get('');
        assert.equal(status, 200);
        assert.deepEqual(Object.keys(body), ['patterns', 'count', 'cursor']);
        const patterns = body.patterns as Json[];
        assert.deepEqual(Object.keys(patterns[0] ?? {}), LISTED);
        assert.deepEqual([await listed(desk), body.count, body.cursor], [ids, 3, null]);
        const { occurrences, lastSeenAt, status: kind } = patterns[0] ?? {};
        assert.deepEqual([occurrences, lastSeenAt, kind], [5, '2025-05-10T09:00:00.000Z', 'stable']);
      });

      test('status and minConfidence narrow the list and its count; a bound counts itself', async () => {
        for (const [query, places] of [
          ['?status=stable', [0]],
          ['?status=emerging', [1, 2]],
          ['?minConfidence=0.6', [0, 1]],
          ['?minConfidence=1', []],
          ['?minConfidence=0', [0, 1, 2]],
          ['?status=emerging&minConfidence=0.5', [1]],
        ] as const) {
          const { body } = await desk.get(query);
          assert.deepEqual(
            [await listed(desk, query), body.count],
            [places.map((place) => ids[place]), places.length],
            query,
          );
        }
      });

      test('the count is of all pages, the cursor of the last one null', async () => {
        const first = (await desk.get('?limit=2')).body;
        assert.equal((first.patterns as Json[]).length, 2);
        assert.equal(first.count, 3);
        const last = (await desk.get(`?limit=2&cursor=${first.cursor}`)).body;
        assert.deepEqual(
          [(last.patterns as Json[])[0]?.patternId, last.count, last.cursor],
          [ids[2], 3, null],
        );
      });

      test('a query that cannot be is a validation_error', async () => {
        const bad = [
          'status=',
          'status=done',
          'status=Stable',
          'dismissed=yes',
          'cursor=',
          'cursor=nonsense',
        ];
        const shares = ['', '-0.1', '1.1', 'high', 'NaN', '0.5.5', '1e-1', '%20'].map(
          (value) => `minConfidence=${value}`,
        );
        const limits = ['', '0', '101', '-1', '1.5', 'ten'].map((value) => `limit=${value}`);
        for (const query of [...bad, ...shares, ...limits]) {
          const { status, body } = await desk.get(`?${query}`);
          assert.deepEqual(
            [status, body.error, Object.keys(body)],
            [400, 'validation_error', ['error', 'message']],
            query,
          );
        }
      });

      test('a tenant without patterns has an empty list, whatever others have', async () => {
        assert.deepEqual((await (await newDesk()).get('')).body, { patterns: [], count: 0, cursor: null });
      });
    });

    test('pages show every pattern once, whatever is found, dismissed or renamed between them', async () => {
      const desk = await newDesk();
      const there: string[] = [];
      for (let index = 0; index < 9; index++) there.unshift((await desk.pattern(2)).id);
      const [renamed, dismissed] = [there[4], there[8]];
      let page = 0;
      const seen = await everyPage(async (cursor) => {
        const { body } = await desk.get(`?limit=2${cursor}`);
        page++;
        await desk.pattern(2);
        if (page === 1) {
          await desk.send('PATCH', `/${renamed}`, { title: 'Another name' });
          await desk.send('POST', `/${dismissed}/dismiss`);
          await desk.send('POST', `/${there[0]}/dismiss`);
        }
        return { items: (body.patterns as Json[]).map(({ patternId }) => patternId), next: body.cursor };
      });
      assert.deepEqual(seen, there.slice(0, 8));
    });

    test('many who read while many write see no pattern twice and miss none that stays', async () => {
      const desk = await newDesk();
      const there: unknown[] = [];
      for (let index = 0; index < 8; index++) there.unshift((await desk.pattern(2)).id);
      const writes = Array.from({ length: 6 }, () => desk.pattern(2));
      const walks = Array.from({ length: 4 }, () =>
        everyPage(async (cursor) => {
          const { body } = await desk.get(`?limit=3${cursor}`);
          return { items: (body.patterns as Json[]).map(({ patternId }) => patternId), next: body.cursor };
        }),
      );
      await Promise.all(writes);
      for (const seen of await Promise.all(walks)) {
        assert.equal(new Set(seen).size, seen.length);
        assert.deepEqual(
          seen.filter((id) => there.includes(id)),
          there,
        );
      }
    });

    describe('GET /v1/knowledge/{patternId}', () => {
      test('shows all of it, under both forms of its id', async () => {
        const desk = await newDesk();
        const incidentIds = await desk.incidents([
          {
            started_at: '2025-01-01T00:00:00Z',
            duration_minutes: 10,
            resolution: 'The pool was made larger.',
          },
          { started_at: '2025-03-01T00:00:00Z', duration_minutes: 40, resolution: 'Rolled the deploy back.' },
          { started_at: '2025-02-01T00:00:00Z', duration_minutes: 90 },
          { title: 'Checkout, once more' },
        ]);
        const { id, uuid } = await desk.pattern(incidentIds, {
          services: ['checkout'],
          triggers: ['deploy'],
        });
        await desk.sql(`insert into runbooks (tenant_id, id, pattern_id, steps) values ($1, $2, $3, '[]')`, [
          desk.tenantId,
          newId(),
          uuid,
        ]);
        const { status, body } = await desk.get(`/${id}`);
        assert.equal(status, 200);
        assert.deepEqual(Object.keys(body).slice(0, LISTED.length), LISTED);
        const members = body.members as Json[];
        assert.deepEqual(
          members.map(({ incidentId }) => incidentId),
          [1, 2, 0, 3].map((place) => prefixedId('inc', incidentIds[place] ?? '')),
        );
        assert.deepEqual(members[3]?.startedAt, null);
        assert.deepEqual(members[0]?.reasons, [{ field: 'title', terms: ['made'] }]);
        assert.deepEqual(body.recovery, { medianMinutes: 40, known: 3 });
        assert.deepEqual(
          (body.resolutions as Json[]).map(({ text }) => text),
          ['Rolled the deploy back.', 'The pool was made larger.'],
        );
        assert.deepEqual([body.services, body.triggers], [['checkout'], ['deploy']]);
        assert.equal((body.runbookIds as string[]).length, 1);
        assert.deepEqual([body.dismissedAt, body.mergedInto, body.vanishedAt], [null, null, null]);
        for (const form of [uuid, uuid.toUpperCase()])
          assert.deepEqual((await desk.get(`/${form}`)).body, body);
      });

      test('where no incident says how long it took, there is no figure', async () => {
        const desk = await newDesk();
        const { id } = await desk.pattern(2);
        const { body } = await desk.get(`/${id}`);
        assert.deepEqual([body.recovery, body.resolutions], [{ medianMinutes: null, known: 0 }, []]);
      });

      test('an even number of lengths has the middle of the two in the middle', async () => {
        const desk = await newDesk();
        const lengths = [5, 100, 20, 30].map((minutes) => ({ duration_minutes: minutes }));
        const { id } = await desk.pattern(await desk.incidents(lengths));
        assert.deepEqual((await desk.get(`/${id}`)).body.recovery, { medianMinutes: 25, known: 4 });
      });
    });

    test("what is not there, what is another tenant's and what is no id are unknown alike, everywhere", async () => {
      const [desk, stranger] = [await newDesk(), await newDesk()];
      const { id, incidentIds } = await desk.pattern(4);
      const foreign = await stranger.pattern(2);
      const members = incidentIds.map((incidentId) => prefixedId('inc', incidentId));
      const expected = { error: 'pattern_not_found', message: 'There is no pattern with that id.' };
      for (const unknown of [id, prefixedId('ptn', newId()), newId(), 'ptn_1', 'nothing', '%20', members[0]])
        for (const [method, path, body] of [
          ['GET', `/${unknown}`],
          ['GET', `/${unknown}/changes`],
          ['PATCH', `/${unknown}`, { title: 'Mine' }],
          ['POST', `/${unknown}/merge`, { into: foreign.id }],
          ['POST', `/${unknown}/split`, { incidentIds: members.slice(0, 2) }],
          ['POST', `/${unknown}/dismiss`],
          ['POST', `/${unknown}/restore`],
        ] as const) {
          const answer = await stranger.send(method, path, body);
          assert.deepEqual([answer.status, answer.body], [404, expected], `${method} ${path}`);
        }
      const merge = await stranger.send('POST', `/${foreign.id}/merge`, { into: id });
      assert.deepEqual([merge.status, merge.body], [404, expected]);
      const untouched = (await desk.get(`/${id}`)).body;
      assert.deepEqual(
        [untouched.occurrences, untouched.mergedInto, untouched.title],
        [4, null, 'Checkout was down'],
      );
      assert.deepEqual(((await desk.get(`/${id}/changes`)).body.items as Json[]).length, 0);
    });

    test('no credential is a 401; a viewer and a missing scope are a 403, before anything is looked at', async () => {
      const desk = await newDesk();
      const { id, incidentIds } = await desk.pattern(4);
      const incidentId = prefixedId('inc', incidentIds[0] ?? '');
      const reads = [
        ['GET', ''],
        ['GET', `/${id}`],
        ['GET', `/${id}/changes`],
        ['GET', '/extractions'],
        ['POST', '/similar', { title: 'x', description: '' }],
      ] as const;
      const writes = [
        ['POST', '/feedback', { incidentId, type: 'confirm_rca' }],
        ['POST', '/extractions'],
        ['PATCH', `/${id}`, { title: 'Mine' }],
        ['POST', `/${id}/dismiss`],
        ['POST', `/${id}/restore`],
      ] as const;
      const strict = [
        ...writes,
        ['POST', `/${id}/merge`, 'no JSON'],
        ['POST', `/${id}/split`, 'no JSON'],
      ] as const;
      const viewer = desk.as(await desk.newKey({ role: 'viewer' }));
      const [reader, chatting] = [['knowledge:read'], ['ai.chat:read']] as const;
      for (const [method, path, body] of [...reads, ...strict]) {
        const unknown = await desk.as('prl_x').send(method, path, body);
        assert.deepEqual([unknown.status, unknown.body.error], [401, 'unauthorized'], path);
        const { status, body: refusal } = await viewer.send(method, path, body);
        assert.deepEqual([status, refusal.error], [403, 'forbidden'], path);
      }
      for (const scopes of [reader, chatting]) {
        const limited = desk.as(await desk.newKey({ scopes }));
        for (const [method, path, body] of reads)
          assert.equal((await limited.send(method, path, body)).status, 200, path);
        for (const [method, path, body] of strict)
          assert.equal((await limited.send(method, path, body)).status, 403, path);
      }
      const writer = desk.as(await desk.newKey({ scopes: ['knowledge:write'] }));
      for (const [method, path, body] of reads)
        assert.equal((await writer.send(method, path, body)).status, 403, path);
      for (const [method, path, body] of writes)
        assert.ok((await writer.send(method, path, body)).status < 300, path);
    });

    test('an address in full words is never taken for the id of a pattern', async () => {
      const desk = await newDesk();
      for (const [path, allowed] of [
        ['/similar', 'POST'],
        ['/feedback', 'POST'],
        ['/extractions', 'GET, HEAD, POST'],
      ] as const) {
        const { status, headers, body } = await desk.send('PATCH', path, { title: 'x' });
        assert.deepEqual(
          [status, headers.get('allow'), body.error],
          [405, allowed, 'method_not_allowed'],
          path,
        );
      }
    });

    describe('POST /v1/knowledge/similar', () => {
      test('finds what a described failure is like, the most alike first', async () => {
        const desk = await newDesk();
        const text = { root_cause: 'PgBouncer ran out of connections after the deploy of checkout.' };
        await desk.incidents([1, 2, 3].map((n) => ({ title: `PgBouncer pool exhausted ${n}`, ...text })));
        await desk.incidents([1, 2, 3].map((n) => ({ title: `Kafka broker disk full ${n}` })));
        await server().parley.extractPatterns(desk.tenantId);
        const question = { title: 'PgBouncer pool exhausted again', description: 'No connections are left.' };
        const { status, body } = await desk.send('POST', '/similar', question);
        assert.equal(status, 200);
        const similar = body.similar as Json[];
        assert.equal(similar.length, 1);
        const fields = ['patternId', 'title', 'similarity', 'confidence', 'status', 'occurrences'];
        assert.deepEqual(Object.keys(similar[0] ?? {}), fields);
        assert.match(String(similar[0]?.title), /^PgBouncer pool exhausted/);
        assert.ok(Number(similar[0]?.similarity) > 0 && Number(similar[0]?.similarity) <= 1);
      });

      test('what is like nothing, and what only another tenant knows, finds nothing', async () => {
        const [desk, stranger] = [await newDesk(), await newDesk()];
        await desk.pattern(2, { title: 'PgBouncer pool exhausted' });
        const ask = (from: PatternDesk, title: string) =>
          from.send('POST', '/similar', { title, description: '' });
        assert.deepEqual((await ask(desk, 'The coffee machine leaks')).body, { similar: [] });
        assert.deepEqual((await ask(stranger, 'PgBouncer pool exhausted')).body, { similar: [] });
      });

      test('a body that cannot be is a validation_error, or too large', async () => {
        const desk = await newDesk();
        const bad: readonly (readonly [unknown, RegExp])[] = [
          ['{"title":', /not valid JSON/],
          [{}, /title is missing; description is missing/],
          [{ title: 'x' }, /description is missing/],
          [{ title: ' ', description: 'y' }, /title must not be empty/],
          [{ title: 7, description: 'y' }, /title must be a string/],
          [{ title: 'x', description: null }, /description must be a string/],
          [{ title: 'x'.repeat(501), description: '' }, /at most 500 characters/],
          [{ title: 'x', description: 'y'.repeat(10_001) }, /at most 10000 characters/],
          [{ title: 'x\u0000', description: '' }, /no control characters/],
        ];
        for (const [body, complaint] of bad) {
          const answer = await desk.send('POST', '/similar', body);
          assert.deepEqual(
            [answer.status, answer.body.error],
            [400, 'validation_error'],
            JSON.stringify(body),
          );
          assert.match(String(answer.body.message), complaint);
        }
        const most = { title: '💥'.repeat(500), description: 'ж'.repeat(10_000) };
        assert.equal((await desk.send('POST', '/similar', most)).status, 200);
        const large = await desk.send('POST', '/similar', {
          title: 'x',
          description: 'y'.repeat(1024 * 1024),
        });
        assert.deepEqual([large.status, large.body.error], [413, 'payload_too_large']);
      });
    });
  },
  WITHOUT_EXTRACTION,
);

onEachServer(
  'Patterns over HTTP, limited',
  (server) => {
    test('too many requests are a rate_limit_exceeded that says when to come back', async () => {
      const desk = await patternDesk(server());
      for (let request = 0; request < 2; request++) assert.equal((await desk.get('')).status, 200);
      const { status, body, headers } = await desk.get('');
      assert.deepEqual([status, body.error], [429, 'rate_limit_exceeded']);
      assert.ok(Number(headers.get('retry-after')) >= 1);
    });
  },
  { ...WITHOUT_EXTRACTION, PARLEY_RATE_READ: '2/60s' },
);
