import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { prefixedId } from '../../src/core/ids.ts';
import { newRecurringHistory, type RecurringHistory } from '../analyst/recurring-history.ts';
import { onEachServer } from '../support/running-parley.ts';

type Json = Record<string, unknown>;

onEachServer(
  'answers from patterns in the dialects that rest on the history',
  (server) => {
    let history: RecurringHistory;
    let key: string;

    async function post(path: string, body: Json | null): Promise<Json> {
      const response = await fetch(server().url + path, {
        method: 'POST',
        headers: { Authorization: `Bearer ${key}`, ...(body ? { 'Content-Type': 'application/json' } : {}) },
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
      const text = await response.text();
      assert.ok(response.ok, text);
      return JSON.parse(text) as Json;
    }

    before(async () => {
      history = await newRecurringHistory(server().parley.db);
      key = await server().newKey(history.tenantId);
    });

    test('memory chat: patterns, runbooks and incidents are sources under their own ids, each once', async () => {
      const incidentId = prefixedId('inc', await history.incident('INC-40'));
      const { reply, sources, sessionId } = await post('/v1/memory/chat', {
        message: 'What should I do now?',
        incidentId,
      });
      assert.match(String(reply), /pattern “Gateway certificate expired” \(stable, confidence 82 %\)/);
      const ids = (sources as Json[]).map(({ id }) => String(id));
      assert.deepEqual(sources && (sources as Json[])[0], {
        type: 'pattern',
        id: prefixedId('ptn', history.patterns.gateway),
        title: 'Gateway certificate expired',
      });
      assert.equal(ids.filter((id) => id.startsWith('rbk_')).length, 2);
      assert.equal(ids.filter((id) => id.startsWith('inc_')).length, 6);
      assert.equal(new Set(ids).size, ids.length);
      const next = await post('/v1/memory/chat', { message: 'when was the last one?', sessionId });
      assert.match(String(next.reply), /2026-11-02 08:00 UTC/);
    });

    test('incident chat and project chat answer from them as well', async () => {
      const question = 'Have we seen expired gateway certificates before?';
      const incidents = await post(`/v1/ai/chat?message=${encodeURIComponent(question)}`, null);
      assert.equal(((incidents.included as Json[])[0] as Json).type, 'patterns');
      const { slug } = await post('/v1/projects', { name: 'A shop' });
      const { message, sources } = await post(`/v1/projects/${slug}/ai/chat`, {
        messages: [{ role: 'user', content: question }],
      });
      assert.match(String((message as Json).content), /^Yes, there is the pattern “Gateway/);
      assert.equal((sources as Json[])[0]?.type, 'pattern');
    });
  },
  {},
  { answers: 'itself' },
);
