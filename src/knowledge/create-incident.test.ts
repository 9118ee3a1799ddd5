import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { askAnalyst } from '../../test/analyst/ask-analyst.ts';
import { newTenant } from '../../test/support/new-tenant.ts';
import { onEachEngine } from '../../test/support/on-each-engine.ts';
import { createAnalyst } from '../analyst/analyst.ts';
import type { Context } from '../core/context.ts';
import { ParleyError } from '../core/errors.ts';
import { newId, prefixedId } from '../core/ids.ts';
import { runImport } from '../importers/run-import.ts';
import { alertsOfIncidents } from './alerts-of-incidents.ts';
import { createAlert } from './create-alert.ts';
import { createIncident } from './create-incident.ts';
import { getAlert } from './get-alert.ts';
import { getIncident } from './get-incident.ts';
import { listIncidents } from './list-incidents.ts';
import type { NewIncident } from './new-incident.ts';

const TOLD = {
  title: 'Checkout errors after cache flush',
  summary:
    'A manual flush emptied the price cache; `price-db` could not keep up.\n\n## Then\n\nIt was warmed.',
  kind: 'normal',
  status: 'resolved',
  severity: 'SEV1',
  services: ['checkout', 'price-cache'],
  environments: ['Production'],
  teams: ['Payments'],
  labels: { platform: 'k8s', 'Cloud Region': ['eu-west', 'eu-north'] },
  url: 'https://example.test/incidents/118',
  startedAt: '2025-03-04T09:12:00.000Z',
  detectedAt: '2025-03-04T10:15:00+01:00',
  mitigatedAt: '2025-03-04T09:50:00Z',
  resolvedAt: '2025-03-04 10:02:00',
} as const satisfies NewIncident;

