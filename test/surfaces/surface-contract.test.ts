import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { setAssistantEnabled } from '../../src/auth/tenants.ts';
import { newId, parseId, type Uuid } from '../../src/core/ids.ts';
import { createBrand } from '../../src/knowledge/create-brand.ts';
import { createProject } from '../../src/knowledge/create-project.ts';
import { echoedSource } from '../support/echo-answerer.ts';
import { callerOf } from '../support/new-caller.ts';
import { onEachServer } from '../support/running-parley.ts';
import { readEvents, readUntil } from './read-stream.ts';
import { type Place, WIRES, type WireRequest } from './wires.ts';

type Json = Record<string, unknown>;

const RATE_HEADERS = [
  'x-ratelimit-limit',
  'x-ratelimit-remaining',
  'x-ratelimit-used',
  'x-ratelimit-reset',
  'ratelimit',
  'ratelimit-policy',
];

onEachServer(
  'Every dialect',
  (server) => {
    for (const wire of WIRES) {
      describe(wire.name, () => {
        let tenantId: Uuid;
        let key: string;
        let place: Place;

        before(async () => {
          tenantId = await server().newTenant();
          key = await server().newKey(tenantId, { role: 'member' });
          place = await newPlace(tenantId);
        });

        async function newPlace(tenant: Uuid): Promise<Place> {
          const { db } = server().parley;
          const context = callerOf(tenant);
          const project = await createProject(db, context, { slug: `shop-${newId().slice(-12)}` });
          const brand = await createBrand(db, context, { key: `brand-${newId().slice(-12)}` });
          return { projectId: project.id, projectSlug: project.slug, brand: brand.key };
        }

        const send = (request: WireRequest, more: RequestInit = {}, bearer = key) =>
          fetch(server().url + request.path, {
            method: 'POST',
            ...(request.body === undefined ? {} : { body: request.body }),
            ...more,
            headers: {
              Authorization: `Bearer ${bearer}`,
              ...request.headers,
              ...(more.headers as Record<string, string>),
            },
          });
        const ask = (question: string, more?: RequestInit, bearer?: string) =>
          send(wire.ask(place, question), more, bearer);
        const askForStream = (question: string, more?: RequestInit, bearer?: string) =>
          send(wire.ask(place, question, true), more, bearer);

        async function refused(response: Response, status: number): Promise<Json> {
          const body = (await response.json()) as Json;
          assert.equal(response.status, status, JSON.stringify(body));
          assert.ok(response.headers.get('content-type')?.startsWith(wire.mediaType));
          wire.checkError(body, status);
          return body;
        }

        const history = async (response: Response, bearer = key) => {
          const session = response.headers.get('parley-session');
          const read = await fetch(`${server().url}/v1/memory/chat/history?sessionId=${session}`, {
            headers: { Authorization: `Bearer ${bearer}` },
          });
          return ((await read.json()) as { messages: Json[] }).messages;
        };
        const used = async (tenant: Uuid) => {
          const sql = 'select coalesce(sum(used), 0)::int as used from chat_quota';
          const rows = await server().parley.db.transaction({ tenantId: tenant }, (tx) =>
            tx.query<{ used: number }>(sql),
          );
          return rows[0]?.used;
        };

        test('answers, and tells what is left of the limit', async () => {
          const response = await ask('What broke? [1]');
          const body = (await response.json()) as Json;
          assert.equal(response.status, 200, JSON.stringify(body));
          assert.ok(response.headers.get('content-type')?.startsWith(wire.mediaType));
          assert.equal(wire.reply(body), 'What broke? [1]');
          for (const name of RATE_HEADERS) assert.ok(response.headers.get(name), name);
        });

        test('streams the same answer, and the last event is what the plain answer would have been', async () => {
          const response = await askForStream('What broke? [1]');
          assert.equal(response.status, 200);
          assert.match(response.headers.get('content-type') ?? '', /^text\/event-stream/);
          assert.equal(response.headers.get('cache-control'), 'no-cache, no-transform');
          assert.equal(response.headers.get('x-accel-buffering'), 'no');
          const events = readEvents(await response.text());
          const texts = events.filter(({ event }) => event === 'text');
          assert.equal(texts.map(({ data }) => data.text).join(''), 'What broke? [1]');
          assert.ok(texts.length > 1);
          const last = events.at(-1);
          assert.equal(last?.event, 'done');
          assert.equal(wire.reply(last?.data ?? {}), 'What broke? [1]');
          const plain = (await (await ask('What broke? [1]')).json()) as Json;
          for (const name of Object.keys(plain)) assert.ok(name in (last?.data ?? {}), name);
        });

        test('cites the same sources in the answer, the stream and the history', async () => {
          const [plain, streamed] = [await ask('Why? [1]'), await askForStream('Why? [1]')];
          const events = readEvents(await streamed.text());
          if (wire.sources) {
            assert.deepEqual(wire.sources((await plain.json()) as Json), [echoedSource.id]);
            assert.deepEqual(wire.sources(events.at(-1)?.data ?? {}), [echoedSource.id]);
          }
          for (const response of [plain, streamed]) {
            const [, reply] = await history(response);
            const sources = reply?.sources as { id: string }[];
            assert.deepEqual(
              sources.map(({ id }) => parseId('inc', id)),
              [echoedSource.id],
            );
          }
        });

        test('refuses without a credential, and with a wrong one', async () => {
          for (const Authorization of ['', 'Bearer x', 'Bearer prl_x', 'Basic eDp4']) {
            const response = await ask('hello', { headers: { Authorization } });
            await refused(response, 401);
            assert.equal(response.headers.get('www-authenticate'), 'Bearer');
            for (const name of RATE_HEADERS) assert.ok(response.headers.get(name), name);
          }
        });

        test('refuses without the scope, without the role, and where the assistant is switched off', async () => {
          const viewer = await server().newKey(tenantId, { role: 'viewer' });
          const reader = await server().newKey(tenantId, { scopes: ['ai.chat:read'] });
          for (const bearer of [viewer, reader]) {
            await refused(await ask('hello', {}, bearer), 403);
            await refused(await askForStream('hello', {}, bearer), 403);
          }
          const writer = await server().newKey(tenantId, { scopes: ['ai.chat:write'] });
          assert.equal((await ask('hello', {}, writer)).status, 200);
          await setAssistantEnabled(server().parley.db, tenantId, false);
          await refused(await ask('hello'), 403);
          await refused(await askForStream('hello'), 403);
          await setAssistantEnabled(server().parley.db, tenantId, true);
          assert.equal((await ask('hello')).status, 200);
        });

        test('what another tenant has is as unknown as what nobody has', async () => {
          const otherTenant = await server().newTenant();
          const otherKey = await server().newKey(otherTenant);
          const other = await newPlace(otherTenant);
          const theirs = await send(WIRES[2]?.ask(other, 'mine') as WireRequest, {}, otherKey);
          const { sessionId } = (await theirs.json()) as { sessionId: string };
          const named = { ...other, sessionId: parseId('sess', sessionId) ?? '' };
          const [nobodys] = wire.unknown(place);
          for (const [request, status] of wire.foreign(place, named)) {
            const body = await refused(await send(request), status);
            assert.deepEqual(body, await refused(await send(nobodys as WireRequest), status));
          }
        });

        test('says what is wrong with a bad request, in its own form', async () => {
          for (const request of wire.invalid(place)) {
            const named = `${request.path.slice(0, 90)} ${request.body?.slice(0, 90)}`;
            const body = await refused(await send(request), wire.invalidStatus).catch((error: Error) => {
              throw new Error(`${named}: ${error.message}`);
            });
            assert.ok(JSON.stringify(body).length < 3000);
          }
        });

        test('refuses what is over the limit, and tells when to come back', async () => {
          const limited = await server().newKey(tenantId, { rateWrite: '2/60s' });
          const answers = await Promise.all(Array.from({ length: 5 }, () => ask('hello', {}, limited)));
          assert.equal(answers.filter(({ status }) => status === 200).length, 2);
          const [over] = answers.filter(({ status }) => status === 429);
          assert.ok(over);
          await refused(over, 429);
          const wait = Number(over.headers.get('retry-after'));
          assert.ok(wait >= 1 && wait <= 60, String(wait));
          assert.equal(over.headers.get('x-ratelimit-limit'), '2, 2;window=60');
          assert.equal(over.headers.get('x-ratelimit-remaining'), '0');
          assert.equal(over.headers.get('x-ratelimit-used'), '2');
          assert.ok(Number(over.headers.get('x-ratelimit-reset')) >= Math.floor(Date.now() / 1000));
        });

        test('a model that cannot be reached is a 503 of its own, before a stream has begun', async () => {
          for (const response of [await ask('unavailable now'), await askForStream('unavailable now')]) {
            assert.equal(response.headers.get('retry-after'), '7');
            await refused(response, 503);
          }
        });

        test('an error is a status before the first words, and an event after them; neither shows what is inside', async () => {
          const id = { headers: { 'X-Request-Id': 'request-42' } };
          for (const response of [
            await ask('break here', id),
            await ask('fail here', id),
            await askForStream('break here', id),
          ]) {
            const text = JSON.stringify(await refused(response, 500));
            assert.match(text, /request-42/);
            assert.doesNotMatch(text, /answerer|\.ts|at /);
          }
          const late = await askForStream('fail here', id);
          assert.equal(late.status, 200);
          const events = readEvents(await late.text());
          const error = events.find(({ event }) => event === 'error');
          wire.checkError(error?.data ?? {}, 500);
          assert.doesNotMatch(JSON.stringify(events), /answerer|\.ts|broke/);
          assert.ok(!events.some(({ event, data }) => event === 'done' && data.status !== 'failed'));
        });

        test('a client that leaves stops the answerer; what was said is kept, marked and counted', async () => {
          const own = await server().newTenant();
          const bearer = await server().newKey(own);
          const there = await newPlace(own);
          const interrupted = async () => {
            const sql = "select content, interrupted from chat_messages where role = 'assistant'";
            return server().parley.db.transaction({ tenantId: own }, (tx) =>
              tx.query<{ content: string; interrupted: boolean }>(sql),
            );
          };
          for (const [count, streamed] of [
            [1, true],
            [2, false],
          ] as const) {
            const leaving = new AbortController();
            const question = `wait for me ${newId()}`;
            const asked = send(wire.ask(there, question, streamed), { signal: leaving.signal }, bearer);
            const said = () => server().answerer.asked.some((each) => each.question === question);
            if (streamed) {
              const reader = (await asked).body?.getReader();
              assert.ok(reader);
              await readUntil(reader, (text) => text.includes('event: text'));
            } else {
              asked.catch(() => {});
              while (!said()) await sleep(5);
            }
            leaving.abort();
            while ((await interrupted()).length < count) await sleep(5);
            assert.ok(server().answerer.asked.find((each) => each.question === question)?.signal?.aborted);
          }
          for (const row of await interrupted())
            assert.deepEqual(row, { content: 'wait', interrupted: true });
          assert.equal(await used(own), 2);
        });

        test('an answered message is charged once, a repeated or failed one not at all', async () => {
          const own = await server().newTenant();
          const bearer = await server().newKey(own);
          const there = await newPlace(own);
          const repeated = { headers: { 'Idempotency-Key': 'once' } };
          await (await send(wire.ask(there, 'one'), repeated, bearer)).text();
          await (await send(wire.ask(there, 'one'), repeated, bearer)).text();
          await (await send(wire.ask(there, 'two', true), {}, bearer)).text();
          await (await send(wire.ask(there, 'fail'), {}, bearer)).text();
          await (await send(wire.ask(there, 'fail late', true), {}, bearer)).text();
          await (await send(wire.ask(there, 'unavailable'), {}, bearer)).text();
          assert.equal(await used(own), 2);
        });

        test('a repeated request gets the first answer byte for byte, plain and streamed', async () => {
          for (const streamed of [false, true]) {
            const repeated = { headers: { 'Idempotency-Key': `again-${streamed}` } };
            const request = wire.ask(place, 'only once', streamed);
            const first = await send(request, repeated);
            const firstBytes = await first.text();
            assert.equal(first.headers.get('idempotent-replayed'), null);
            const asked = server().answerer.asked.length;
            const again = await send(request, repeated);
            assert.equal(await again.text(), firstBytes);
            assert.equal(again.status, first.status);
            assert.equal(again.headers.get('idempotent-replayed'), 'true');
            assert.equal(again.headers.get('content-type'), first.headers.get('content-type'));
            assert.equal(again.headers.get('parley-session'), first.headers.get('parley-session'));
            assert.equal(server().answerer.asked.length, asked);
            await refused(await send(wire.ask(place, 'something else', streamed), repeated), 422);
          }
        });

        test('while the first request runs, its twin is a conflict; one that failed may be repeated', async () => {
          const running = { headers: { 'Idempotency-Key': 'running' } };
          const first = ask('think about it', running);
          const begun = () => server().answerer.asked.at(-1)?.question === 'think about it';
          while (!begun()) await sleep(5);
          await refused(await ask('think about it', running), 409);
          assert.equal((await first).status, 200);
          const failing = { headers: { 'Idempotency-Key': 'failing' } };
          for (let attempt = 0; attempt < 2; attempt++) {
            const failed = await ask('break please', failing);
            assert.deepEqual([failed.status, failed.headers.get('idempotent-replayed')], [500, null]);
          }
          const long = { headers: { 'Idempotency-Key': 'x'.repeat(256) } };
          await refused(await ask('hello', long), wire.invalidStatus);
        });

        test('a broken stream goes on behind its last event, for its own caller only', async () => {
          const response = await askForStream('one two three');
          const events = readEvents(await response.text());
          const lastRead = { headers: { 'Last-Event-ID': events[0]?.id ?? '' } };
          const rest = readEvents(await (await askForStream('one two three', lastRead)).text());
          assert.deepEqual(rest, events.slice(1));
          const otherKey = await server().newKey(tenantId);
          await refused(await askForStream('one two three', lastRead, otherKey), 404);
          await refused(await askForStream('x', { headers: { 'Last-Event-ID': 'nonsense' } }), 404);
        });

        test('another method is a 405, with what is allowed and in its own form', async () => {
          const response = await ask('x', { method: 'PUT' });
          assert.equal(response.headers.get('allow'), 'POST');
          await refused(response, 405);
        });
      });
    }
  },
  { PARLEY_CHAT_QUOTA: '100000' },
);
