import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { newStoreFolder } from '../../test/support/embedded-store.ts';
import { type Ran, runParley } from '../../test/support/run-parley.ts';
import { type Place, places } from '../../test/support/running-parley.ts';
import { newId, prefixedId } from '../core/ids.ts';
import { openDb } from '../db/open.ts';

const UUID_LINE = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\n$/;

/** Exit code as expected, nothing on stdout, and one sentence on stderr. */
function assertRefused(ran: Ran, exitCode: number, sentence: RegExp) {
  assert.deepEqual([ran.exitCode, ran.stdout], [exitCode, ''], ran.stderr);
  assert.match(ran.stderr, sentence);
  assert.match(ran.stderr, /^[A-Z"/][^\n]*\.\n$/, 'one sentence');
  assert.doesNotMatch(ran.stderr, /\bat .*:\d+|Error:/);
}

for (const { engine, make } of places())
  describe(`Projects and brands at the command line (${engine})`, () => commands(make));

function commands(make: Place['make']): void {
  let place: Awaited<ReturnType<Place['make']>>;
  const parley = (...args: string[]) => runParley(args, place.environment);
  const json = async (...args: string[]) => {
    const ran = await parley(...args, '--json');
    assert.equal(ran.exitCode, 0, ran.stderr);
    return JSON.parse(ran.stdout);
  };

  before(async () => {
    place = await make();
    await parley('tenant', 'create', 'harbour');
  });
  after(() => place.remove());

  test('a project and a brand are made with one command each, which print an id, and are listed', async () => {
    const project = await parley('project', 'create', 'my-project-a1b2c', '--tenant', 'harbour');
    assert.match(project.stdout, UUID_LINE, project.stderr);
    const [listed] = await json('project', 'list', '--tenant', 'harbour');
    assert.deepEqual(
      { ...listed, createdAt: undefined },
      {
        id: project.stdout.trim(),
        slug: 'my-project-a1b2c',
        name: 'my-project-a1b2c',
        description: null,
        aiCredits: 0,
        createdAt: undefined,
      },
    );
    const named = ['--name', 'Acme Shop', '--scopes', 'faq, policies'];
    const brand = await parley('brand', 'create', 'acme', '--tenant', 'harbour', ...named);
    assert.match(brand.stdout, UUID_LINE, brand.stderr);
    const [{ id, key, name, scopes }] = await json('brand', 'list', '--tenant', 'harbour');
    assert.deepEqual(
      [id, key, name, scopes],
      [brand.stdout.trim(), 'acme', 'Acme Shop', ['faq', 'policies']],
    );
    const table = await parley('brand', 'list', '--tenant', 'harbour');
    assert.match(
      table.stdout,
      /^ID .*BRAND_ID .*NAME .*SCOPES .*\n\S+ +acme +Acme Shop +faq,policies +\d{4}-/,
    );
  });

  test('a project is given credits and some are taken; what is printed is what it has then', async () => {
    const of = ['--tenant', 'harbour'];
    const { stdout } = await runParley(['project', 'create', 'web-shop', ...of], {
      ...place.environment,
      PARLEY_PROJECT_CREDITS: '10',
    });
    const given = await parley('project', 'credit', 'web-shop', '2.5', ...of);
    assert.deepEqual([given.stdout, given.exitCode], ['12.5\n', 0], given.stderr);
    const taken = await parley('project', 'credit', stdout.trim(), '-12', ...of);
    assert.deepEqual([taken.stdout, taken.exitCode], ['0.5\n', 0], taken.stderr);
    assert.match((await parley('project', 'list', ...of)).stdout, /web-shop +web-shop +0\.5 +\d{4}-/);
    assertRefused(await parley('project', 'credit', 'web-shop', '-1', ...of), 1, /has 0\.5 AI credits/);
    assertRefused(await parley('project', 'credit', 'no-such-project', '1', ...of), 1, /no project/);
    assertRefused(await parley('project', 'credit', 'web-shop', '0', ...of), 2, /not 0/);
  });

  test("tenants are listed with their assistant's switch, which a command turns", async () => {
    const off = await parley('tenant', 'assistant', 'harbour', 'off');
    assert.deepEqual([off.stdout, off.exitCode], ['the assistant of harbour is off\n', 0]);
    assert.match((await parley('tenant', 'list')).stdout, /harbour +off/);
    await parley('tenant', 'assistant', 'harbour', 'on');
    const [{ name, assistantEnabled }] = await json('tenant', 'list');
    assert.deepEqual([name, assistantEnabled], ['harbour', true]);
  });

  test('what cannot be done exits with 1, and what may not be called so with 2', async () => {
    const of = ['--tenant', 'harbour'];
    assertRefused(await parley('project', 'create', 'Short', ...of), 2, /^Slug must be 8 to 60/);
    assertRefused(await parley('brand', 'create', 'acme', ...of), 1, /brand "acme" already/);
    assertRefused(await parley('brand', 'create', 'b', ...of, '--scopes', 'a,,b'), 2, /^Scopes must have 1/);
    assertRefused(await parley('project', 'list', '--tenant', 'nobody'), 1, /no tenant "nobody"/);
  });
}

test('wrong usage exits with 2 and says in one sentence what was wrong', async () => {
  const refusals: readonly (readonly [sentence: RegExp, ...args: string[]])[] = [
    [/--tenant/, 'project', 'create', 'payments'],
    [/--tenant/, 'brand', 'create', 'acme'],
    [/--tenant/, 'project', 'list'],
    [/--tenant/, 'project', 'credit', 'payments', '5'],
    [/like 250/, 'project', 'credit', 'payments', 'five', '--tenant', 'harbour'],
    [/missing required argument/i, 'project', 'credit', 'payments', '--tenant', 'harbour'],
    [/--tenant/, 'brand', 'list'],
    [/missing required argument/i, 'project', 'create', '--tenant', 'harbour'],
    [/on, off/, 'tenant', 'assistant', 'harbour', 'maybe'],
  ];
  const ran = await Promise.all(refusals.map(([, ...args]) => runParley(args, { PARLEY_DATA: '/nowhere' })));
  for (const [index, [sentence]] of refusals.entries()) assertRefused(ran[index] as Ran, 2, sentence);
});

test('where another process has the store, every one of these commands says so and exits with 3', async () => {
  const { dataDir, remove } = await newStoreFolder();
  const db = await openDb({ dataDir });
  try {
    const commands = [
      ['project', 'create', 'payments', '--tenant', 'harbour'],
      ['project', 'list', '--tenant', 'harbour'],
      ['project', 'credit', 'payments', '5', '--tenant', 'harbour'],
      ['brand', 'create', 'acme', '--tenant', 'harbour'],
      ['brand', 'list', '--tenant', 'harbour'],
      ['tenant', 'list'],
      ['tenant', 'assistant', 'harbour', 'off'],
    ];
    const ran = await Promise.all(commands.map((args) => runParley(args, { PARLEY_DATA: dataDir })));
    for (const refused of ran) assertRefused(refused, 3, /in use/);
  } finally {
    await db.close();
    await remove();
  }
});

describe('Through a server', () => {
  const id = newId();
  const asked: { path: string; authorization: string | undefined; body: unknown }[] = [];
  let server: Server;
  let answer: { status: number; body: unknown };
  const through = (...args: string[]) => {
    const { port } = server.address() as AddressInfo;
    return runParley(args, {
      PARLEY_URL: `http://127.0.0.1:${port}`,
      PARLEY_KEY: 'prl_key',
      PARLEY_DATA: '/nowhere',
    });
  };

  before(async () => {
    server = createServer(async (request, response) => {
      let text = '';
      for await (const chunk of request) text += chunk;
      const { authorization } = request.headers;
      asked.push({ path: `${request.method} ${request.url}`, authorization, body: JSON.parse(text) });
      response.writeHead(answer.status, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify(answer.body));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  after(() => new Promise((resolve) => server.close(resolve)));

  test('a project and a brand are made there, without a tenant, and their UUID is printed', async () => {
    asked.length = 0;
    answer = { status: 201, body: { id, slug: 'payments' } };
    const project = await through('project', 'create', 'payments', '--name', 'Payments');
    assert.deepEqual([project.stdout, project.stderr, project.exitCode], [`${id}\n`, '', 0]);
    answer = { status: 201, body: { id: prefixedId('brd', id) } };
    const brand = await through('brand', 'create', 'acme', '--scopes', 'faq,news');
    assert.deepEqual([brand.stdout, brand.stderr, brand.exitCode], [`${id}\n`, '', 0]);
    const authorization = 'Bearer prl_key';
    assert.deepEqual(asked, [
      { path: 'POST /v1/projects', authorization, body: { slug: 'payments', name: 'Payments' } },
      { path: 'POST /v1/brands', authorization, body: { brand_id: 'acme', scopes: ['faq', 'news'] } },
    ]);
  });

  test('credits are given there, and its answer is printed', async () => {
    asked.length = 0;
    answer = { status: 200, body: { id, slug: 'payments', ai_credits: 7.5 } };
    const { stdout, stderr, exitCode } = await through('project', 'credit', 'payments', '-2.5');
    assert.deepEqual([stdout, stderr, exitCode], ['7.5\n', '', 0]);
    const path = 'POST /v1/projects/payments/credits';
    assert.deepEqual(asked, [{ path, authorization: 'Bearer prl_key', body: { amount: -2.5 } }]);
    answer = { status: 200, body: { hello: 'world' } };
    assertRefused(await through('project', 'credit', 'payments', '1'), 1, /without a balance/);
  });

  test('its refusal is told in its own words, and an answer without an id is no success', async () => {
    answer = {
      status: 409,
      body: { status: 409, code: 'resource_already_exists', message: 'There is one already.' },
    };
    assertRefused(await through('project', 'create', 'payments'), 1, /refused: There is one already\.$/m);
    answer = { status: 200, body: { hello: 'world' } };
    assertRefused(await through('brand', 'create', 'acme'), 1, /without an id/);
  });
});