onEachEngine('Creating an incident', (store) => {
  const caller = async (more: Partial<Context> = {}): Promise<Context> => ({
    tenantId: await newTenant(store()),
    actor: 'jwt:ada',
    role: 'member',
    scopes: ['incidents:write', 'incidents:read'],
    credential: 'jwt',
    requestId: 'r',
    ...more,
  });
  const rows = async ({ tenantId }: Context, sql: string): Promise<Record<string, unknown>[]> =>
    (await store().batch({ tenantId }, [{ sql }]))[0] ?? [];

  test('stores what an import of the same record stores', async () => {
    const [made, imported] = [await caller(), await caller()];
    const { id } = await createIncident(store(), made, TOLD);
    const folder = await mkdtemp(join(tmpdir(), 'parley-test-'));
    try {
      const { labels, environments: environment, teams: team, ...rest } = TOLD;
      const record = { id, ...rest, environment, team, labels };
      const path = join(folder, 'incidents.json');
      await writeFile(path, JSON.stringify([record]));
      assert.equal((await runImport(store(), imported.tenantId, [path])).added, 1);
    } finally {
      await rm(folder, { recursive: true });
    }
    for (const sql of [
      `select id, external_id, title, started_at, started_precision, started_until, detected_at, detected_precision,
        mitigated_at, mitigated_precision, resolved_at, resolved_precision, duration_minutes, detect_minutes,
        recover_minutes, source_url from incidents`,
      'select incident_id, summary, root_cause, resolution, timeline, action_items, full_text from incident_texts',
      'select name, value_key, value from incident_labels order by name, value_key',
      'select ordinal, heading, body, identifiers from passages order by ordinal',
      'select version from knowledge_versions',
    ]) {
      const stored = await rows(made, sql);
      assert.ok(stored.length > 0, sql);
      assert.deepEqual(stored, await rows(imported, sql));
    }
  });

  test('gives back what was stored, and it is found from then on', async () => {
    const context = await caller();
    const made = await createIncident(store(), context, TOLD);
    assert.deepEqual(await getIncident(store(), context, made.id), made);
    assert.deepEqual((await listIncidents(store(), context, { filter: { search: 'flush' } })).items, [made]);
    assert.deepEqual(
      [made.durationMinutes, made.detectMinutes, made.recoverMinutes, made.externalId],
      [50, 3, null, made.id],
    );
    assert.deepEqual([made.environments, made.teams, made.kind], [['Production'], ['Payments'], 'normal']);
    assert.deepEqual(made.labels, { platform: ['k8s'], cloud_region: ['eu-north', 'eu-west'] });
    const ask = await askAnalyst(store(), createAnalyst({ db: store() }), context.tenantId);
    const said = await ask('How many SEV1 incidents affected checkout in March 2025?');
    assert.deepEqual(
      said.sources.map(({ id }) => id),
      [made.id],
      said.reply,
    );
  });

  test('leaves unknown what is not told, the start too', async () => {
    const context = await caller();
    const made = await createIncident(store(), context, {
      title: '  Queue\n stuck ',
      summary: ' ',
      services: null,
    });
    const { id, slug, createdAt, updatedAt, ...rest } = made;
    assert.deepEqual(rest.title, 'Queue stuck');
    assert.match(slug, /^queue-stuck-/);
    assert.ok(Math.abs(createdAt.getTime() - Date.now()) < 60_000);
    assert.deepEqual(createdAt, updatedAt);
    const told = Object.entries(rest).filter(([, value]) => value !== null && Object.keys(value).length > 0);
    assert.deepEqual(Object.fromEntries(told), { externalId: id, title: 'Queue stuck' });
    assert.equal((await listIncidents(store(), context, { filter: { search: 'stuck' } })).total, 1);
  });

  test('calls environments and teams what the tenant’s records call them', async () => {
    const context = await caller();
    await createIncident(store(), context, { title: 'One', labels: { environments: 'prod', squad: 'Blue' } });
    await createIncident(store(), context, { title: 'Two', environments: ['Prod', 'stage'], teams: ['Red'] });
    const found = await rows(
      context,
      'select name, value from incident_labels order by name, value_key, value',
    );
    assert.deepEqual(found.map(({ name, value }) => `${name}:${value}`).sort(), [
      'environments:Prod',
      'environments:prod',
      'environments:stage',
      'squad:Blue',
      'squad:Red',
    ]);
  });

  test('keeps a date for what it is', async () => {
    const context = await caller();
    const made = await createIncident(store(), context, {
      title: 'Some day',
      startedAt: '2025-03-04',
      detectedAt: '2025-03-04T08:00:00Z',
      resolvedAt: '2025-03',
      mitigatedAt: '0001-01-01T00:00:00Z',
    });
    assert.deepEqual(
      [made.startedAt?.precision, made.resolvedAt?.precision, made.mitigatedAt, made.durationMinutes],
      ['day', 'month', null, null],
    );
  });

  test('refuses what cannot be, names every field, and stores nothing', async () => {
    const context = await caller();
    const many = (count: number) => Array.from({ length: count }, (_, index) => `v${index}`);
    const cases: readonly (readonly [NewIncident, ...string[]])[] = [
      [{ title: ' ' }, 'title'],
      [{ title: 'x'.repeat(501) }, 'title'],
      [{ title: 5 as unknown as string }, 'title'],
      [{ title: 'T', summary: 'x'.repeat(100_001) }, 'summary'],
      [{ title: 'T', status: 'x'.repeat(201), severity: 'x'.repeat(201) }, 'status', 'severity'],
      [{ title: 'T', services: ['ok', 'x'.repeat(201)] }, 'services.1'],
      [{ title: 'T', teams: many(201) }, 'teams'],
      [{ title: 'T', services: 'a' as unknown as string[] }, 'services'],
      [{ title: 'T', services: many(120), labels: { a: many(81) } }, 'labels'],
      [{ title: 'T', labels: { '!': 'x' } }, 'labels.!'],
      [{ title: 'T', labels: { Status: 'x', services: ['y'] } }, 'labels.Status', 'labels.services'],
      [{ title: 'T', labels: { a: 5 as unknown as string } }, 'labels.a'],
      [{ title: 'T', labels: ['a'] as never }, 'labels'],
      [{ title: 'T', url: 'javascript:alert(1)' }, 'url'],
      [{ title: 'T', startedAt: 'today' }, 'startedAt'],
      [{ title: 'T', startedAt: '2025-13-01' }, 'startedAt'],
      [{ title: 'T', startedAt: '2025-03-04T25:00:00Z' }, 'startedAt'],
      [{ title: 'T', startedAt: '2999-01-01' }, 'startedAt'],
      [{ title: 'T', startedAt: '2025-03-04T09:00:00Z', resolvedAt: '2025-03-04T08:59:59Z' }, 'resolvedAt'],
      [{ title: 'T', startedAt: '2025-03-04T09:00:00Z', detectedAt: '2025-03-03' }, 'detectedAt'],
      [{ title: 'T', mitigatedAt: '2025-03-04T09:00:00Z', resolvedAt: '2025-03-04T08:00:00Z' }, 'resolvedAt'],
      [{ title: 'T', alertIds: ['nonsense'] }, 'alertIds'],
      [{ title: '', url: 'x', startedAt: 'x' }, 'title', 'url', 'startedAt'],
    ];
    for (const [input, ...paths] of cases)
      await assert.rejects(createIncident(store(), context, input), (error) => {
        assert.ok(error instanceof ParleyError, String(error));
        assert.equal(error.code, 'invalid_input');
        assert.deepEqual(
          error.details.issues?.map(({ path }) => path),
          paths,
          error.message,
        );
        return true;
      });
    assert.equal((await listIncidents(store(), context)).total, 0);
  });

  test('takes texts that mean something to a database, and characters that it cannot hold', async () => {
    const context = await caller();
    const text = `'; drop table incidents; -- $1 \\ % " \ud800 \0 💥`;
    const made = await createIncident(store(), context, {
      title: text,
      summary: text,
      services: [text],
      labels: { __proto__: 'x', 'a\0b': text, constructor: text },
    });
    assert.equal(made.summary, `'; drop table incidents; -- $1 \\ % " \ufffd  💥`);
    assert.deepEqual(await getIncident(store(), context, made.id), made);
    assert.equal(
      (await listIncidents(store(), context, { filter: { services: made.services[0] } })).total,
      1,
    );
  });

  test('gives it the alerts, or nothing is done', async () => {
    const [context, other] = [await caller(), await caller()];
    const alert = await createAlert(store(), context, { summary: 'Disk full' });
    const second = await createAlert(store(), context, { summary: 'Disk full again' });
    const theirs = await createAlert(store(), other, { summary: 'Disk full' });
    const alertIds = [alert.id, prefixedId('alr', second.id), alert.id.toUpperCase()];
    const made = await createIncident(store(), context, { title: 'Down', alertIds });
    assert.equal((await getAlert(store(), context, alert.id)).incidentId, made.id);
    assert.equal((await alertsOfIncidents(store(), context, [made.id])).length, 2);
    const refused = (ids: string[], code: string) =>
      assert.rejects(createIncident(store(), context, { title: 'Again', alertIds: ids }), {
        code,
        details: { subject: 'alert' },
      });
    await refused([second.id], 'conflict');
    await refused([newId()], 'not_found');
    await refused([theirs.id], 'not_found');
    assert.equal((await listIncidents(store(), context)).total, 1);
    assert.equal((await getAlert(store(), other, theirs.id)).incidentId, null);
  });

  test('needs the scope to write, and a role that may', async () => {
    const context = await caller();
    const refused = (more: Partial<Context>, subject: string) =>
      assert.rejects(createIncident(store(), { ...context, ...more }, { title: 'Down' }), {
        code: 'forbidden',
        details: { subject },
      });
    await refused({ scopes: ['incidents:read', 'ai.chat:write'] }, 'scope');
    await refused({ role: 'viewer' }, 'role');
    assert.equal((await listIncidents(store(), context)).total, 0);
  });

  test('by many at once loses none', async () => {
    const context = await caller();
    const titles = Array.from({ length: 10 }, (_, index) => `Incident ${index}`);
    await Promise.all(titles.map((title) => createIncident(store(), context, { title })));
    assert.equal((await listIncidents(store(), context)).total, 10);
    assert.deepEqual(await rows(context, 'select version from knowledge_versions'), [{ version: 10 }]);
  });
});
