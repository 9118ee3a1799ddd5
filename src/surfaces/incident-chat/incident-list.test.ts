import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import {
  type Answer,
  HOSTILE_QUERY_VALUES,
  type Json,
  type Resource,
  refusals,
  relatedIds,
  send,
} from '../../../test/support/json-api-client.ts';
import { onEachServer } from '../../../test/support/running-parley.ts';

interface Link {
  readonly links: Readonly<Record<'self' | 'first' | 'prev' | 'next' | 'last', string | null>>;
}

onEachServer('The list of incidents over HTTP', (server) => {
  const get = (path: string, key: string) => send(server(), 'GET', path, { key });
  async function add(attributes: Json, key: string): Promise<void> {
    const body = { data: { type: 'incidents', attributes } };
    assert.equal((await send(server(), 'POST', '/v1/incidents', { key, body })).status, 201);
  }
  const titles = ({ body }: Answer) => (body.data as Resource[]).map(({ attributes }) => attributes.title);
  const newcomer = async () => server().newKey(await server().newTenant());

  describe('a list', () => {
    let bearer: string;
    const list = (query: string) => get(`/v1/incidents?${query}`, bearer);
    before(async () => {
      bearer = await newcomer();
      await add(
        {
          title: 'Checkout down',
          status: 'resolved',
          severity_id: 'High',
          service_ids: ['checkout', 'Price Cache'],
          group_ids: ['Payments'],
          labels: { platform: 'k8s', root_cause: 'Cache flush' },
          summary: 'The price cache was flushed.',
          started_at: '2025-03-04T09:12:00Z',
          resolved_at: '2025-03-04T10:02:00Z',
        },
        bearer,
      );
      await add(
        {
          title: 'Login slow',
          status: 'started',
          severity_id: 'Low',
          service_ids: ['identity'],
          labels: { platform: 'vm' },
          started_at: '2025-04-01T08:00:00Z',
        },
        bearer,
      );
      await add({ title: 'Berlin offline', service_ids: ['Berlin, Hamburg'] }, bearer);
    });
    const [checkout, login, berlin] = ['Checkout down', 'Login slow', 'Berlin offline'];

    const rows: readonly (readonly [query: string, ...titles: unknown[]])[] = [
      ['', berlin, login, checkout],
      ['filter[search]=cache flushed', checkout],
      ['filter[status]=Resolved', checkout],
      ['filter[status]=resolved,started', login, checkout],
      ['filter[severity]=low', login],
      ['filter[labels]=platform:k8s', checkout],
      ['filter[labels]=platform', login, checkout],
      ['filter[services]=identity', login],
      ['filter[service_names]=identity,price cache', login, checkout],
      ['filter[services]=Berlin, Hamburg', berlin],
      ['filter[teams]=payments', checkout],
      ['filter[cause]=flush'],
      ['filter[cause]=cache flush', checkout],
      ['filter[created_at][gte]=2020-01-01', berlin, login, checkout],
      ['filter[created_at][lt]=2020-01-01'],
      ['filter[started_at][gt]=2025-03-04', login],
      ['filter[started_at][gte]=2025-03-04T09:12:00Z', login, checkout],
      ['filter[started_at][lte]=2025-03-04', checkout],
      ['filter[resolved_at][gt]=2025-03-04T10:02:00Z'],
      ['filter[resolved_at][lte]=2025-03-04T10:02:00Z', checkout],
      ['filter[status]=resolved&filter[severity]=low'],
      ['filter[status]=&filter[search]=%20', berlin, login, checkout],
      ['sort=started_at', checkout, login, berlin],
      ['sort=-started_at,created_at', login, checkout, berlin],
      ['sort=-in_triage_at', login, checkout, berlin],
      ['tone=kind&page[limit]=1&fields[incidents]=title', berlin, login, checkout],
    ];
    for (const [query, ...expected] of rows)
      test(`as ${query || 'it is'}`, async () => {
        const answer = await list(query);
        assert.equal(answer.headers.get('content-type'), 'application/vnd.api+json');
        assert.deepEqual(titles(answer), expected);
        assert.equal((answer.body.meta as Json).total_count, expected.length);
      });

    test('can be narrowed by the ids that it shows', async () => {
      const only = async (query: string) => {
        const [first] = (await list(query)).body.data as Resource[];
        assert.ok(first);
        return first;
      };
      const flushed = await only('filter[search]=flushed');
      for (const [filter, name] of [
        ['severity', 'severity'],
        ['services', 'services'],
        ['teams', 'groups'],
      ] as const) {
        const ids = relatedIds(flushed, name);
        assert.deepEqual(titles(await list(`filter[${filter}]=nothing,${ids}`)), [checkout], name);
      }
      const [id] = relatedIds(await only('filter[services]=Berlin, Hamburg'), 'services');
      assert.deepEqual(titles(await list(`filter[services]=${id}`)), [berlin]);
    });

    test('brings along what is asked for, each once', async () => {
      const { body } = await list('include=services,groups,causes&sort=started_at');
      assert.deepEqual(
        (body.included as Resource[]).map(({ attributes }) => attributes.name),
        ['checkout', 'Price Cache', 'Payments', 'Cache flush', 'identity', 'Berlin, Hamburg'],
      );
      assert.equal('included' in (await list('')).body, false);
    });

    test('names what is wrong with the query as it was asked', async () => {
      for (const [query, ...parameters] of [
        ['page[size]=101', 'page[size]'],
        ['page[size]=0&page[number]=x', 'page[number]', 'page[size]'],
        ['page[size]=1e1', 'page[size]'],
        ['page[after]=nonsense', 'page[after]'],
        ['sort=title', 'sort'],
        ['sort=--created_at', 'sort'],
        ['include=secrets', 'include'],
        ['filter[started_at][gte]=yesterday', 'filter[started_at][gte]'],
        ['filter[created_at][lt]=2025-02-30&sort=x', 'filter[created_at][lt]', 'sort'],
        [`filter[search]=${'x'.repeat(501)}`, 'filter[search]'],
        [`filter[services]=${'x'.repeat(1001)}`, 'filter[services]'],
        [`filter[service_names]=${'x'.repeat(1001)}`, 'filter[service_names]'],
        [`filter[teams]=${'a,'.repeat(51)}`, 'filter[teams]'],
        ['filter[services]=a&filter[service_names]=b', 'filter[service_names]'],
        ['filter[colour]=red&filter[size]=1', 'filter[colour]', 'filter[size]'],
        ['filter[status][eq]=resolved', 'filter[status][eq]'],
        ['filter[started_at]=2025', 'filter[started_at]'],
        ['filter=x', 'filter'],
        ['filter[constructor]=x', 'filter[constructor]'],
        ['filter[__proto__]=x', 'filter[__proto__]'],
      ] as const) {
        const answer = await list(query);
        assert.equal(answer.status, 422, query);
        assert.deepEqual(
          refusals(answer),
          parameters.map((name) => `422: ${name}`),
          query,
        );
      }
      const [error] = (await list('filter[colour]=red')).body.errors as Json[];
      assert.match(
        String(error?.detail),
        /^filter\[colour\] is not known; filters are search, status, .*resolved_at\.$/,
      );
    });

    test('goes as deep by number as the source does, and calls more a bad request', async () => {
      assert.equal((await list('page[number]=100&page[size]=100')).status, 200);
      for (const query of ['page[number]=101&page[size]=100', 'page[number]=999999999']) {
        const answer = await list(query);
        assert.deepEqual([answer.status, refusals(answer)], [400, ['400: page[number]']]);
        const [error] = answer.body.errors as Json[];
        assert.equal(error?.title, 'Offset pagination exceeds limit');
        assert.match(String(error?.detail), /^page\[number\] reaches .* go on with page\[after\]/);
      }
      const both = await list('page[number]=101&page[size]=100&sort=x');
      assert.deepEqual(refusals(both), ['422: sort', '422: page[number]']);
    });

    test('is never an error of the server, whatever the query is', async () => {
      const many = Array.from({ length: 100 }, (_, index) => `filter[x${index}]=1`).join('&');
      for (const query of [
        many,
        `${many}&filter[y]=1`,
        `filter[search]=${'x'.repeat(60_000)}`,
        `page[after]=${'x'.repeat(60_000)}`,
        `sort=${'created_at,'.repeat(5000)}`,
        `include=${'services,'.repeat(5000)}x`,
        `${'x'.repeat(60_000)}=1`,
        `filter[${'x'.repeat(60_000)}]=1`,
      ]) {
        const { status } = await list(query);
        assert.ok(status === 200 || (status >= 400 && status < 500), `${status} ${query.slice(0, 50)}`);
      }
      for (const text of HOSTILE_QUERY_VALUES)
        for (const field of ['search', 'status', 'severity', 'labels', 'services', 'teams', 'cause']) {
          const answer = await list(`filter[${field}]=${text}`);
          assert.equal(answer.status, 200, `${field} ${text}`);
        }
      for (const text of HOSTILE_QUERY_VALUES)
        for (const field of [
          'sort',
          'include',
          'page[size]',
          'page[number]',
          'page[after]',
          'filter[started_at][gt]',
        ]) {
          const { status } = await list(`${field}=${text}`);
          assert.ok([200, 422].includes(status), `${status} ${field} ${text}`);
        }
    });

    test('shows nothing of another tenant', async () => {
      const other = await newcomer();
      for (const query of ['', 'filter[search]=cache', 'filter[cause]=flush', 'filter[services]=checkout']) {
        const { body } = await get(`/v1/incidents?${query}`, other);
        assert.deepEqual([body.data, (body.meta as Json).total_count], [[], 0]);
      }
    });
  });

  describe('pages', () => {
    let bearer: string;
    const read = async (path: string) => {
      const answer = await get(path, bearer);
      assert.equal(answer.status, 200, path);
      const { links, meta } = answer.body as unknown as Link & { meta: Json };
      return { titles: titles(answer), links, meta };
    };
    before(async () => {
      bearer = await newcomer();
      for (const index of [1, 2, 3, 4, 5, 6, 7])
        await add({ title: `queue ${index}`, service_ids: ['queue & "mail"'] }, bearer);
      await add({ title: 'other' }, bearer);
    });

    const filtered = `filter[services]=${encodeURIComponent('queue & "mail"')}&sort=created_at&page[size]=3&tone=kind`;
    const pages = [['queue 1', 'queue 2', 'queue 3'], ['queue 4', 'queue 5', 'queue 6'], ['queue 7']];

    test('linked one to the next show every incident once, and keep filters and order', async () => {
      const seen: unknown[] = [];
      let path: string | null = `/v1/incidents?${filtered}`;
      while (path !== null) {
        const page = await read(path);
        seen.push(page.titles);
        assert.deepEqual([page.meta.total_count, page.meta.total_pages], [7, 3]);
        assert.deepEqual((await read(page.links.first ?? '')).titles, pages[0]);
        assert.deepEqual((await read(page.links.self ?? '')).titles, page.titles);
        path = page.links.next;
      }
      assert.deepEqual(seen, pages);
    });

    test('by number know their neighbours', async () => {
      const page = await read(`/v1/incidents?${filtered}&page[number]=2`);
      assert.deepEqual(page.titles, pages[1]);
      const { next_cursor, ...meta } = page.meta;
      assert.equal(typeof next_cursor, 'string');
      assert.deepEqual(meta, { current_page: 2, next_page: 3, prev_page: 1, total_count: 7, total_pages: 3 });
      assert.deepEqual((await read(page.links.prev ?? '')).titles, pages[0]);
      const last = await read(page.links.last ?? '');
      assert.deepEqual(
        [last.titles, last.links.next, last.meta.next_page, last.meta.next_cursor],
        [pages[2], null, null, null],
      );
      const first = await read(page.links.first ?? '');
      assert.deepEqual([first.links.prev, first.meta.prev_page], [null, null]);
    });

    test('by cursor have no number', async () => {
      const { meta } = await read(`/v1/incidents?${filtered}`);
      const page = await read(`/v1/incidents?${filtered}&page[number]=9&page[after]=${meta.next_cursor}`);
      assert.deepEqual(page.titles, pages[1]);
      const { next_cursor: _, ...rest } = page.meta;
      assert.deepEqual(rest, {
        current_page: null,
        next_page: null,
        prev_page: null,
        total_count: 7,
        total_pages: 3,
      });
      assert.deepEqual([page.links.prev, page.links.last], [null, null]);
      const mixed = await get(`/v1/incidents?sort=-created_at&page[after]=${meta.next_cursor}`, bearer);
      assert.deepEqual(refusals(mixed), ['422: page[after]']);
    });

    test('of nothing are one empty page', async () => {
      const { titles: none, links, meta } = await read('/v1/incidents?filter[services]=none');
      assert.deepEqual([none, links.prev, links.next], [[], null, null]);
      assert.deepEqual((await read(links.last ?? '')).titles, []);
      assert.deepEqual([meta.current_page, meta.next_page, meta.total_pages], [1, null, 0]);
    });

    test('beyond those that can be had by number have no link', async () => {
      const many = await server().newTenant();
      const reader = await server().newKey(many);
      await server().parley.db.transaction({ tenantId: many }, async (tx) => {
        const ids = "('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid";
        const hash = Buffer.alloc(32);
        await tx.query(
          `insert into incidents (tenant_id, id, external_id, title, content_hash)
           select $1::uuid, ${ids}, n::text, 'Slow', $2 from generate_series(1, 10001) n`,
          [many, hash],
        );
        await tx.query(
          `insert into incident_texts (tenant_id, incident_id, full_text, timeline, action_items)
           select $1::uuid, ${ids}, '', '[]', '[]' from generate_series(1, 10001) n`,
          [many],
        );
      });
      const deepest = (await get('/v1/incidents?page[size]=1&page[number]=10000', reader))
        .body as unknown as Link;
      assert.equal(deepest.links.last, null);
      const beyond = await get(deepest.links.next ?? '', reader);
      assert.equal((beyond.body.data as unknown[]).length, 1);
      const { links } = (await get('/v1/incidents?page[size]=3', reader)).body as unknown as Link;
      assert.equal(links.last, null);
    });
  });
});
