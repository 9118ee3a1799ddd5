import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { newPattern } from '../../test/support/new-pattern.ts';
import { newTenant } from '../../test/support/new-tenant.ts';
import { onEachEngine } from '../../test/support/on-each-engine.ts';
import type { Uuid } from '../core/ids.ts';
import { runImport } from '../importers/run-import.ts';
import { getIncidents } from '../store/incident-queries.ts';
import { runQuery } from '../store/query.ts';
import { type StoredRunbook, selectRunbooks } from '../store/runbook-pages.ts';
import { refreshRunbooks } from './refresh-runbooks.ts';

const folder = fileURLToPath(new URL('../../../shared/data/incidents/dfds', import.meta.url));
const skip = existsSync(folder) ? false : `${folder} is not there`;

/** Families of the same failure, as a person sorts them. */
const FAMILIES: Readonly<Record<string, RegExp>> = {
  'answers are 503': /^(?:PM2020-005|PM2021-00[567])/,
  'KIAM is down': /^PM2020-00[29]/,
  'Flux removes the log shipper': /^PM2021-00[23]/,
  'nodes are not ready': /^(?:PM2020-007|PM2022-00[13]|PM2024-001|PM2025-001)/,
};

const words = (text: string): string => text.replace(/\s+/g, ' ').trim();

onEachEngine('Runbooks of real incidents', (store) => {
  test('every step is a quote of each incident that it names, and of a member', { skip }, async () => {
    const db = store();
    const tenantId = await newTenant(db);
    await runImport(db, tenantId, [folder], {});
    const [rows = []] = await db.batch({ tenantId }, [{ sql: 'select id, external_id from incidents' }]);
    const members = new Map<Uuid, Uuid[]>();
    for (const [title, names] of Object.entries(FAMILIES)) {
      const incidentIds = rows
        .filter((row) => names.test(String(row.external_id)))
        .map(({ id }) => String(id));
      members.set(await newPattern(db, tenantId, { title, incidentIds }), incidentIds);
    }
    const { drafted } = await refreshRunbooks(db, tenantId, 'all');
    assert.equal(drafted, members.size);
    const runbooks = await runQuery(
      db,
      { tenantId },
      selectRunbooks(tenantId, { service: null, words: [] }, null, 9),
    );
    const all = await runQuery(db, { tenantId }, getIncidents(tenantId, [...members.values()].flat()));
    for (const { title, steps } of runbooks)
      for (const { text, sources } of steps) {
        assert.equal(sources[0]?.quote, text);
        for (const { incidentId, quote } of sources) {
          const incident = all.find(({ id }) => id === incidentId);
          const told = [incident?.resolution ?? '', ...(incident?.timeline ?? []).map((entry) => entry.text)];
          assert.ok(words(told.join('\n')).includes(words(quote)), `${title}: ${quote}`);
        }
      }
    checkAnswers503(runbooks);
  });
});

/** What three post-mortems tell in three wordings is one step. */
function checkAnswers503(runbooks: readonly StoredRunbook[]): void {
  const steps = runbooks.find(({ title }) => title === 'answers are 503')?.steps ?? [];
  const reattached = steps.filter(({ text }) => /reattached/.test(text));
  assert.deepEqual(
    reattached.map(({ phase, sources }) => [phase, sources.length]),
    [['mitigate', 3]],
  );
  assert.ok(steps.every(({ text }) => !/alert|reported|investigation|replaced by the pipeline/i.test(text)));
}
