import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import { newTenant } from '../../test/support/new-tenant.ts';
import { onEachEngine } from '../../test/support/on-each-engine.ts';
import { newId, type Uuid } from '../core/ids.ts';
import { countIncidents } from './incident-queries.ts';
import { findNamed, knownWords, rankIncidents } from './incident-search.ts';
import { everyIncident } from './incident-selection.ts';
import { runQuery } from './query.ts';

onEachEngine('search over incidents', (store) => {
  let ours: Uuid;
  let theirs: Uuid;
  let ourIncident: Uuid;

  async function addIncident(
    tenantId: Uuid,
    title: string,
    body: string,
    identifiers: string[],
  ): Promise<Uuid> {
    const id = newId();
    await store().transaction({ tenantId }, async (tx) => {
      const params = [tenantId, id, title];
      await tx.query(
        `insert into incidents (tenant_id, id, external_id, title, content_hash) values ($1, $2, $3, $3, '\\x00')`,
        params,
      );
      await tx.query(
        `insert into passages (tenant_id, incident_id, ordinal, body, identifiers) values ($1, $2, 0, $3, $4)`,
        [tenantId, id, `${title}\n${body}`, identifiers],
      );
    });
    return id;
  }

  before(async () => {
    ours = await newTenant(store());
    theirs = await newTenant(store());
    ourIncident = await addIncident(ours, 'Brokers lost', 'The metrics of the brokers went missing.', [
      'err_lag',
    ]);
    await addIncident(theirs, 'Secret merger outage', 'Their metrics went missing too.', [
      'err_lag',
      'err_secret',
    ]);
  });

  it('ranks, finds by identifier and knows words of the own tenant only', async () => {
    const scope = { tenantId: ours };
    const ranked = await runQuery(store(), scope, rankIncidents(ours, 'metrics missing', everyIncident, 10));
    assert.deepEqual(
      ranked.map((each) => each.id),
      [ourIncident],
    );
    assert.deepEqual(await runQuery(store(), scope, findNamed(ours, ['err_lag', 'err_secret'], 10)), [
      ourIncident,
    ]);
    assert.deepEqual(await runQuery(store(), scope, knownWords(ours, ['metrics', 'merger', 'err_secret'])), [
      'metrics',
    ]);
  });

  it('counts a phrase as stems, in this order and of the own tenant only', async () => {
    const count = (phrase: string) => {
      const mentions = [{ phrases: [phrase], within: 'anywhere' as const }];
      return runQuery(store(), { tenantId: ours }, countIncidents(ours, { ...everyIncident, mentions }));
    };
    assert.equal(await count('metric'), 1);
    assert.equal(await count('going missing'), 0);
    assert.equal(await count('went missing'), 1);
    assert.equal(await count('merger'), 0);
  });

  it('sees nothing of a tenant that a query names while another one is entered, or none', async () => {
    const asked = rankIncidents(theirs, 'merger', everyIncident, 10);
    assert.deepEqual(await runQuery(store(), { tenantId: ours }, asked), []);
    await store().transaction('system', async (tx) => {
      await tx.query(`select set_config('role', 'parley_tenant', true), set_config('app.tenant', '', true)`);
      const rows = await tx.query(`select * from passages_matching(plainto_tsquery('english', 'metrics'))`);
      assert.deepEqual(rows, []);
      assert.deepEqual(await tx.query(`select * from passages_naming(array['err_lag'])`), []);
    });
  });
});
