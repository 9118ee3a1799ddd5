import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { runParley, type Served, serveParley } from '../support/run-parley.ts';
import { type Caller, callerWith } from './support/caller.ts';
import { type FreshPlace, kindsOfPlace } from './support/fresh-place.ts';
import { writeIncidents } from './support/made-incidents.ts';

const QUOTA = 12;
const CAUSE = 'What caused "Fog horn stayed silent"?';

for (const { name, make } of kindsOfPlace())
  describe(`An organisation's history on the ${name}`, () => {
    let place: FreshPlace;
    let folder: string;
    let server: Served;
    let settings: Record<string, string>;
    let harbour: Caller;
    let sessionId: string;

    const parley = async (...args: string[]) => {
      const { exitCode, stdout, stderr } = await runParley(args, settings);
      assert.equal(exitCode, 0, stderr);
      return stdout.trim();
    };
    const keyOf = (tenant: string, ...more: string[]) => parley('key', 'create', '--tenant', tenant, ...more);
    const withKey = (key: string) => callerWith(key, () => server.url);
    /** Commands need the embedded store for themselves. */
    const between = async <T>(work: () => Promise<T>): Promise<T> => {
      assert.equal(await server.stop(), 0);
      const result = await work();
      server = await serveParley(['serve'], settings);
      return result;
    };

    before(async () => {
      place = await make();
      folder = await mkdtemp(join(tmpdir(), 'parley-acceptance-'));
      await writeIncidents(join(folder, 'post-mortems'));
      const rates = { PARLEY_RATE_READ: '1000/60s', PARLEY_RATE_WRITE: '1000/60s' };
      settings = { ...place.settings, ...rates, PARLEY_CHAT_QUOTA: String(QUOTA) };
      for (const tenant of ['harbour', 'island', 'busy']) await parley('tenant', 'create', tenant);
      const report = await parley('import', join(folder, 'post-mortems'), '--tenant', 'harbour');
      assert.match(report, /^skipped README.md: is a readme\n4 files: 3 added, .* 0 rejected, 1 skipped$/);
      harbour = withKey(await keyOf('harbour'));
      server = await serveParley(['serve'], settings);
    });
    after(async () => {
      await server.stop();
      await place.remove();
      await rm(folder, { recursive: true });
    });

    test('a question is answered with the incident that it was answered from', async () => {
      const { status, headers, body } = await harbour.ask(CAUSE);
      assert.equal(status, 200);
      assert.match(String(body.reply), /compressor valve/);
      const [source, ...others] = body.sources as { type: string; id: string; title: string }[];
      assert.deepEqual([source?.type, source?.title, others], ['incident', 'Fog horn stayed silent', []]);
      assert.match(String(source?.id), /^inc_[0-9A-Z]{26}$/);
      assert.match(String(headers.get('X-Request-Id')), /^[\w.-]+$/);
      sessionId = String(body.sessionId);
    });

    test('a follow-up is understood from its session, another session knows nothing of it', async () => {
      assert.match(String((await harbour.ask('How many incidents were there in 2024?')).body.reply), /\b2\b/);
      const followUp = await harbour.ask('How long did it last?', { sessionId });
      assert.match(String(followUp.body.reply), /\b90 minutes\b/);
      assert.equal(followUp.body.sessionId, sessionId);
      const unrelated = await harbour.ask('How long did it last?');
      assert.doesNotMatch(String(unrelated.body.reply), /\b90 minutes\b/);
    });

    test('the conversation can be read again, in its order', async () => {
      const { items } = (await harbour.sessions()).body as { items: { sessionId: string }[] };
      assert.ok(items.some((item) => item.sessionId === sessionId));
      const { messages } = (await harbour.session(sessionId)).body as {
        messages: { role: string; content: string }[];
      };
      assert.deepEqual(
        messages.map(({ role }) => role),
        ['user', 'assistant', 'user', 'assistant'],
      );
      assert.deepEqual([messages[0]?.content, messages[2]?.content], [CAUSE, 'How long did it last?']);
    });

    test('another tenant sees neither the session nor the incidents', async () => {
      const island = await between(async () => withKey(await keyOf('island')));
      for (const answer of [await island.session(sessionId), await island.ask('And why?', { sessionId })])
        assert.deepEqual([answer.status, answer.body.error], [404, 'session_not_found']);
      const { status, headers, body } = await island.ask(CAUSE);
      assert.deepEqual([status, headers.get('Parley-Abstained'), body.sources], [200, 'true', []]);
      assert.doesNotMatch(String(body.reply), /compressor/);
      assert.deepEqual((await harbour.session(sessionId)).status, 200);
    });

    test('what was imported over HTTP is answered from at once', async () => {
      const text =
        '# Radar went blind\n\nOn 3 June 2025.\n\n## Root cause\n\nA gull nested in the antenna.\n';
      const { status, body } = await harbour.importFile('2025/radar.md', text);
      assert.deepEqual([status, body.added], [200, 1]);
      assert.match(String((await harbour.ask('What caused "Radar went blind"?')).body.reply), /gull/);
    });

    test('a viewer may not ask, and a revoked key opens nothing any more', async () => {
      const [viewer, leaver] = await between(async () => [
        withKey(await keyOf('harbour', '--role', 'viewer')),
        withKey(await keyOf('harbour', '--name', 'leaver')),
      ]);
      const refused = await viewer.ask(CAUSE);
      assert.deepEqual([refused.status, refused.body.error], [403, 'forbidden']);
      assert.equal((await leaver.sessions()).status, 200);
      const revoke = async () => {
        const keys = JSON.parse(await parley('key', 'list', '--tenant', 'harbour', '--json'));
        await parley('key', 'revoke', keys.find((key: { name: string }) => key.name === 'leaver').id);
      };
      // Beside PostgreSQL the server goes on running: no cache may outlive the revocation.
      if (place.settings.DATABASE_URL === undefined) await between(revoke);
      else await revoke();
      for (const answer of [await leaver.sessions(), await leaver.ask(CAUSE)])
        assert.deepEqual([answer.status, answer.body.error], [401, 'unauthorized']);
    });

    test('a tenant that has used up its month is told when it may ask again, and others may ask', async () => {
      const busy = await between(async () => withKey(await keyOf('busy')));
      for (let asked = 0; asked < QUOTA; asked++) assert.equal((await busy.ask('Hello')).status, 200);
      const { status, headers, body } = await busy.ask('Hello');
      assert.deepEqual([status, body.error], [429, 'quota_exceeded']);
      assert.ok(Number(headers.get('Retry-After')) > 0);
      assert.equal((await harbour.ask(CAUSE)).status, 200);
    });

    test('a restart keeps keys, incidents and conversations', async () => {
      const before = await harbour.session(sessionId);
      await between(async () => {});
      assert.deepEqual((await harbour.session(sessionId)).body, before.body);
      assert.match(String((await harbour.ask('Why?', { sessionId })).body.reply), /compressor valve/);
    });

    test('an answer that was given outlives kill -9 of the server', async () => {
      const { body } = await harbour.ask('How many incidents were there in 2025?');
      assert.match(String(body.reply), /\b2\b/);
      server.child.kill('SIGKILL');
      await server.stop();
      server = await serveParley(['serve'], settings);
      const { messages } = (await harbour.session(String(body.sessionId))).body as {
        messages: { messageId: string; content: string }[];
      };
      assert.deepEqual([messages.at(-1)?.messageId, messages.at(-1)?.content], [body.messageId, body.reply]);
    });
  });
