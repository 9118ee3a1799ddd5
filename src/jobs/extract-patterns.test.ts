import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { extractionDesk, openTestThread, patientSettings } from '../../test/support/extraction-desk.ts';
import { certificateFailure, lonelyFailures, poolFailure } from '../../test/support/failure-records.ts';
import { importRecords } from '../../test/support/import-history.ts';
import { newTenant } from '../../test/support/new-tenant.ts';
import { onEachEngine } from '../../test/support/on-each-engine.ts';
import type { Uuid } from '../core/ids.ts';
import { findSimilarPatterns } from '../patterns/find-similar-patterns.ts';
import { readExtraction } from '../patterns/read-extraction.ts';
import type { PatternThread } from '../patterns/thread/open-pattern-thread.ts';
import { selectPatternMembers, selectPatterns } from '../store/patterns.ts';
import { runQuery } from '../store/query.ts';

const many = <T>(count: number, make: (number: number) => T): T[] =>
  Array.from({ length: count }, (_, number) => make(number));
const names = (kind: string, count: number) => many(count, (number) => `${kind}-${number}`);

onEachEngine('extraction of patterns', (store) => {
  const thread = openTestThread();
  after(() => thread.close());
  const open = (own: PatternThread = thread, settings = patientSettings) =>
    extractionDesk(store(), own, settings);

  async function tenantWith(records: readonly object[]): Promise<Uuid> {
    const tenantId = await newTenant(store());
    await importRecords(store(), tenantId, records);
    return tenantId;
  }

  test('incidents of one kind become a pattern that says why; what is alone stays alone', async () => {
    const desk = open();
    const tenantId = await tenantWith([
      ...many(5, poolFailure),
      ...many(2, certificateFailure),
      ...lonelyFailures(),
    ]);
    const outcome = await desk.extract(tenantId);
    assert.deepEqual(outcome, { tenantId, incidents: 11, found: 2, changed: 2 });
    assert.deepEqual(
      (await desk.patterns(tenantId)).map(({ members }) => members),
      [names('certificate', 2), names('pool', 5)],
    );
    const patterns = await runQuery(store(), { tenantId }, selectPatterns(tenantId, {}, null, 10));
    const pool = patterns.find(({ occurrences }) => occurrences === 5);
    assert.ok(pool !== undefined);
    assert.equal(pool.status, 'stable');
    assert.ok(pool.confidence >= 0.6);
    assert.equal(pool.firstSeenAt?.toISOString(), '2025-01-01T09:00:00.000Z');
    assert.equal(pool.lastSeenAt?.toISOString(), '2025-01-05T09:00:00.000Z');
    assert.deepEqual(pool.services, ['checkout']);
    assert.deepEqual(pool.triggers, ['deploy']);
    assert.match(pool.title, /connection/i);
    assert.match(pool.summary ?? '', /^5 incidents between 1 Jan 2025 and 5 Jan 2025 on checkout\./);
    const members = await runQuery(store(), { tenantId }, selectPatternMembers(tenantId, [pool.id], 10));
    for (const { reasons, similarity } of members) {
      assert.ok(similarity > 0.5);
      assert.ok(reasons.some(({ terms }) => terms.length > 0));
    }
  });

  test('another extraction of the same incidents keeps every id and writes nothing', async () => {
    const desk = open();
    const tenantId = await tenantWith([
      ...many(5, poolFailure),
      ...many(3, certificateFailure),
      ...lonelyFailures(),
    ]);
    await desk.extract(tenantId);
    const before = await desk.everything(tenantId);
    assert.equal(await desk.extract(tenantId), null);
    assert.deepEqual((await desk.extractAgain(tenantId))?.changed, 0);
    assert.equal(await desk.extract(tenantId), null, 'what was asked for is done');
    assert.equal(await desk.everything(tenantId), before);
  });

  test('incidents of another kind move nothing; one of the family joins it', async () => {
    const desk = open();
    const tenantId = await tenantWith([...many(4, poolFailure), ...lonelyFailures()]);
    await desk.extract(tenantId);
    const [pool] = await desk.patterns(tenantId);
    await importRecords(store(), tenantId, many(10, certificateFailure));
    await desk.extract(tenantId);
    const [certificate, unmoved] = await desk.patterns(tenantId);
    assert.deepEqual(unmoved, pool);
    assert.equal(certificate?.members.length, 10);
    await importRecords(store(), tenantId, [poolFailure(4)]);
    await desk.extract(tenantId);
    const [, grown] = await desk.patterns(tenantId);
    assert.deepEqual(grown, { id: pool?.id, members: names('pool', 5) });
    const changes = await desk.rows(
      tenantId,
      'select kind, detail from pattern_changes where tenant_id = $1 and pattern_id = $2 order by id',
      [pool?.id],
    );
    assert.deepEqual(
      changes.map(({ kind }) => kind),
      ['found', 'joined'],
    );
  });

  test('an incident that tells something else now leaves; the pattern of one vanishes, and returns under its id', async () => {
    const desk = open();
    const tenantId = await tenantWith([...many(2, certificateFailure), ...lonelyFailures()]);
    await desk.extract(tenantId);
    const [found] = await desk.patterns(tenantId);
    const other = {
      ...lonelyFailures()[0],
      id: 'certificate-1',
      title: 'Fraud score always zero',
      summary: 'The scoring model gave null.',
    };
    await store().transaction({ tenantId }, async (tx) => {
      await tx.query('delete from incidents where tenant_id = $1 and external_id = $2', [
        tenantId,
        'certificate-1',
      ]);
    });
    await importRecords(store(), tenantId, [other]);
    await desk.extract(tenantId);
    assert.deepEqual(await desk.patterns(tenantId), []);
    await importRecords(store(), tenantId, [certificateFailure(3)]);
    await desk.extract(tenantId);
    assert.deepEqual(await desk.patterns(tenantId), [
      { id: found?.id, members: ['certificate-0', 'certificate-3'] },
    ]);
    const kinds = await desk.rows(
      tenantId,
      'select kind from pattern_changes where tenant_id = $1 order by id',
    );
    assert.deepEqual(
      kinds.map(({ kind }) => kind),
      ['found', 'vanished', 'joined', 'returned'],
    );
  });

  test('a deleted incident is counted no more', async () => {
    const desk = open();
    const tenantId = await tenantWith(many(3, poolFailure));
    await desk.extract(tenantId);
    await desk.rows(tenantId, "delete from incidents where tenant_id = $1 and external_id = 'pool-2'");
    await desk.extractAgain(tenantId);
    const [pattern] = await runQuery(store(), { tenantId }, selectPatterns(tenantId, {}, null, 10));
    assert.equal(pattern?.occurrences, 2);
    assert.equal(pattern?.lastSeenAt?.toISOString(), '2025-01-02T09:00:00.000Z');
  });

  test('the order in which incidents come in makes no difference', async () => {
    const desk = open();
    const records = [...many(5, poolFailure), ...lonelyFailures(), ...many(3, certificateFailure)];
    const members = async (tenantId: Uuid) =>
      (await desk.patterns(tenantId)).map((pattern) => pattern.members);
    const [forwards, backwards, inParts] = [
      await tenantWith(records),
      await tenantWith(records.toReversed()),
      await newTenant(store()),
    ];
    await desk.extract(forwards);
    await desk.extract(backwards);
    for (const record of records.toReversed()) {
      await importRecords(store(), inParts, [record]);
      await desk.extract(inParts);
    }
    assert.equal((await members(forwards)).length, 2);
    assert.deepEqual(await members(backwards), await members(forwards));
    assert.deepEqual(await members(inParts), await members(forwards));
  });

  test('whom people took out does not come back, and whom they put in stays, however unlike', async () => {
    const desk = open();
    const tenantId = await tenantWith([...many(4, poolFailure), ...lonelyFailures()]);
    await desk.extract(tenantId);
    const [pool] = await desk.patterns(tenantId);
    assert.ok(pool !== undefined);
    await desk.pin(tenantId, await desk.incident(tenantId, 'pool-3'), pool.id, 'out');
    await desk.pin(tenantId, await desk.incident(tenantId, 'alone-0'), pool.id, 'in');
    await desk.extractAgain(tenantId);
    const settled = [{ id: pool.id, members: ['alone-0', 'pool-0', 'pool-1', 'pool-2'] }];
    assert.deepEqual(await desk.patterns(tenantId), settled);
    const before = await desk.everything(tenantId);
    await desk.extractAgain(tenantId);
    assert.equal(await desk.everything(tenantId), before);
  });

  test('a dismissed pattern collects its incidents silently; one that was merged away gets none', async () => {
    const desk = open();
    const tenantId = await tenantWith([...many(3, poolFailure), ...many(3, certificateFailure)]);
    await desk.extract(tenantId);
    const [certificate, pool] = await desk.patterns(tenantId);
    await desk.rows(tenantId, 'update patterns set dismissed_at = now() where tenant_id = $1 and id = $2', [
      pool?.id,
    ]);
    await desk.rows(
      tenantId,
      'update pattern_members set pattern_id = $3 where tenant_id = $1 and pattern_id = $2',
      [certificate?.id, pool?.id],
    );
    await desk.rows(tenantId, 'update patterns set merged_into = $3 where tenant_id = $1 and id = $2', [
      certificate?.id,
      pool?.id,
    ]);
    for (const number of [0, 1, 2])
      await desk.pin(tenantId, await desk.incident(tenantId, `certificate-${number}`), pool?.id ?? '', 'in');
    await importRecords(store(), tenantId, [poolFailure(3)]);
    await desk.extract(tenantId);
    assert.deepEqual(await desk.patterns(tenantId), []);
    const members = await desk.rows(
      tenantId,
      'select distinct pattern_id from pattern_members where tenant_id = $1',
    );
    assert.deepEqual(members, [{ pattern_id: pool?.id }]);
    const [counted] = await desk.rows(
      tenantId,
      'select occurrences from patterns where tenant_id = $1 and id = $2',
      [pool?.id],
    );
    assert.equal(counted?.occurrences, 7);
  });

  test('an extraction that broke off says why, and the next one goes on from what was done', async () => {
    const tenantId = await tenantWith(many(3, poolFailure));
    const broken: PatternThread = {
      ...{ generation: 1, close: () => Promise.resolve() },
      ask: (request) => (request.kind === 'plan' ? Promise.reject(new Error('killed')) : thread.ask(request)),
    };
    await assert.rejects(open(broken).extract(tenantId), /killed/);
    const state = await readExtraction(store(), tenantId);
    assert.equal(state.state, 'failed');
    assert.match(state.error ?? '', /fault inside the server/);
    const desk = open();
    const signed = await desk.rows(
      tenantId,
      'select xmin::text from incident_signatures where tenant_id = $1 order by incident_id',
    );
    assert.equal(signed.length, 3);
    assert.equal((await desk.extract(tenantId))?.found, 1);
    assert.deepEqual(
      await desk.rows(
        tenantId,
        'select xmin::text from incident_signatures where tenant_id = $1 order by incident_id',
      ),
      signed,
    );
    const after = await readExtraction(store(), tenantId);
    assert.deepEqual(
      { state: after.state, error: after.error, incidents: after.incidents },
      { state: 'current', error: null, incidents: 3 },
    );
  });

  test('two processes do not extract the same tenant at once', async () => {
    const tenantId = await tenantWith([...many(3, poolFailure), ...lonelyFailures()]);
    const other = openTestThread();
    try {
      const outcomes = await Promise.all([open().extract(tenantId), open(other).extract(tenantId)]);
      assert.equal(outcomes.filter((outcome) => outcome !== null).length, 1);
      const [row] = await open().rows(tenantId, 'select run from pattern_extractions where tenant_id = $1');
      assert.equal(row?.run, 1);
    } finally {
      await other.close();
    }
  });

  test('who lost the lease on the way writes nothing', async () => {
    const tenantId = await tenantWith(many(3, poolFailure));
    const desk = open();
    const slow: PatternThread = {
      get generation() {
        return thread.generation;
      },
      close: () => Promise.resolve(),
      async ask(request) {
        const answer = await thread.ask(request);
        if (request.kind === 'plan')
          await desk.rows(
            tenantId,
            "update pattern_extractions set lease_owner = 'somebody else' where tenant_id = $1",
          );
        return answer;
      },
    };
    await assert.rejects(open(slow).extract(tenantId));
    assert.deepEqual(await desk.patterns(tenantId), []);
  });

  test('what people decide while incidents are compared is heeded', async () => {
    const desk = open();
    const tenantId = await tenantWith(many(4, poolFailure));
    await desk.extract(tenantId);
    const [pool] = await desk.patterns(tenantId);
    const left = await desk.incident(tenantId, 'pool-3');
    let decided = false;
    const slow: PatternThread = {
      get generation() {
        return thread.generation;
      },
      close: () => Promise.resolve(),
      async ask(request) {
        const answer = await thread.ask(request);
        if (request.kind === 'plan' && !decided) {
          decided = true;
          await desk.pin(tenantId, left, pool?.id ?? '', 'out');
        }
        return answer;
      },
    };
    await importRecords(store(), tenantId, [poolFailure(4)]);
    await open(slow).extract(tenantId);
    assert.deepEqual(await desk.patterns(tenantId), [
      { id: pool?.id, members: ['pool-0', 'pool-1', 'pool-2', 'pool-4'] },
    ]);
  });

  test('tenants know nothing of each other, and a described failure finds its own patterns only', async () => {
    const desk = open();
    const [ours, theirs] = [
      await tenantWith(many(3, poolFailure)),
      await tenantWith(many(3, certificateFailure)),
    ];
    await desk.extract(ours);
    await desk.extract(theirs);
    const pool = {
      title: 'Checkout has no database connection',
      description: 'The connection pool is exhausted.',
    };
    const found = await findSimilarPatterns(store(), ours, pool, 10);
    assert.equal(found.length, 1);
    assert.ok((found[0]?.similarity ?? 0) > 0.5);
    assert.ok(found[0]?.reasons.some(({ terms }) => terms.length > 0));
    assert.deepEqual(await findSimilarPatterns(store(), theirs, pool, 10), []);
    const strange = {
      title: 'Coffee machine leaks',
      description: 'There is water on the floor of the kitchen.',
    };
    assert.deepEqual(await findSimilarPatterns(store(), ours, strange, 10), []);
  });

  test('who gives titles is heard where every word stands in a member, and not missed where it fails', async () => {
    const titles: unknown[] = [];
    for (const given of ['“Expired certificate of the mail relay.”', 'Fire in the data centre', null]) {
      const tenantId = await tenantWith(many(2, certificateFailure));
      const namePattern = () =>
        given === null ? Promise.reject(new Error('no model')) : Promise.resolve(given);
      await open(thread, { ...patientSettings, namePattern }).extract(tenantId);
      const [pattern] = await runQuery(store(), { tenantId }, selectPatterns(tenantId, {}, null, 2));
      titles.push(pattern?.title);
    }
    const [founded, unfounded, failed] = titles;
    assert.equal(founded, 'Expired certificate of the mail relay');
    assert.match(String(unfounded), /certificate/);
    assert.equal(failed, unfounded);
  });

  test('what follows an extraction hears which patterns it changed; its failure is no failure of the extraction', async () => {
    const tenantId = await tenantWith(many(2, certificateFailure));
    const heard: Uuid[] = [];
    const told: unknown[] = [];
    const desk = open(thread, {
      ...patientSettings,
      onError: (error) => told.push(error),
      async afterExtraction(_, ids) {
        heard.push(...ids);
        throw new Error('no runbook today');
      },
    });
    assert.equal((await desk.extract(tenantId))?.found, 1);
    assert.deepEqual(
      heard,
      (await desk.patterns(tenantId)).map(({ id }) => id),
    );
    assert.equal(told.length, 1);
  });
});
