import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { newStoreFolder } from '../../test/support/embedded-store.ts';
import { type Ran, runParley, type Served, serveParley } from '../../test/support/run-parley.ts';

/** Exit code as expected, nothing on stdout, and one sentence on stderr. */
function assertRefused(ran: Ran, exitCode: number, sentence: RegExp) {
  assert.deepEqual([ran.exitCode, ran.stdout], [exitCode, ''], ran.stderr);
  assert.match(ran.stderr, sentence);
  assert.match(ran.stderr, /^[A-Z"/].*\.\n$/s, 'a sentence');
  assert.equal(ran.stderr.trimEnd().split('\n').length, 1, ran.stderr);
  assert.doesNotMatch(ran.stderr, /\bat .*:\d+|Error:/);
}

const POST_MORTEM = `---
id: INC-7
title: Checkout refused cards
services: [checkout]
severity: high
started_at: 2026-03-04T10:00:00Z
resolved_at: 2026-03-04T11:30:00Z
---

# Checkout refused cards

## Root cause

The certificate of the card gateway had expired.

## Resolution

The certificate was renewed.
`;

describe('The command line', () => {
  let store: Awaited<ReturnType<typeof newStoreFolder>>;
  let folder: string;
  let settings: Record<string, string>;
  const parley = (...args: string[]) => runParley(args, settings);

  before(async () => {
    store = await newStoreFolder();
    folder = await mkdtemp(join(tmpdir(), 'parley-cli-'));
    settings = { PARLEY_DATA: store.dataDir };
    await writeFile(join(folder, 'cards.md'), POST_MORTEM);
    const questions = [
      {
        id: 'cause',
        question: 'What caused "Checkout refused cards"?',
        goldIds: ['INC-7'],
        mustMention: [['certificate']],
      },
      { id: 'none', question: 'What happened with the Zanzibar warehouse?', abstain: true },
    ];
    await writeFile(
      join(folder, 'questions.jsonl'),
      questions.map((question) => JSON.stringify(question)).join('\n'),
    );
  });
  after(async () => {
    await store.remove();
    await rm(folder, { recursive: true });
  });

  test('a tenant, a key, an import, a question and an evaluation, one command each', async () => {
    const created = await parley('tenant', 'create', 'harbour');
    assert.match(created.stdout, /^[0-9a-f-]{36}\n$/);
    const key = await parley(
      'key',
      'create',
      '--tenant',
      'harbour',
      '--role',
      'viewer',
      '--name',
      'wall',
      '--expires',
      '90d',
    );
    assert.match(key.stdout, /^prl_[0-9A-Za-z]{10}_[0-9A-Za-z]{49}\n$/);
    assert.deepEqual([key.exitCode, key.stderr], [0, '']);

    const imported = await parley('import', join(folder, 'cards.md'), '--tenant', 'harbour', '--json');
    assert.equal(imported.exitCode, 0, imported.stderr);
    assert.equal(JSON.parse(imported.stdout).added, 1);
    const again = await parley('import', join(folder, 'cards.md'), '--tenant', 'harbour');
    assert.match(again.stdout, /1 unchanged/);

    const asked = await parley(
      'ask',
      'What caused "Checkout refused cards"?',
      '--tenant',
      created.stdout.trim(),
      '--json',
    );
    const reply = JSON.parse(asked.stdout);
    assert.match(reply.reply, /certificate/);
    assert.deepEqual(
      reply.sources.map((source: { externalId: string }) => source.externalId),
      ['INC-7'],
    );
    const inWords = await parley(
      'ask',
      'What was the root cause?',
      '--incident',
      'INC-7',
      '--tenant',
      'harbour',
    );
    assert.match(
      inWords.stdout,
      /certificate[\s\S]*\nSources:\n {2}incident INC-7: Checkout refused cards\n$/,
    );

    const evaluated = await parley('eval', join(folder, 'questions.jsonl'), '--tenant', 'harbour', '--json');
    const { questions, totals } = JSON.parse(evaluated.stdout);
    assert.deepEqual([totals.correct, totals.judged, totals.wrong], [2, 2, 0]);
    assert.deepEqual(Object.keys(questions[0]), [
      'id',
      'reply',
      'abstained',
      'sources',
      'retrieved',
      'correct',
      'ms',
    ]);
    assert.equal(questions[0].retrieved[0].externalId, 'INC-7');
  });

  test('keys are listed without their secrets, and end when revoked', async () => {
    await parley('tenant', 'create', 'keys');
    const key = (await parley('key', 'create', '--tenant', 'keys', '--scopes', 'ai.chat:read')).stdout.trim();
    const [listed] = JSON.parse((await parley('key', 'list', '--tenant', 'keys', '--json')).stdout);
    assert.deepEqual(
      [listed.tenant, listed.role, listed.scopes, listed.state],
      ['keys', 'member', ['ai.chat:read'], 'active'],
    );
    assert.equal((await parley('key', 'revoke', listed.id)).exitCode, 0);
    const table = await parley('key', 'list');
    assert.match(table.stdout, new RegExp(`${listed.id}.*revoked`));
    assert.ok(!table.stdout.includes(key.split('_')[2] ?? key));
  });

  test('wrong usage exits with 2 and says in one sentence what was wrong', async () => {
    await parley('tenant', 'create', 'usage');
    const refusals: readonly (readonly [args: readonly string[], sentence: RegExp])[] = [
      [['fly'], /unknown command/i],
      [['tenant', 'create'], /missing required argument/i],
      [['key', 'create'], /--tenant/],
      [['key', 'create', '--tenant', 'usage', '--role', 'king'], /admin, member, viewer/],
      [['key', 'create', '--tenant', 'usage', '--scopes', 'a,b'], /ai.chat:read/],
      [['key', 'create', '--tenant', 'usage', '--rate-read', 'fast'], /100\/60s/],
      [['key', 'create', '--tenant', 'usage', '--expires', '0d'], /90d/],
      [['ask', 'What?'], /--tenant/],
      [['import', folder], /--tenant/],
      [
        ['import', folder, '--tenant', 'usage', '--as', 'books'],
        /incidents, documents or runbooks, not "books"/,
      ],
      [
        ['import', folder, '--tenant', 'usage', '--as', 'incidents', '--scope', 'ops'],
        /^Only documents and runbooks/,
      ],
      [['ask', 'What?', '--tenant', 'usage', '--scope', 'ops'], /--brand/],
      [['doctor', '--x'], /unknown option/i],
    ];
    const ran = await Promise.all(refusals.map(([args]) => parley(...args)));
    for (const [index, [, sentence]] of refusals.entries()) assertRefused(ran[index] as Ran, 2, sentence);
    // These look into the store before they know.
    assertRefused(await parley('tenant', 'create', '{"name":1}'), 2, /A tenant's name has/);
    assertRefused(await parley('key', 'revoke', 'nonsense'), 2, /key_/);
    assertRefused(await parley('ask', ' ', '--tenant', 'usage'), 2, /must not be empty/);
    const wrong = { ...settings, PORT: 'x', LOG_LEVEL: 'loud' };
    assertRefused(await runParley(['key', 'list'], wrong), 2, /PORT.*LOG_LEVEL/);
  });

  test('what cannot be done exits with 1', async () => {
    assertRefused(await parley('key', 'create', '--tenant', 'nobody'), 1, /There is no tenant "nobody"/);
    assertRefused(await parley('key', 'revoke', 'key_00000000000000000000000000'), 1, /no key with that id/);
    assertRefused(await parley('eval', '/nowhere.jsonl', '--tenant', 'harbour'), 1, /cannot be read/);
    await parley('tenant', 'create', 'twice');
    assertRefused(await parley('tenant', 'create', 'twice'), 1, /already/);
    const unreachable = { DATABASE_URL: 'postgres://ada:hunter2@127.0.0.1:9/none' };
    const refused = await runParley(['key', 'list'], unreachable);
    assertRefused(refused, 1, /database/i);
    assert.doesNotMatch(refused.stderr, /hunter2/);
  });

  test('help and version are on stdout and exit with 0', async () => {
    const help = await parley('--help');
    assert.equal(help.exitCode, 0);
    for (const command of ['start', 'serve', 'tenant', 'key', 'import', 'ask', 'eval', 'doctor'])
      assert.match(help.stdout, new RegExp(`^  ${command}`, 'm'));
    assert.match((await parley('--version')).stdout, /^\d+\.\d+\.\d+\n$/);
  });

  test('doctor gives a line per check', async () => {
    const well = await parley('doctor');
    assert.equal(well.exitCode, 0, well.stdout);
    assert.match(well.stdout, /^ok {6}store: embedded/m);
    assert.match(well.stdout, /^ok {6}reading documents: a markdown file, passages: 1$/m);
    assert.match(well.stdout, /^ok {6}embedding model: none in \S+, search goes by words alone$/m);
    assert.doesNotMatch(well.stdout, /reranker/);
    const ill = await runParley(['doctor'], { ...settings, PORT: 'x' });
    assert.equal(ill.exitCode, 1);
    assert.match(ill.stdout, /^FAILED {2}configuration: .*PORT/m);
    const lacking = await runParley(['doctor'], {
      ...{ ...settings, PARLEY_EMBEDDINGS: 'local/none/there', PARLEY_RERANKER: 'best' },
      PARLEY_RERANKER_URL: 'http://127.0.0.1:9/rerank',
    });
    assert.equal(lacking.exitCode, 1);
    assert.match(
      lacking.stdout,
      /^FAILED {2}embedding model: The embedding model local\/none\/there cannot/m,
    );
    assert.match(lacking.stdout, /^FAILED {2}reranker best: The reranker best /m);
    assert.match((await runParley(['doctor'], { ...settings, PARLEY_EMBEDDINGS: 'off' })).stdout, /: off, /);
  });
});

describe('A store that a server has open', () => {
  let store: Awaited<ReturnType<typeof newStoreFolder>>;
  let folder: string;
  let server: Served;
  let settings: Record<string, string>;
  let key: string;
  let admin: string;
  let lost: string;

  before(async () => {
    store = await newStoreFolder();
    folder = await mkdtemp(join(tmpdir(), 'parley-cli-'));
    await writeFile(join(folder, 'cards.md'), POST_MORTEM);
    settings = { PARLEY_DATA: store.dataDir };
    await runParley(['tenant', 'create', 'harbour'], settings);
    const newKey = async (...more: string[]) =>
      (await runParley(['key', 'create', '--tenant', 'harbour', ...more], settings)).stdout.trim();
    key = await newKey();
    admin = await newKey('--role', 'admin');
    lost = await newKey('--role', 'viewer');
    server = await serveParley(['serve'], settings);
  });
  after(async () => {
    await server.stop();
    await store.remove();
    await rm(folder, { recursive: true });
  });

  test('every command that touches data says so and exits with 3', async () => {
    for (const args of [
      ['tenant', 'create', 'late'],
      ['key', 'list'],
      ['import', folder, '--tenant', 'harbour'],
      ['ask', 'What broke?', '--tenant', 'harbour'],
      ['serve'],
    ])
      assertRefused(await runParley(args, { ...settings, PORT: '0' }), 3, /in use/);
    const doctor = await runParley(['doctor'], settings);
    assert.equal(doctor.exitCode, 3);
  });

  test('import, ask and eval go through the server when they are told where it is', async () => {
    const through = { ...settings, PARLEY_URL: server.url, PARLEY_KEY: key };
    const imported = await runParley(['import', folder, '--json'], through);
    assert.equal(imported.exitCode, 0, imported.stderr);
    assert.equal(JSON.parse(imported.stdout).added, 1);
    const asked = await runParley(['ask', 'What caused "Checkout refused cards"?', '--json'], through);
    const reply = JSON.parse(asked.stdout);
    assert.match(reply.reply, /certificate/);
    assert.equal(reply.abstained, false);
    const question = join(folder, 'questions.jsonl');
    await writeFile(
      question,
      '{"id": 1, "question": "What happened with the Zanzibar warehouse?", "abstain": true}\n',
    );
    const { totals } = JSON.parse((await runParley(['eval', question, '--json'], through)).stdout);
    assert.equal(totals.accuracy, 1);
    const refused = await runParley(['ask', 'What?'], { ...through, PARLEY_KEY: 'prl_wrong' });
    assertRefused(refused, 1, /is not valid/);
  });

  test('a key is revoked through the server, at once', async () => {
    const ask = (bearer: string, path: string) =>
      fetch(server.url + path, { headers: { Authorization: `Bearer ${bearer}` } });
    const { items } = (await (await ask(admin, '/v1/keys')).json()) as {
      items: { id: string; role: string }[];
    };
    const id = items.find(({ role }) => role === 'viewer')?.id ?? '';
    assert.equal((await ask(lost, '/v1/projects')).status, 200);
    const through = { ...settings, PARLEY_URL: server.url, PARLEY_KEY: admin };
    const { exitCode, stdout, stderr } = await runParley(['key', 'revoke', id], through);
    assert.equal(exitCode, 0, stderr);
    assert.equal(stdout, `revoked ${id}\n`);
    assert.equal((await ask(lost, '/v1/projects')).status, 401);
  });

  test('SIGTERM, also twice in a row, ends the server in good order, and the store is free again', async () => {
    server.child.kill('SIGTERM');
    assert.equal(await server.stop(), 0);
    assert.match(server.stdout(), /"event":"stopped"/);
    assert.equal((await runParley(['key', 'list'], settings)).exitCode, 0);
  });
});

describe('parley start', () => {
  test('loads the sample once, prints a curl that works, and keeps the conversations of the demo key', async () => {
    const { dataDir, remove } = await newStoreFolder();
    const settings = { PARLEY_DATA: dataDir };
    const keyOf = (served: Served) => /Bearer (prl_\w+)/.exec(served.stdout())?.[1] ?? '';
    const sessions = async (served: Served) => {
      const response = await fetch(`${served.url}/v1/memory/chat/history`, {
        headers: { Authorization: `Bearer ${keyOf(served)}` },
      });
      return ((await response.json()) as { items: unknown[] }).items.length;
    };
    let served = await serveParley(['start'], settings);
    try {
      while (keyOf(served) === '') await new Promise((resolve) => setTimeout(resolve, 10));
      const first = keyOf(served);
      assert.match(served.stdout(), /Loading the sample organisation/);
      const response = await fetch(`${served.url}/v1/memory/chat`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${first}`, 'Content-Type': 'application/json' },
        body: '{"message": "How many incidents were there?"}',
      });
      const answer = (await response.json()) as { reply: string; sources: unknown[] };
      assert.match(answer.reply, /\d/);
      await served.stop();

      served = await serveParley(['start'], settings);
      while (keyOf(served) === '') await new Promise((resolve) => setTimeout(resolve, 10));
      assert.doesNotMatch(served.stdout(), /Loading/);
      assert.notEqual(keyOf(served), first);
      assert.equal(await sessions(served), 1);
      const old = await fetch(`${served.url}/v1/memory/chat/history`, {
        headers: { Authorization: `Bearer ${first}` },
      });
      assert.equal(old.status, 401);
    } finally {
      await served.stop();
      await remove();
    }
  });
});
