import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Uuid } from '../../src/core/ids.ts';
import { addProjectCredits } from '../../src/knowledge/add-project-credits.ts';
import { createProject } from '../../src/knowledge/create-project.ts';
import { saying } from '../support/model-stand-in/scripts/saying.ts';
import { onEachModelled } from '../support/modelled-parley.ts';
import { callerOf } from '../support/new-caller.ts';
import { turnRecords } from './turn-records.ts';

/** Prices such that the stand-in's 1,000 prompt and 100 reply tokens cost 0.002, and so 2 credits. */
const PRICED = {
  PARLEY_MODEL: 'openai/first',
  PARLEY_MODEL_PRICES: 'openai/first=1/0.5/10',
  PARLEY_CREDIT_RATE: '1000',
  PARLEY_MODEL_PROMPT_TOKENS: '2000',
  PARLEY_MODEL_REPLY_TOKENS: '200',
};
/** 2,000 prompt tokens and 200 reply tokens: what a turn reserves. */
const MOST_CREDITS = 4;
const USAGE = { usage: { prompt: 1000, completion: 100 } };

type Json = Record<string, unknown>;

onEachModelled('What an answer costs', PRICED, (server) => {
  async function newProject(credits: number) {
    const { tenantId, key } = await server().newOrganisation();
    const admin = callerOf(tenantId, { role: 'admin' });
    const { slug } = await createProject(server().parley.db, admin, { slug: `shop-${tenantId.slice(-12)}` });
    if (credits > 0) await addProjectCredits(server().parley.db, admin, slug, credits);
    return { tenantId, key, slug };
  }

  const ask = (key: string, slug: string) =>
    fetch(`${server().url}/v1/projects/${slug}/ai/chat`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ messages: [{ role: 'user', content: 'Who owns the checkout?' }] }),
    });

  const balanceOf = async (tenantId: Uuid) => {
    const sql = 'select balance::float8 as balance from project_credits';
    const [[row] = []] = await server().parley.db.batch({ tenantId }, [{ sql, params: [] }]);
    return row?.balance;
  };

  const usage = async (key: string, query = '') => {
    const response = await fetch(`${server().url}/v1/usage${query}`, {
      headers: { authorization: `Bearer ${key}` },
    });
    return (await response.json()) as { items: Json[]; totals: Json };
  };

  test('an answer takes what its tokens cost, and the books say the same', async () => {
    server().first.behave(saying('NO_ANSWER The data does not say.', USAGE));
    const { tenantId, key, slug } = await newProject(10);
    assert.equal((await ask(key, slug)).status, 200);
    assert.equal(await balanceOf(tenantId), 8);
    const { items, totals } = await usage(key, '?by=model,dialect,project');
    assert.deepEqual(
      items.map(({ provider, model, dialect, project, calls, price }) => [
        provider,
        model,
        dialect,
        project,
        calls,
        price,
      ]),
      [['openai', 'first', 'project', slug, 1, 0.002]],
    );
    assert.deepEqual([totals.prompt_tokens, totals.completion_tokens], [1000, 100]);
  });

  test('what cannot be paid is a 402 in the form of the contract, and no model is asked', async () => {
    server().first.behave(saying('Never.', USAGE));
    const { tenantId, key, slug } = await newProject(MOST_CREDITS - 1);
    const before = server().first.requests.length;
    const response = await ask(key, slug);
    const body = (await response.json()) as Json;
    assert.deepEqual([response.status, body.status, body.code], [402, 402, 'insufficient_ai_credits']);
    assert.equal(server().first.requests.length, before);
    assert.equal(await balanceOf(tenantId), MOST_CREDITS - 1);
    assert.deepEqual((await turnRecords(server().parley.db, tenantId)).messages, []);
  });

  test('many at once never spend more than there is', async () => {
    server().first.behave(saying('NO_ANSWER The data does not say.', { ...USAGE, delayMs: 50 }));
    const { tenantId, key, slug } = await newProject(11);
    const statuses = await Promise.all(
      Array.from({ length: 12 }, async () => {
        const response = await ask(key, slug);
        await response.text();
        return response.status;
      }),
    );
    const answered = statuses.filter((status) => status === 200).length;
    assert.deepEqual([...new Set(statuses)].sort(), [200, 402]);
    assert.equal(await balanceOf(tenantId), 11 - 2 * answered);
  });

  test('an outage costs nothing, and stands in the books', async () => {
    server().first.behave(() => ({ kind: 'status', status: 500 }));
    const { tenantId, key, slug } = await newProject(10);
    assert.equal((await ask(key, slug)).status, 503);
    assert.equal(await balanceOf(tenantId), 10);
    const { totals } = await usage(key);
    assert.deepEqual([totals.calls, totals.failed, totals.price], [2, 2, 0]);
  });

  test('the books of one organisation are closed to another', async () => {
    server().first.behave(saying('NO_ANSWER The data does not say.', USAGE));
    const { key, slug } = await newProject(10);
    await (await ask(key, slug)).text();
    const { key: stranger } = await server().newOrganisation();
    assert.equal((await usage(stranger)).totals.calls, 0);
  });
});
