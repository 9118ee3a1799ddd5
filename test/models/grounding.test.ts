import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Uuid } from '../../src/core/ids.ts';
import { inTurn } from '../support/model-stand-in/scripts/in-turn.ts';
import { saying } from '../support/model-stand-in/scripts/saying.ts';
import { type ModelledParley, onEachModelled } from '../support/modelled-parley.ts';
import { readEvents } from '../surfaces/read-stream.ts';

const INCIDENTS = [
  {
    id: 'INC-1',
    title: 'Checkout was slow',
    started_at: '2026-03-02T10:00:00Z',
    duration_minutes: 90,
    services: ['checkout'],
    root_cause: 'The connection pool of checkout held 20 connections, too few for the sale.',
  },
  {
    id: 'INC-2',
    title: 'Mail was late',
    started_at: '2026-04-02T10:00:00Z',
    services: ['mail'],
    root_cause: 'The disk of the mail relay was full.',
  },
];
const QUESTION = 'What caused “Checkout was slow”?';
const SOUND = 'The pool held 20 connections [1].';
const INVENTED = 'The pool held 47 connections [1].';

interface Reply {
  readonly reply: string;
  readonly sources: readonly { readonly title: string }[];
}

async function asking(
  { url }: ModelledParley,
  key: string,
  message = QUESTION,
  more: Record<string, string> = {},
) {
  const response = await fetch(`${url}/v1/memory/chat`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...more },
    body: JSON.stringify({ message }),
  });
  return response;
}

const ask = async (server: ModelledParley, key: string, message?: string): Promise<Reply> =>
  (await (await asking(server, key, message)).json()) as Reply;

async function lastReply({ parley: { db } }: ModelledParley, tenantId: Uuid) {
  const sql = `select answerer, checks, citations, template_id, template_version, abstained from chat_messages
    where role = 'assistant' order by created_at desc limit 1`;
  const [[row] = []] = await db.batch({ tenantId }, [{ sql, params: [] }]);
  return row as { answerer: string; checks: Record<string, unknown>; citations: unknown[] } & Record<
    string,
    unknown
  >;
}

