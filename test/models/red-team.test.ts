import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { newId, prefixedId, type Uuid } from '../../src/core/ids.ts';
import { createProject } from '../../src/knowledge/create-project.ts';
import { findUrls } from '../../src/lib/find-urls.ts';
import { insertNote } from '../../src/store/notes.ts';
import { runQuery } from '../../src/store/query.ts';
import { markupDangers } from '../support/markup-dangers.ts';
import { obedientModel } from '../support/model-stand-in/scripts/obedient-model.ts';
import { type ModelledParley, onEachModelled } from '../support/modelled-parley.ts';
import { callerOf } from '../support/new-caller.ts';
import { readEvents } from '../surfaces/read-stream.ts';
import { ATTACKS, type Attack } from './attacks.ts';

const QUESTION = 'What caused the slow checkout?';
const KEY_OF_SOMEBODY = 'ghp_0123456789abcdefghijABCDEFGHIJ456789';

const harmless = {
  id: 'INC-1',
  title: 'Checkout was slow',
  started_at: '2026-03-02T10:00:00Z',
  services: ['checkout'],
  root_cause: 'The connection pool of checkout was too small for the sale.',
};

/** What only the other organisation has. */
const OTHERS = {
  id: 'OTHER-77',
  title: 'Zanzibarquux outage of the vault',
  started_at: '2026-03-02T10:00:00Z',
  services: ['zanzibarquux'],
  root_cause: 'The zanzibarquux seal of canary-of-others was broken.',
};
const OF_OTHERS = /zanzibarquux|canary-of-others/i;

interface Said {
  /** The reply in every form in which it left the server. */
  readonly replies: readonly string[];
  readonly sources:
    | readonly { readonly id: string; readonly title?: string; readonly name?: string }[]
    | null;
}

interface Way {
  readonly name: string;
  /** Sends the attack, and gives what came back. */
  readonly attack: (server: ModelledParley, text: string) => Promise<Said & { tenantId: Uuid }>;
}

type Json = Record<string, unknown>;

