import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { keepCalls, modelCall } from '../../test/support/model-calls.ts';
import { runParley } from '../../test/support/run-parley.ts';
import { onEachServer, type Place, places } from '../../test/support/running-parley.ts';
import { createTenant } from '../auth/tenants.ts';
import { newId } from '../core/ids.ts';
import { openDb } from '../db/open.ts';

const NOVEMBER = ['--from', '2026-11-01', '--to', '2026-11-30'];
const TABLE = `DAY         PROVIDER  MODEL        CALLS  ANSWERED  FAILED  STOPPED  PROMPT  CACHED  COMPLETION  ESTIMATED  PRICE      UNPRICED
2026-11-20  ollama    qwen3        1      0         1       0        100     0       10          0          -          1
2026-11-20  openai    gpt-4o-mini  2      2         0       0        200     40      20          1          0.0000001  0
total                              3      2         1       0        300     40      30          1          0.0000001  1
`;

const calls = () => [
  modelCall({ price: 1e-7, cachedTokens: 40 }),
  modelCall({ price: 0, isEstimated: true }),
  modelCall({ provider: 'ollama', model: 'qwen3', outcome: 'failed', failure: 'timed_out', price: null }),
];

for (const { engine, make } of places())
  describe(`Usage at the command line (${engine})`, () => atStore(make));

function atStore(make: Place['make']): void {
  let place: Awaited<ReturnType<Place['make']>>;
  before(async () => {
    place = await make();
    const { DATABASE_URL: databaseUrl, PARLEY_DATA: dataDir = '' } = place.environment;
    const db = await openDb({ databaseUrl, dataDir });
    const projectId = newId();
    await keepCalls(db, await createTenant(db, 'harbour'), calls(), { dialect: 'project', projectId });
    await db.close();
  });
  after(() => place.remove());

  test('a table has a row for each day and model, and the total', async () => {
    const ran = await runParley(['usage', '--tenant', 'harbour', ...NOVEMBER], place.environment);
    assert.deepEqual([ran.stdout, ran.stderr, ran.exitCode], [TABLE, '', 0]);
  });

  test('as JSON it is what the server answers', async () => {
    const args = ['usage', '--tenant', 'harbour', ...NOVEMBER, '--by', 'dialect', '--json'];
    const { stdout, stderr } = await runParley(args, place.environment);
    const report = JSON.parse(stdout || stderr);
    assert.deepEqual([report.from, report.to, report.by], ['2026-11-01', '2026-11-30', ['dialect']]);
    assert.deepEqual(report.items, [{ dialect: 'project', ...report.totals }]);
    assert.deepEqual([report.totals.calls, report.totals.price], [3, 1e-7]);
  });

  test('what cannot be asked is refused in one sentence', async () => {
    const refused = async (args: string[], sentence: RegExp) => {
      const ran = await runParley(['usage', ...args], place.environment);
      assert.deepEqual([ran.stdout, ran.exitCode], ['', 2]);
      assert.match(ran.stderr, sentence);
    };
    await refused([], /--tenant/);
    await refused(['--tenant', 'harbour', '--by', 'week'], /day, model, dialect, project/);
    await refused(['--tenant', 'harbour', '--from', 'monday'], /^From must be a day such as 2026-01-31\.$/m);
  });
}

onEachServer('Usage through a server', (server) => {
  test('the same table comes through a server, of the tenant of the key', async () => {
    const tenantId = await server().newTenant();
    await keepCalls(server().parley.db, tenantId, calls());
    const settings = { PARLEY_URL: server().url, PARLEY_KEY: await server().newKey(tenantId) };
    const ran = await runParley(['usage', ...NOVEMBER], settings);
    assert.deepEqual([ran.stdout, ran.stderr, ran.exitCode], [TABLE, '', 0]);
  });

  test('its refusal is told in its own words', async () => {
    const PARLEY_KEY = await server().newKey(await server().newTenant(), { role: 'member' });
    const ran = await runParley(['usage'], { PARLEY_URL: server().url, PARLEY_KEY });
    assert.deepEqual([ran.stdout, ran.exitCode], ['', 1]);
    assert.match(ran.stderr, /refused: This needs the role admin/);
  });
});
