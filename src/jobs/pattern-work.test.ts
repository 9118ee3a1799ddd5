import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { send } from '../../test/support/json-api-client.ts';
import { onEachServer } from '../../test/support/running-parley.ts';
import { selectPatterns } from '../store/patterns.ts';
import { runQuery } from '../store/query.ts';

onEachServer('patterns in the background', (server) => {
  test('incidents that come in over HTTP are a pattern soon after, without anybody asking', async () => {
    const tenantId = await server().newTenant();
    const key = await server().newKey(tenantId);
    for (const started of ['2026-01-15T09:30:00Z', '2026-02-11T07:00:00Z']) {
      const attributes = {
        ...{
          title: 'Mail relay refuses connections: certificate expired',
          kind: 'backfilled',
          status: 'resolved',
        },
        ...{ summary: 'The TLS certificate of the mail relay had run out; clients refused the handshake.' },
        started_at: started,
      };
      const body = { data: { type: 'incidents', attributes } };
      assert.equal((await send(server(), 'POST', '/v1/incidents', { key, body })).status, 201);
    }
    const { db } = server().parley;
    for (;;) {
      const [pattern] = await runQuery(db, { tenantId }, selectPatterns(tenantId, {}, null, 2));
      if (pattern !== undefined) {
        assert.equal(pattern.occurrences, 2);
        assert.match(pattern.title, /certificate expired/);
        return;
      }
      await setTimeout(50);
    }
  });
});
