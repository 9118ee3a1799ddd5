import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { madeIncidents } from '../../test/support/made-incidents.ts';
import { newPattern } from '../../test/support/new-pattern.ts';
import { runParley } from '../../test/support/run-parley.ts';
import { onEachServer, type Place, places } from '../../test/support/running-parley.ts';
import { createTenant } from '../auth/tenants.ts';
import type { Uuid } from '../core/ids.ts';
import type { Db } from '../db/db.ts';
import { openDb } from '../db/open.ts';
import { refreshInsights } from '../insights/refresh-insights.ts';
import { refreshRunbooks } from '../runbooks/refresh-runbooks.ts';

async function tell(db: Db, tenantId: Uuid): Promise<void> {
  const incidentIds = await madeIncidents(db, tenantId, [
    {
      id: 'A',
      title: 'Down',
      started_at: '2026-06-01T10:00Z',
      duration_minutes: 60,
      resolution: 'Restarted it.',
    },
    { id: 'B', title: 'Down', started_at: '2026-06-03T10:00Z', resolution: 'Rolled back to v1.' },
  ]);
  await newPattern(db, tenantId, { title: 'Down again', incidentIds });
  await refreshRunbooks(db, tenantId, 'all');
  await refreshInsights(db, tenantId, new Date('2026-06-30T12:00:00Z'));
}

for (const { engine, make } of places())
  describe(`Runbooks and insights at the command line (${engine})`, () => atStore(make));

function atStore(make: Place['make']): void {
  let place: Awaited<ReturnType<Place['make']>>;
  const parley = (...args: string[]) => runParley(args, place.environment);
  before(async () => {
    place = await make();
    const { DATABASE_URL: databaseUrl, PARLEY_DATA: dataDir = '' } = place.environment;
    const db = await openDb({ databaseUrl, dataDir });
    await tell(db, await createTenant(db, 'harbour'));
    await createTenant(db, 'empty');
    await db.close();
  });
  after(() => place.remove());

  test('they are told as text, and as JSON as the server answers them', async () => {
    assert.match(
      (await parley('runbooks', '--tenant', 'harbour')).stdout,
      /^Down again \(drafted, rbk_\w{26}\)\n {2}1\. Rolled back to v1\.\n {2}2\. Restarted it\.\n$/,
    );
    assert.match(
      (await parley('insights', '--tenant', 'harbour')).stdout,
      /^\[medium, reliability\] “Down again” comes back soon after it was fixed\n {2}“Down again” began again within 14 days/,
    );
    const [insight] = JSON.parse((await parley('insights', '--tenant', 'harbour', '--json')).stdout);
    assert.deepEqual([insight.kind, insight.incidentCount], ['early_repeat', 2]);
  });

  test('nothing is told as nothing, and without a tenant it is refused', async () => {
    assert.equal((await parley('insights', '--tenant', 'empty')).stdout, 'Nothing stands out.\n');
    assert.equal((await parley('runbooks', '--tenant', 'empty')).stdout, 'There is no runbook yet.\n');
    const refused = await parley('runbooks');
    assert.deepEqual([refused.exitCode, refused.stdout], [2, '']);
    assert.match(refused.stderr, /--tenant/);
  });
}

onEachServer(
  'Runbooks at the command line, through a server',
  (server) => {
    test('every page is asked for', async () => {
      const tenantId = await server().newTenant();
      await tell(server().parley.db, tenantId);
      const environment = { PARLEY_URL: server().url, PARLEY_KEY: await server().newKey(tenantId) };
      const { stdout } = await runParley(['runbooks', '--json'], environment);
      assert.deepEqual(
        JSON.parse(stdout).map(({ title }: { title: string }) => title),
        ['Down again'],
      );
    });
  },
  { PARLEY_BACKGROUND: '0' },
);