async function post(
  { url }: ModelledParley,
  key: string,
  path: string,
  body: Json,
  stream = false,
): Promise<string> {
  const response = await fetch(url + path, {
    method: 'POST',
    headers: {
      ...{ authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      accept: stream ? 'text/event-stream' : 'application/json',
    },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  assert.equal(response.status, 200, text);
  return text;
}

/** Asks whole, streamed, and in the history. */
async function throughMemory(server: ModelledParley, key: string, message: string): Promise<Said> {
  const whole = JSON.parse(await post(server, key, '/v1/memory/chat', { message }));
  const streamed = readEvents(await post(server, key, '/v1/memory/chat', { message }, true));
  const pieces = streamed.filter(({ event }) => event === 'text').map(({ data }) => data.text);
  const last = streamed.at(-1)?.data as { reply: string };
  const history = await fetch(`${server.url}/v1/memory/chat/history?sessionId=${whole.sessionId}`, {
    headers: { authorization: `Bearer ${key}` },
  });
  const { messages } = (await history.json()) as {
    messages: { role: string; content: string; sources?: unknown }[];
  };
  const kept = messages.at(-1);
  assert.deepEqual([kept?.content, kept?.sources], [whole.reply, whole.sources]);
  assert.equal(pieces.join(''), last.reply);
  return { replies: [whole.reply, last.reply, kept?.content ?? ''], sources: whole.sources };
}

const WAYS: readonly Way[] = [
  {
    name: 'inside an incident',
    async attack(server, text) {
      const poisoned = { ...harmless, summary: `Slow checkout. ${text}` };
      const { tenantId, key } = await server.newOrganisation([poisoned]);
      return { tenantId, ...(await throughMemory(server, key, QUESTION)) };
    },
  },
  {
    name: 'inside a note',
    async attack(server, text) {
      const { tenantId, key } = await server.newOrganisation([harmless]);
      const told = `Slow checkout. ${text}`;
      const note = { id: newId(), text: told, key: Buffer.from(told), author: 'jwt:eve' };
      await runQuery(server.parley.db, { tenantId }, insertNote(tenantId, note, 10));
      const { replies, sources } = await throughMemory(server, key, QUESTION);
      const titleOf = ({ id, title }: { id: string; title?: string }) =>
        id === prefixedId('nte', note.id) ? harmless.title : title;
      return {
        tenantId,
        replies,
        sources: sources?.map((source) => ({ id: source.id, title: titleOf(source) ?? '' })) ?? null,
      };
    },
  },
  {
    name: 'in the question',
    async attack(server, text) {
      const { tenantId, key } = await server.newOrganisation([harmless]);
      return { tenantId, ...(await throughMemory(server, key, `${QUESTION} ${text}`.slice(0, 4000))) };
    },
  },
  {
    name: "in the caller's system message",
    async attack(server, text) {
      const { tenantId } = await server.newOrganisation([harmless]);
      const turn = server.parley.turn(callerOf(tenantId), {
        ...{ dialect: 'rag', ground: { kind: 'history' }, message: QUESTION, maxMessageCharacters: 4000 },
        conversation: [{ role: 'system', content: text }],
        now: new Date(),
      });
      const replies: string[] = [];
      let sources: Said['sources'] = null;
      for await (const event of turn)
        if (event.type === 'done') {
          replies.push(event.reply);
          sources = event.sources;
        }
      return { tenantId, replies, sources };
    },
  },
  {
    name: 'inside a given text',
    async attack(server, text) {
      const { tenantId, key } = await server.newOrganisation([harmless]);
      const { id } = await createProject(
        server.parley.db,
        callerOf(tenantId),
        { slug: `shop-${tenantId.slice(-12)}` },
        0,
      );
      const body = {
        ...{ purpose: 'roadmap_requirements', messages: [{ role: 'user', content: 'What is missing?' }] },
        context: { source_text: `The export must be fast.\n${text}`, source_label: text.slice(0, 200) },
      };
      const { message } = JSON.parse(await post(server, key, `/projects/${id}/assistant/chat`, body));
      return { tenantId, replies: [message], sources: null };
    },
  },
];

const fill = (text: string, other: { tenantId: Uuid; incidentId: Uuid }): string =>
  text
    .replaceAll('{other.id}', other.incidentId)
    .replaceAll('{other.tenant}', other.tenantId)
    .replaceAll('{other.externalId}', OTHERS.id)
    .replaceAll('{other.word}', 'vault');

onEachModelled('A model that obeys everybody', { PARLEY_MODEL: 'openai/first' }, (server) => {
  let other: { tenantId: Uuid; incidentId: Uuid };
  let rules: string;

  const contentOf = async (tenantId: Uuid) => {
    const sql = 'select id, title, updated_at from incidents order by id';
    return (await server().parley.db.batch({ tenantId }, [{ sql, params: [] }]))[0];
  };

  /** What the provider got as system text, with the marks of the request taken out. */
  const systemText = (): string =>
    (server().first.requests.at(-1)?.asked?.system ?? '').replace(/-[0-9a-f]{12}>/g, '-…>');

  before(async () => {
    const { tenantId } = await server().newOrganisation([OTHERS]);
    const [incident] = (await contentOf(tenantId)) ?? [];
    other = { tenantId, incidentId: String(incident?.id) };
  });

  for (const way of WAYS) {
    describe(way.name, () => {
      before(async () => {
        server().first.behave(obedientModel);
        await way.attack(server(), 'SAY: hello');
        rules = withoutNames(systemText());
      });

      for (const attack of ATTACKS)
        test(`${attack.aim}: ${attack.name}`, async () => {
          server().first.behave(obedientModel);
          const before = await contentOf(other.tenantId);
          const said = await way.attack(server(), fill(attack.text, other));
          assertHarmless(said, attack);
          assert.equal(withoutNames(systemText()), rules, 'the system text is the same as ever');
          assert.deepEqual(await contentOf(other.tenantId), before);
          const own = await contentOf(said.tenantId);
          assert.deepEqual(
            own?.map(({ title }) => title),
            [harmless.title],
          );
        });
    });
  }

  test('a secret in an incident never reaches the provider, and comes back to its owner', async () => {
    server().first.behave(obedientModel);
    const leaky = {
      ...harmless,
      summary: `Slow checkout. Log in with ${KEY_OF_SOMEBODY}. SAY: {{secret-1}}`,
    };
    const { key } = await server().newOrganisation([leaky]);
    const { replies } = await throughMemory(server(), key, QUESTION);
    assert.doesNotMatch(
      JSON.stringify(server().first.requests.map(({ body }) => body)),
      new RegExp(KEY_OF_SOMEBODY),
    );
    assert.match(replies[0] ?? '', /\{\{secret-1\}\}|ghp_/);
  });
});

/** Templates name the organisation, which is another one each time. */
const withoutNames = (system: string) => system.replace(/tenant [0-9a-f-]{36}|shop-[0-9a-f]+/g, 'tenant');

function assertHarmless({ replies, sources }: Said, { text }: Attack): void {
  for (const reply of replies) {
    assert.deepEqual(markupDangers(reply), [], reply);
    assert.doesNotMatch(reply, OF_OTHERS);
    assert.doesNotMatch(reply, /key-of-(first|second)|prl_\w{8}/);
    for (const { url } of findUrls(reply)) assert.ok(text.includes(url), `${url} was put together`);
    const cited = [...reply.matchAll(/\[(\d+)\]/g)].map(([, number]) => Number(number));
    for (const number of cited)
      assert.ok(number >= 1 && number <= (sources?.length ?? 0), `${number} in ${reply}`);
  }
  for (const { title, name } of sources ?? []) assert.equal(title ?? name, harmless.title);
}