onEachModelled('What a model claims', { PARLEY_MODEL: 'openai/first' }, (server) => {
  test('a figure that stands nowhere is flagged in the stored turn; one of the evidence is not', async () => {
    const { tenantId, key } = await server().newOrganisation(INCIDENTS);
    server().first.behave(saying(SOUND));
    assert.equal((await ask(server(), key)).reply, SOUND);
    assert.deepEqual((await lastReply(server(), tenantId)).checks.unfoundedFigures, []);
    server().first.behave(saying(INVENTED));
    assert.equal((await ask(server(), key)).reply, INVENTED);
    assert.deepEqual((await lastReply(server(), tenantId)).checks.unfoundedFigures, ['47']);
  });

  test('numbers that were not given are taken out and the others closed up, alike in body, stream and history', async () => {
    const { tenantId, key } = await server().newOrganisation(INCIDENTS);
    const said = 'It was slow [77]. The pool held 20 connections [2], [99]. So it was [1][2].';
    server().first.behave(saying(said.match(/.{1,7}/g) ?? [], { betweenMs: 0 }));
    const { reply, sources } = await ask(server(), key);
    assert.doesNotMatch(reply, /77|99/);
    const marks = [...reply.matchAll(/\[(\d+)\]/g)].map(([, number]) => Number(number));
    assert.deepEqual(
      [...new Set(marks)],
      Array.from({ length: sources.length }, (_, place) => place + 1),
    );
    const streamed = await asking(server(), key, QUESTION, { accept: 'text/event-stream' });
    const last = readEvents(await streamed.text()).at(-1)?.data as unknown as Reply & { sessionId: string };
    assert.deepEqual([last.reply, last.sources], [reply, sources]);
    const history = await fetch(`${server().url}/v1/memory/chat/history?sessionId=${last.sessionId}`, {
      headers: { authorization: `Bearer ${key}` },
    });
    const { messages } = (await history.json()) as { messages: (Reply & { content: string })[] };
    assert.deepEqual([messages[1]?.content, messages[1]?.sources], [reply, sources]);
    assert.equal((await lastReply(server(), tenantId)).checks.removedCitations, 2);
  });

  test('a claim without a source says so, and counts as no answer', async () => {
    const { tenantId, key } = await server().newOrganisation(INCIDENTS);
    server().first.behave(saying('It was the network.'));
    const response = await asking(server(), key);
    const { reply, sources } = (await response.json()) as Reply;
    assert.match(reply, /^It was the network\.\n\nNo source in the history supports this/);
    assert.deepEqual([sources, response.headers.get('parley-abstained')], [[], 'true']);
    assert.equal((await lastReply(server(), tenantId)).checks.isUncited, true);
  });

  test('figures come from look-ups, which are shown while they run and kept with the turn', async () => {
    const { tenantId, key } = await server().newOrganisation(INCIDENTS);
    server().first.behave((request, callNumber) =>
      callNumber === 1
        ? { kind: 'tools', calls: [{ name: 'count_incidents', input: { service: 'mail' } }] }
        : {
            kind: 'text',
            text: `There was 1 [${/\[(\d+)\]/.exec(request.toolResults[0]?.text ?? '')?.[1]}].`,
          },
    );
    const streamed = await fetch(
      `${server().url}/v1/ai/chat/stream?${new URLSearchParams({ message: 'How many did mail have?' })}`,
      { method: 'POST', headers: { authorization: `Bearer ${key}` } },
    );
    const events = readEvents(await streamed.text());
    const steps = events
      .filter(({ event }) => event === 'task_update')
      .map(({ data }) => JSON.stringify(data));
    assert.ok(
      steps.some((step) => step.includes('Counted')),
      steps.join(),
    );
    const { checks } = await lastReply(server(), tenantId);
    const [call] = checks.toolCalls as Record<string, unknown>[];
    assert.deepEqual(
      [call?.name, call?.input, call?.outcome],
      ['count_incidents', '{"service":"mail"}', 'done'],
    );
    assert.deepEqual(checks.unfoundedFigures, []);
  });

  test('wrong arguments are told to the model, and a model that only looks things up is stopped', async () => {
    const { tenantId, key } = await server().newOrganisation(INCIDENTS);
    server().first.behave(
      inTurn(
        { kind: 'tools', calls: [{ name: 'count_incidents', input: { service: 'chekout' } }] },
        { kind: 'tools', calls: [{ name: 'no_such_tool', rawInput: '{' }] },
        { kind: 'text', text: SOUND },
      ),
    );
    assert.equal((await ask(server(), key)).reply, SOUND);
    const outcomes = ((await lastReply(server(), tenantId)).checks.toolCalls as { outcome: string }[]).map(
      ({ outcome }) => outcome,
    );
    assert.deepEqual(outcomes, ['refused', 'refused']);
    server().first.behave(() => ({ kind: 'tools', calls: [{ name: 'count_incidents', input: {} }] }));
    const before = server().first.requests.length;
    assert.equal((await asking(server(), key)).status, 503);
    assert.ok(server().first.requests.length - before <= 7);
  });

  test('which template was used is kept, and a template of the organisation is what the model is told', async () => {
    const { tenantId, key } = await server().newOrganisation(INCIDENTS);
    server().first.behave(saying(SOUND));
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
    const body = JSON.stringify({ template_id: 'history', body: 'You are the owl of {{organisation}}.' });
    const made = await fetch(`${server().url}/v1/templates`, { method: 'POST', headers, body });
    assert.equal(made.status, 201);
    await ask(server(), key);
    const { template_id: id, template_version: version } = await lastReply(server(), tenantId);
    assert.deepEqual([id, version], ['history', 1]);
    const { system = '' } = server().first.requests.at(-1)?.asked ?? {};
    assert.match(system, /You are the owl of tenant /);
    assert.ok(system.indexOf('Rules of this server') < system.indexOf('owl'));
  });

  test('people and secrets are hidden from the provider, and are back in the reply', async () => {
    const { tenantId, key } = await server().newOrganisation(INCIDENTS);
    server().first.behave(({ prompt }) => ({
      kind: 'text',
      text: `Ask ${/\{\{email-\d+\}\}/.exec(prompt.split('Question:')[1] ?? '')?.[0]} [1].`,
    }));
    const { reply } = await ask(server(), key, `${QUESTION} I am ada@example.org.`);
    assert.match(reply, /^Ask ada@example\.org/);
    assert.doesNotMatch(JSON.stringify(server().first.requests.at(-1)?.body), /ada@example/);
    assert.equal((await lastReply(server(), tenantId)).checks.redactions, 1);
  });
});

