import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { runParley, type Served, serveParley } from '../support/run-parley.ts';
import { type FreshPlace, kindsOfPlace } from './support/fresh-place.ts';
import { writeIncidents } from './support/made-incidents.ts';

type Json = Record<string, unknown>;

for (const { name, make } of kindsOfPlace())
  describe(`Five kinds of clients on the ${name}`, () => {
    let place: FreshPlace;
    let folder: string;
    let server: Served;
    let settings: Record<string, string>;
    let key: string;

    const parley = async (...args: string[]) => {
      const { exitCode, stdout, stderr } = await runParley(args, settings);
      assert.equal(exitCode, 0, stderr);
      return stdout.trim();
    };
    async function call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
      const response = await fetch(server.url + path, {
        method,
        headers: {
          Authorization: `Bearer ${key}`,
          ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      const isJson = response.headers.get('content-type')?.includes('json');
      return {
        status: response.status,
        headers: response.headers,
        text,
        body: (isJson ? JSON.parse(text) : {}) as Json,
      };
    }
    const ask = async (parameters: Record<string, string>) => {
      const { body, status } = await call('POST', `/v1/ai/chat?${new URLSearchParams(parameters)}`);
      assert.equal(status, 200, JSON.stringify(body));
      const { attributes } = body.data as {
        attributes: { session_id: string; reply: string; status?: string };
      };
      return { ...attributes, included: body.included as Json[] };
    };

    before(async () => {
      place = await make();
      folder = await mkdtemp(join(tmpdir(), 'parley-acceptance-'));
      await writeIncidents(join(folder, 'post-mortems'));
      settings = { ...place.settings };
      await parley('tenant', 'create', 'harbour');
      await parley('import', join(folder, 'post-mortems'), '--tenant', 'harbour');
      await parley('project', 'create', 'light-house-1', '--tenant', 'harbour');
      await parley('brand', 'create', 'keepers', '--tenant', 'harbour', '--scopes', 'logs');
      const rates = ['--rate-read', '1000/60s', '--rate-write', '1000/60s'];
      key = await parley('key', 'create', '--tenant', 'harbour', ...rates);
      server = await serveParley(['serve'], settings);
    });
    after(async () => {
      await server.stop();
      await place.remove();
      await rm(folder, { recursive: true });
    });

    test('incident chat: a question, a follow-up, its history, and its end', async () => {
      const first = await ask({ message: 'What caused "Fog horn stayed silent"?' });
      assert.match(first.reply, /compressor valve/);
      assert.deepEqual(
        first.included.map(({ type }) => type),
        ['incidents'],
      );
      const { session_id } = first;
      assert.match((await ask({ message: 'How long did it last?', session_id })).reply, /90 minutes/);
      const messages = await call('GET', `/v1/ai/chat/sessions/${session_id}/messages`);
      assert.equal((messages.body.messages as Json[]).length, 4);
      assert.equal((await call('DELETE', `/v1/ai/chat/sessions/${session_id}`)).status, 204);
      assert.equal((await call('GET', `/v1/ai/chat/sessions/${session_id}/messages`)).status, 404);
    });

    test('incident chat: an incident that is created is answered about at once', async () => {
      const attributes = {
        title: 'Bell buoy broke loose',
        summary: 'The chain of the bell buoy parted in the storm.',
        started_at: '2025-12-24T05:00:00Z',
        services: ['buoy'],
      };
      const created = await call('POST', '/v1/incidents', { data: { type: 'incidents', attributes } });
      assert.equal(created.status, 201, created.text);
      const { id } = created.body.data as { id: string };
      const answer = await ask({ message: 'What happened to the bell buoy?' });
      assert.match(answer.reply, /chain of the bell buoy parted/);
      assert.ok(answer.included.some((each) => each.id === id));
      const listed = await call('GET', '/v1/incidents?filter[search]=buoy&include=services');
      assert.deepEqual(
        (listed.body.data as Json[]).map((each) => each.id),
        [id],
      );
    });

    test('incident chat: of an alert, what happened before when it looked like this', async () => {
      const attributes = { source: 'monitor', summary: 'Fog horn compressor pressure is low' };
      const created = await call('POST', '/v1/alerts', { data: { type: 'alerts', attributes } });
      assert.equal(created.status, 201, created.text);
      const { id } = created.body.data as { id: string };
      const seen = await ask({ message: 'Have we seen this before?', alert_id: id });
      assert.match(seen.reply, /Fog horn stayed silent/);
      const next = await ask({ message: 'What should we do now?', session_id: seen.session_id });
      assert.match(next.reply, /Fog horn stayed silent/);
    });

    test('incident chat: a name that could mean several is asked back, and the next message is the choice', async () => {
      for (const service of ['pump-north', 'pump-south']) {
        const attributes = {
          title: `${service} stopped`,
          started_at: '2025-06-01T00:00:00Z',
          services: [service],
        };
        const created = await call('POST', '/v1/incidents', { data: { type: 'incidents', attributes } });
        assert.equal(created.status, 201, created.text);
      }
      const asked = await ask({ message: 'How many incidents did pump have?' });
      assert.equal(asked.status, 'user_input_required', asked.reply);
      assert.match(asked.reply, /pump-north/);
      assert.match(asked.reply, /pump-south/);
      const chosen = await ask({ message: 'pump-north', session_id: asked.session_id });
      assert.equal(chosen.status, undefined);
      assert.match(chosen.reply, /\b1 incident\b.*pump-north/);
    });

    test('project chat: the caller keeps the conversation, and a follow-up is understood from it', async () => {
      const first = { role: 'user', content: 'How many incidents were there in 2024?' };
      const chat = (messages: unknown[]) => call('POST', '/v1/projects/light-house-1/ai/chat', { messages });
      const answer = (await chat([first])).body.message as { content: string };
      assert.match(answer.content, /^2 incidents in 2024/);
      const next = await chat([first, answer, { role: 'user', content: 'and in 2023?' }]);
      assert.match((next.body.message as { content: string }).content, /2023/);
    });

    test('document chat: what no document answers is said so, with every field there', async () => {
      const { status, body } = await call('POST', '/v1/ai/chat', {
        brand_id: 'keepers',
        user_id: 'ada',
        rag_scope: 'logs',
        messages: [{ role: 'user', content: 'Who trims the wick?' }],
      });
      assert.equal(status, 200);
      assert.match(String(body.content), /do not answer/);
      assert.deepEqual([body.rag_context, body.citations, body.finish_reason], [[], [], 'stop']);
    });

    test('assistant chat: quotes what cannot be tested, with where it stands', async () => {
      const { id } = (await call('GET', '/v1/projects/light-house-1')).body as { id: string };
      const { status, body } = await call('POST', `/api/projects/${id}/assistant/chat`, {
        purpose: 'roadmap_requirements',
        messages: [{ role: 'user', content: 'Which requirements cannot be tested?' }],
        context: { source_text: 'The lamp must turn once in 5 seconds.\nThe lamp must be lit quickly.' },
      });
      assert.equal(status, 200);
      assert.match(String(body.message), /The lamp must be lit quickly/);
      assert.match(String(body.message), /2/);
    });

    test('what was answered under an Idempotency-Key is answered so again after a restart', async () => {
      const once = () =>
        call(
          'POST',
          '/v1/memory/chat',
          { message: 'How many incidents were there in 2024?' },
          { 'Idempotency-Key': 'k' },
        );
      const first = await once();
      await server.stop();
      server = await serveParley(['serve'], settings);
      const again = await once();
      assert.equal(again.text, first.text);
      assert.equal(again.headers.get('idempotent-replayed'), 'true');
    });

    test('every address of the API is described to programs and to people', async () => {
      const { body } = await call('GET', '/openapi.json');
      for (const path of [
        '/v1/ai/chat',
        '/v1/memory/chat',
        '/v1/projects/{projectId}/ai/chat',
        '/v1/incidents',
      ])
        assert.ok(path in (body.paths as Json), path);
      assert.match((await call('GET', '/docs')).text, /<html/);
    });
  });
