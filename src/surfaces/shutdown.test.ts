import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { onEachServer } from '../../test/support/running-parley.ts';
import { openDb } from '../db/open.ts';

onEachServer('A server that is told to stop', (server) => {
  test('answers what it was asked, cuts what takes too long but keeps what was said, and takes nothing new', async () => {
    const { url, parley, answerer } = server();
    const tenantId = await server().newTenant();
    const key = await server().newKey(tenantId);
    const ask = (message: string) =>
      fetch(`${url}/v1/memory/chat`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
        body: JSON.stringify({ message }),
      });
    const paused = ask('pause for a moment');
    const endless = ask('wait for ever');
    const cut = assert.rejects(endless);
    while (answerer.asked.length < 2) await sleep(5);
    const closing = parley.close();
    assert.equal((await paused).status, 200);
    const refused = await ask('one more');
    assert.deepEqual([refused.status, refused.headers.get('retry-after')], [503, '5']);
    await cut;
    await closing;
    const { databaseUrl, dataFolder } = parley.config;
    const db = await openDb({ databaseUrl: databaseUrl ?? undefined, dataDir: dataFolder });
    try {
      const sql =
        "select content, interrupted from chat_messages where role = 'assistant' order by created_at";
      assert.deepEqual(await db.transaction({ tenantId }, (tx) => tx.query(sql)), [
        { content: 'pause for a moment', interrupted: false },
        { content: 'wait', interrupted: true },
      ]);
    } finally {
      await db.close();
    }
  });
});
