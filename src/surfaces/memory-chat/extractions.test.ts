import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type PatternDesk, patternDesk, WITHOUT_EXTRACTION } from '../../../test/support/pattern-desk.ts';
import { onEachServer } from '../../../test/support/running-parley.ts';
import { SIGNATURE_METHOD } from '../../patterns/signature/incident-signature.ts';

const UNTRIED = { error: null, nextAttemptAt: null };

onEachServer(
  '/v1/knowledge/extractions',
  (server) => {
    const read = async (desk: PatternDesk) => (await desk.get('/extractions')).body;
    /** Keeps what an extraction of everything that is known would. */
    const extracted = (desk: PatternDesk, more = '') =>
      desk.sql(
        `insert into pattern_extractions (tenant_id, knowledge_version, method, extracted_at, incidents)
          select tenant_id, version, ${SIGNATURE_METHOD}, '2026-01-15T08:30:00Z', 3 from knowledge_versions
          on conflict (tenant_id) do update set knowledge_version = excluded.knowledge_version, method = excluded.method, requested_at = null,
            extracted_at = excluded.extracted_at, incidents = 3, error = null, next_attempt_at = null${more}`,
      );

    test('a tenant that knows nothing has nothing to wait for', async () => {
      const expected = { state: 'current', extractedAt: null, incidents: 0, patterns: 0, ...UNTRIED };
      assert.deepEqual(await read(await patternDesk(server())), expected);
    });

    test('new incidents wait for an extraction, which makes the patterns current', async () => {
      const desk = await patternDesk(server());
      await desk.pattern(3);
      assert.equal((await read(desk)).state, 'waiting');
      await extracted(desk);
      assert.deepEqual(await read(desk), {
        ...{
          state: 'current',
          extractedAt: '2026-01-15T08:30:00.000Z',
          incidents: 3,
          patterns: 1,
          ...UNTRIED,
        },
      });
      await desk.incidents([{}]);
      assert.equal((await read(desk)).state, 'waiting');
    });

    test('asking for one makes it wait, and says so at once', async () => {
      const desk = await patternDesk(server());
      await desk.incidents([{}]);
      await extracted(desk);
      const { status, headers, body } = await desk.send('POST', '/extractions');
      assert.deepEqual([status, headers.get('location')], [202, '/v1/knowledge/extractions']);
      assert.deepEqual([body.state, body.extractedAt], ['waiting', '2026-01-15T08:30:00.000Z']);
      assert.deepEqual(await read(desk), body);
    });

    test('while somebody holds the lease it runs, also where somebody asks', async () => {
      const desk = await patternDesk(server());
      await desk.incidents([{}]);
      await extracted(desk, ", lease_until = now() + interval '1 minute'");
      await extracted(desk, ", lease_until = now() + interval '1 minute'");
      assert.equal((await read(desk)).state, 'running');
      assert.equal((await desk.send('POST', '/extractions')).body.state, 'running');
      await desk.sql("update pattern_extractions set lease_until = now() - interval '1 minute'");
      assert.equal((await read(desk)).state, 'waiting');
    });

    test('a try that failed says why, until it is due again or somebody asks', async () => {
      const desk = await patternDesk(server());
      await desk.incidents([{}]);
      await extracted(desk);
      await desk.sql(
        "update pattern_extractions set error = 'The store was full.', requested_at = now(), next_attempt_at = now() + interval '1 hour'",
      );
      const failed = await read(desk);
      assert.deepEqual([failed.state, failed.error], ['failed', 'The store was full.']);
      assert.equal((await desk.send('POST', '/extractions')).body.state, 'waiting');
    });

    test('tells each tenant of its own only', async () => {
      const [desk, stranger] = [await patternDesk(server()), await patternDesk(server())];
      await desk.pattern(2);
      await desk.send('POST', '/extractions');
      assert.deepEqual([(await read(stranger)).state, (await read(stranger)).patterns], ['current', 0]);
    });
  },
  WITHOUT_EXTRACTION,
);