onEachModelled('A strict server', { PARLEY_MODEL: 'openai/first', PARLEY_GROUNDING: 'strict' }, (server) => {
  test('a reply with an invented figure is asked for once more, with the reason', async () => {
    const { tenantId, key } = await server().newOrganisation(INCIDENTS);
    server().first.behave(inTurn({ kind: 'text', text: INVENTED }, { kind: 'text', text: SOUND }));
    assert.equal((await ask(server(), key)).reply, SOUND);
    assert.match(
      server().first.requests.at(-1)?.asked?.prompt ?? '',
      /neither in the data nor in the question: 47/,
    );
    const { answerer, checks } = await lastReply(server(), tenantId);
    assert.deepEqual([answerer, checks.regenerations, checks.isReplaced], ['openai/first', 1, false]);
  });

  test('one that fails again gives way to the built-in answer, and it is said who answered', async () => {
    const { tenantId, key } = await server().newOrganisation(INCIDENTS);
    server().first.behave(saying(INVENTED));
    const { reply, sources } = await ask(server(), key);
    assert.match(reply, /held 20 connections/);
    assert.doesNotMatch(reply, /47/);
    assert.deepEqual(
      sources.map(({ title }) => title),
      ['Checkout was slow'],
    );
    const { answerer, checks } = await lastReply(server(), tenantId);
    assert.deepEqual([answerer, checks.isReplaced], ['builtin', true]);
    assert.deepEqual(checks.unfoundedFigures, ['47']);
  });

  test('nothing of a reply that is not sound is ever streamed', async () => {
    const { key } = await server().newOrganisation(INCIDENTS);
    server().first.behave(saying(INVENTED.split(/(?= )/), { betweenMs: 5 }));
    const streamed = await asking(server(), key, QUESTION, { accept: 'text/event-stream' });
    assert.doesNotMatch(await streamed.text(), /held 47/);
  });
});

onEachModelled(
  'A small prompt',
  { PARLEY_MODEL: 'openai/first', PARLEY_MODEL_PROMPT_TOKENS: '5000' },
  (server) => {
    test('the oldest exchanges are left out, the question and the evidence never, and the stored turn says how many', async () => {
      const { tenantId, key } = await server().newOrganisation(INCIDENTS);
      server().first.behave(saying(SOUND));
      const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
      const askIn = async (message: string, sessionId?: string) => {
        const body = JSON.stringify({ message, ...(sessionId ? { sessionId } : {}) });
        const response = await fetch(`${server().url}/v1/memory/chat`, { method: 'POST', headers, body });
        return ((await response.json()) as { sessionId: string }).sessionId;
      };
      const session = await askIn(`alpha ${'and so on '.repeat(390)}`);
      for (const name of ['second', 'third', 'fourth', 'fifth', 'sixth'])
        await askIn(`${name} ${'and so on '.repeat(390)}`, session);
      await askIn(QUESTION, session);
      const { checks } = await lastReply(server(), tenantId);
      const { prompt = '' } = server().first.requests.at(-1)?.asked ?? {};
      const dropped = Number(checks.droppedTurns);
      assert.ok(dropped > 0 && dropped < 6, String(dropped));
      assert.deepEqual([/alpha and/.test(prompt), /sixth and/.test(prompt)], [false, true]);
      assert.match(prompt, /held 20 connections/);
      assert.ok(prompt.trimEnd().endsWith(`Question: ${QUESTION}`));
    });
  },
);
