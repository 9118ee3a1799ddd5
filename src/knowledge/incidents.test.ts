import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { newCaller } from '../../test/support/new-caller.ts';
import { onEachEngine } from '../../test/support/on-each-engine.ts';
import type { Context } from '../core/context.ts';
import { ParleyError } from '../core/errors.ts';
import { newId, prefixedId, type Uuid } from '../core/ids.ts';
import type { IncidentRecord } from '../core/incident.ts';
import { writeIncidents } from '../store/incident-writes.ts';
import { createIncident } from './create-incident.ts';
import { getIncident } from './get-incident.ts';
import type { IncidentFilters } from './incident-filter.ts';
import { contentHash } from './incident-identity.ts';
import { splitPassages } from './incident-passages.ts';
import { listIncidents } from './list-incidents.ts';

const refusal = (code: string, subject: string) => (error: unknown) => {
  assert.ok(error instanceof ParleyError, String(error));
  assert.deepEqual([error.code, error.details.subject], [code, subject], error.message);
  assert.doesNotMatch(error.message, /violates|constraint|insert into|select /);
  return true;
};

const minute = (text: string) => ({ at: new Date(text), precision: 'minute' as const });

/** What a query string can bring; none of it is an error, or finds anything. */
const HOSTILE = [
  "'; drop table incidents; --",
  '"',
  '""',
  '%',
  '_',
  '\\',
  '\ud800',
  '!&|():*<->',
  '$1',
  '::uuid',
  '<script>alert(1)</script>',
  ':',
  '💥'.repeat(250),
  'x '.repeat(249),
];

onEachEngine('Incidents', (store) => {
  const caller = (more?: Partial<Context>) => newCaller(store(), more);

  /** Stores what an import would; `title` is the external id as well. */
  async function add(context: Context, title: string, more: Partial<IncidentRecord> = {}): Promise<Uuid> {
    const id = newId();
    const record: IncidentRecord = {
      id,
      externalId: title,
      title,
      summary: null,
      status: null,
      severity: null,
      startedAt: null,
      detectedAt: null,
      mitigatedAt: null,
      resolvedAt: null,
      durationMinutes: null,
      detectMinutes: null,
      recoverMinutes: null,
      services: [],
      labels: {},
      rootCause: null,
      trigger: null,
      impact: null,
      detection: null,
      resolution: null,
      lessons: null,
      timeline: [],
      actionItems: [],
      sourceUrl: null,
      fullText: more.summary ?? '',
      ...more,
    };
    const { tenantId } = context;
    const passages = splitPassages(record);
    const write = { id, record, contentHash: contentHash(record), sourceFile: 'file', passages };
    await store().transaction({ tenantId }, (tx) => writeIncidents(tx, tenantId, [write], []));
    return id;
  }

  /** The moments at which Parley got to know of incidents and last changed them, by external id. */
  async function setTimes(context: Context, times: Readonly<Record<string, readonly [string, string]>>) {
    const { tenantId } = context;
    await store().transaction({ tenantId }, async (tx) => {
      for (const [externalId, [created, updated]] of Object.entries(times))
        await tx.query('update incidents set created_at = $2, updated_at = $3 where external_id = $1', [
          externalId,
          created,
          updated,
        ]);
    });
  }

  describe('a list', () => {
    let context: Context;
    const titles = async (filter: IncidentFilters, sort = 'started_at', as = context) => {
      const page = await listIncidents(store(), as, { filter, sort });
      assert.equal(page.total, page.items.length);
      return page.items.map(({ title }) => title);
    };

    before(async () => {
      context = await caller();
      await add(context, 'Checkout down', {
        status: 'resolved',
        severity: 'SEV1',
        services: ['checkout', 'Price Cache'],
        labels: { teams: ['Payments'], platform: ['k8s'], root_cause: ['Cache flush'] },
        summary: 'The price cache was flushed at 100% load while kube-proxy restarted.',
        rootCause: 'Cache flush',
        startedAt: minute('2025-03-04T09:12:00Z'),
        resolvedAt: minute('2025-03-04T10:02:00Z'),
      });
      await add(context, 'Login slow', {
        status: 'started',
        severity: 'SEV2',
        services: ['identity'],
        labels: { team: ['Accounts'], platform: ['vm'], version: ['1.29'] },
        summary: 'Logins waited for a lock.',
        rootCause: 'An expired certificate of the DNS resolver',
        startedAt: { at: new Date('2025-04-01T00:00:00Z'), precision: 'day' },
      });
      await add(context, 'Berlin, Hamburg offline', {
        status: 'resolved',
        services: ['Berlin, Hamburg'],
        summary: 'A lock on the way: fibre cut.',
        trigger: 'dns change',
        resolvedAt: { at: new Date('2025-05-01T00:00:00Z'), precision: 'month' },
      });
      await setTimes(context, {
        'Checkout down': ['2026-01-01T00:00:00.123456Z', '2026-01-05T00:00:00Z'],
        'Login slow': ['2026-01-02T00:00:00Z', '2026-01-04T00:00:00Z'],
        'Berlin, Hamburg offline': ['2026-01-03T00:00:00Z', '2026-01-03T00:00:00Z'],
      });
    });

    const [checkout, login, berlin] = ['Checkout down', 'Login slow', 'Berlin, Hamburg offline'];
    const rows: readonly (readonly [name: string, filter: IncidentFilters, titles: readonly unknown[]])[] = [
      ['nothing', {}, [checkout, login, berlin]],
      [
        'empty texts',
        { search: ' ', status: ', ,', cause: '\0', labels: ',', createdAt: { gt: '' } },
        [checkout, login, berlin],
      ],
      ['a status in any letter case', { status: 'Resolved' }, [checkout, berlin]],
      ['several values, any of which is enough', { status: 'started, RESOLVED' }, [checkout, login, berlin]],
      ['a severity', { severity: 'sev2' }, [login]],
      ['a service', { services: 'price cache,ledger' }, [checkout]],
      ['a service with a comma in its name', { services: 'Berlin, Hamburg' }, [berlin]],
      ['a part of a service', { services: 'check' }, []],
      ['teams under any name', { teams: 'payments,accounts' }, [checkout, login]],
      ['a kind of cause', { cause: 'cache flush' }, [checkout]],
      ['a part of what tells the cause or the trigger', { cause: 'DNS' }, [login, berlin]],
      ['a label', { labels: 'platform:k8s' }, [checkout]],
      ['a label with a point in its value', { labels: 'Version:1.29' }, [login]],
      ['a label of any value', { labels: 'platform' }, [checkout, login]],
      ['labels that all hold', { labels: 'platform:vm,version' }, [login]],
      ['labels of which one does not hold', { labels: 'platform:k8s,version' }, []],
      ['a label under the name of its family', { labels: 'team:payments' }, [checkout]],
      ['words of the text', { search: 'logins waiting' }, [login]],
      ['words of title and text', { search: 'checkout cache' }, [checkout]],
      ['words of two incidents', { search: 'checkout lock' }, []],
      ['a phrase', { search: '"lock on the way"' }, [berlin]],
      ['a phrase and a word', { search: '"a lock" logins' }, [login]],
      ['a name with a dash', { search: 'kube-proxy' }, [checkout]],
      ['words that say nothing', { search: 'the' }, []],
      ['an external id', { search: 'LOGIN SLOW' }, [login]],
      ['conditions that hold together', { search: 'lock', status: 'resolved', cause: 'dns' }, [berlin]],
      ['a start from on', { startedAt: { gte: '2025-03-04T09:12:00Z' } }, [checkout, login]],
      ['a start after', { startedAt: { gt: '2025-03-04T09:12:00Z' } }, [login]],
      ['a start until', { startedAt: { lte: '2025-03-04T10:12:00+01:00' } }, [checkout]],
      ['a start before', { startedAt: { lt: '2025-03-04T09:12:00Z' } }, []],
      ['a day that a start takes as a whole', { startedAt: { lt: '2025-04-01T12:00:00Z' } }, [checkout]],
      ['a last day', { startedAt: { lte: '2025-04-01' } }, [checkout, login]],
      ['after a day', { startedAt: { gt: '2025-03-04' } }, [login]],
      ['after a year', { startedAt: { gt: '2024' } }, [checkout, login]],
      ['an end in a month', { resolvedAt: { gte: '2025-05', lte: '2025-05' } }, [berlin]],
      [
        'an end of which only the month is known',
        { resolvedAt: { lte: '2025-05-31T00:00:00Z' } },
        [checkout],
      ],
      ['since ever', { createdAt: { gte: '1970-01-01T00:00:00Z' } }, [checkout, login, berlin]],
      ['until the end of times', { createdAt: { lt: '9000-01-01' } }, [checkout, login, berlin]],
      [
        'a creation as it was shown',
        { createdAt: { gte: '2026-01-01T00:00:00.123Z', lte: '2026-01-01T00:00:00.123Z' } },
        [checkout],
      ],
      ['a creation after the one shown', { createdAt: { gt: '2026-01-01T00:00:00.123Z' } }, [login, berlin]],
    ];
    for (const [name, filter, expected] of rows)
      test(`narrowed to ${name}`, async () => assert.deepEqual(await titles(filter), expected));

    test('is in the order that was asked for, unknown times last whichever the direction', async () => {
      const unsorted = async (sort?: string) =>
        (await listIncidents(store(), context, sort === undefined ? {} : { sort })).items.map(
          ({ title }) => title,
        );
      assert.deepEqual(await unsorted(), [berlin, login, checkout]);
      assert.deepEqual(await unsorted(''), [berlin, login, checkout]);
      for (const [sort, expected] of [
        ['created_at', [checkout, login, berlin]],
        ['-created_at', [berlin, login, checkout]],
        ['updated_at', [berlin, login, checkout]],
        ['-updated_at', [checkout, login, berlin]],
        ['started_at', [checkout, login, berlin]],
        ['-started_at', [login, checkout, berlin]],
        ['-in_triage_at', [login, checkout, berlin]],
        ['resolved_at,created_at', [checkout, berlin, login]],
        ['-resolved_at', [berlin, checkout, login]],
        ['mitigated_at,-updated_at', [checkout, login, berlin]],
      ] as const)
        assert.deepEqual(await titles({}, sort), expected, sort);
    });

    test('of texts that mean something to a database finds nothing, and does no harm', async () => {
      for (const text of HOSTILE)
        for (const field of ['status', 'severity', 'services', 'teams', 'cause', 'labels', 'search'] as const)
          assert.deepEqual(await titles({ [field]: text }), [], `${field} ${JSON.stringify(text)}`);
    });

    test('refuses what it cannot read, and names every field', async () => {
      const long = 'x'.repeat(1001);
      for (const [request, subject] of [
        [{ filter: { search: 'x'.repeat(501) } }, 'filter.search'],
        [{ filter: { services: long } }, 'filter.services'],
        [{ filter: { labels: 'a,'.repeat(51) } }, 'filter.labels'],
        [{ filter: { status: 'a,'.repeat(51) } }, 'filter.status'],
        [{ filter: { createdAt: { gte: 'yesterday' } } }, 'filter.createdAt.gte'],
        [{ filter: { startedAt: { lt: '2025-02-30' } } }, 'filter.startedAt.lt'],
        [{ filter: { resolvedAt: { lte: '03/04/2025' } } }, 'filter.resolvedAt.lte'],
        [{ filter: { resolvedAt: { gt: '1899-01-01' } } }, 'filter.resolvedAt.gt'],
        [{ sort: 'title' }, 'sort'],
        [{ sort: '--created_at' }, 'sort'],
        [{ sort: 'constructor' }, 'sort'],
        [{ page: { size: 0 } }, 'page.size'],
        [{ page: { size: 101 } }, 'page.size'],
        [{ page: { size: 1.5 } }, 'page.size'],
        [{ page: { number: 0 } }, 'page.number'],
        [{ page: { number: Number.NaN } }, 'page.number'],
        [{ page: { number: 501 } }, 'page.offset'],
        [{ page: { number: 101, size: 100 } }, 'page.offset'],
      ] as const)
        await assert.rejects(listIncidents(store(), context, request), refusal('invalid_input', subject));
      await assert.rejects(
        listIncidents(store(), context, { filter: { search: long, createdAt: { lt: 'x' } }, sort: 'x' }),
        (error) => {
          assert.ok(error instanceof ParleyError);
          const paths = error.details.issues?.map(({ path }) => path);
          assert.deepEqual(paths, ['filter.search', 'filter.createdAt.lt', 'sort']);
          return true;
        },
      );
      await assert.rejects(
        listIncidents(store(), context, { page: { number: 501 } }),
        /first 10000 entries only; go on with page\[after\]/,
      );
      assert.deepEqual((await listIncidents(store(), context, { page: { number: 500 } })).items, []);
    });

    test('shows nothing of another tenant, not even to its ids', async () => {
      const other = await caller();
      assert.deepEqual(await titles({}, '', other), []);
      assert.deepEqual(await titles({ search: 'cache' }, '', other), []);
      assert.deepEqual(await titles({ cause: 'dns' }, '', other), []);
      const [first] = (await listIncidents(store(), context)).items;
      assert.ok(first);
      for (const reference of [first.id, prefixedId('inc', first.id), first.slug, first.externalId])
        await assert.rejects(getIncident(store(), other, reference), refusal('not_found', 'incident'));
    });
  });

  describe('pages', () => {
    /** Three times, of which one is unknown, for a dozen incidents: most share theirs with others. */
    async function begin(): Promise<Context> {
      const context = await caller();
      const starts = [minute('2025-01-01T00:00:00Z'), null, minute('2025-02-01T00:00:00Z')];
      const many = Array.from({ length: 12 }, (_, index) => index);
      for (const index of many)
        await add(context, `old ${index}`, { startedAt: starts[index % 3] ?? null, services: ['queue'] });
      await setTimes(
        context,
        Object.fromEntries(
          many.map((index) => [`old ${index}`, [`2026-01-01T00:00:00.00000${index % 4}Z`, '2026-01-02']]),
        ),
      );
      return context;
    }

    for (const sort of [
      '',
      'started_at',
      '-started_at',
      'created_at',
      '-created_at,started_at',
      'mitigated_at',
    ])
      test(`by cursor show each once while others come in (${sort || 'usual order'})`, async () => {
        const context = await begin();
        const filter = { services: 'queue' };
        const whole = (await listIncidents(store(), context, { sort, filter })).items.map(({ id }) => id);
        assert.equal(whole.length, 12);
        const old = new Set(whole);
        const seen: Uuid[] = [];
        let after: string | undefined;
        for (let reads = 0; reads < 20; reads++) {
          const page = await listIncidents(store(), context, { sort, filter, page: { size: 5, after } });
          seen.push(...page.items.map(({ id }) => id));
          if (page.nextCursor === null) break;
          after = page.nextCursor;
          // One that belongs before what was shown, one behind it, one of no time.
          for (const start of ['2024-01-01T00:00:00Z', '2025-03-01T00:00:00Z', null])
            if (seen.length < 10)
              await add(context, `new ${newId()}`, {
                services: ['queue'],
                startedAt: start ? minute(start) : null,
              });
        }
        assert.equal(new Set(seen).size, seen.length);
        assert.deepEqual(
          seen.filter((id) => old.has(id)),
          whole,
        );
      });

    test('by number follow each other without gap, and count all', async () => {
      const context = await begin();
      const read = (number: number) =>
        listIncidents(store(), context, { sort: 'started_at', page: { number, size: 5 } });
      const pages = await Promise.all([read(1), read(2), read(3), read(4)]);
      assert.deepEqual(
        pages.map(({ items, total, number }) => [items.length, total, number]),
        [
          [5, 12, 1],
          [5, 12, 2],
          [2, 12, 3],
          [0, 12, 4],
        ],
      );
      assert.equal(new Set(pages.flatMap(({ items }) => items.map(({ id }) => id))).size, 12);
      const next = pages[0]?.nextCursor ?? undefined;
      const byCursor = await listIncidents(store(), context, {
        sort: 'started_at',
        page: { size: 5, after: next },
      });
      assert.deepEqual(byCursor.items, pages[1]?.items);
      assert.deepEqual([byCursor.number, byCursor.total], [null, 12]);
      assert.equal(pages[2]?.nextCursor, null);
    });

    test('by a cursor of another order, or of nobody, are refused', async () => {
      const context = await begin();
      const { nextCursor } = await listIncidents(store(), context, { sort: 'started_at', page: { size: 1 } });
      assert.ok(nextCursor);
      const forged = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');
      const id = newId();
      for (const after of [
        nextCursor,
        'x',
        '💥',
        'a'.repeat(2000),
        forged(),
        forged('created_at'),
        forged('created_at', id),
        forged('created_at', "' or true --", '2026-01-01T00:00:00.000000Z'),
        forged('created_at', id, '2026-02-31T00:00:00.000000Z'),
        forged('created_at', id, 'infinity'),
        forged('created_at', id, 5),
        forged('created_at', id, null, null),
      ])
        await assert.rejects(
          listIncidents(store(), context, { sort: 'created_at', page: { after } }),
          refusal('invalid_input', 'page.after'),
          after,
        );
    });
  });

  describe('one incident', () => {
    test('is found by every form of its id, its external id and its slug', async () => {
      const context = await caller();
      const id = await add(context, 'Ümlaut: the "Cache" lost!', { externalId: 'INC-7' });
      const own = await add(context, 'Own slug', { labels: { slug: ['own-slug'], sequential_id: ['118'] } });
      const found = await getIncident(store(), context, id);
      const ulid = prefixedId('inc', id);
      assert.equal(found.slug, `umlaut-the-cache-lost-${ulid.slice(4).toLowerCase()}`);
      for (const reference of [id.toUpperCase(), ulid, ulid.toLowerCase(), 'INC-7', ` ${id} `, found.slug])
        assert.deepEqual(await getIncident(store(), context, reference), found, reference);
      const withOwn = await getIncident(store(), context, 'own-slug');
      assert.deepEqual([withOwn.id, withOwn.slug, withOwn.sequentialId], [own, 'own-slug', 118]);
      for (const reference of [...HOSTILE, '\0', newId(), 'inc_', 'INC-8', 'x'.repeat(301), ''])
        await assert.rejects(
          getIncident(store(), context, reference),
          refusal('not_found', 'incident'),
          reference,
        );
    });

    test('shows all that is stored of it', async () => {
      const context = await caller();
      const id = await add(context, 'Queue stuck', {
        summary: 'No message came through.',
        status: 'resolved',
        severity: 'SEV2',
        services: ['queue', 'Mail'],
        labels: {
          environments: ['Production'],
          teams: ['Platform'],
          team: ['platform', 'Mail'],
          region: ['eu'],
          kind: ['normal'],
        },
        rootCause: 'A full disk',
        resolution: 'Space was made.',
        actionItems: ['Watch the disk'],
        timeline: [{ at: new Date('2025-01-01T10:05:00Z'), text: 'Paged' }],
        sourceUrl: 'https://example.test/7',
        startedAt: minute('2025-01-01T10:00:00Z'),
        resolvedAt: { at: new Date('2025-01-01T00:00:00Z'), precision: 'day' },
        durationMinutes: 30,
      });
      const { createdAt, updatedAt, slug, ...shown } = await getIncident(store(), context, id);
      assert.ok(createdAt instanceof Date && updatedAt instanceof Date);
      assert.match(slug, /^[a-z0-9_-]+$/);
      assert.deepEqual(shown, {
        id,
        externalId: 'Queue stuck',
        sequentialId: null,
        title: 'Queue stuck',
        kind: 'normal',
        summary: 'No message came through.',
        status: 'resolved',
        severity: 'SEV2',
        services: ['Mail', 'queue'],
        environments: ['Production'],
        teams: ['Mail', 'Platform'],
        labels: { region: ['eu'] },
        rootCause: 'A full disk',
        trigger: null,
        impact: null,
        detection: null,
        resolution: 'Space was made.',
        lessons: null,
        timeline: [{ at: new Date('2025-01-01T10:05:00Z'), text: 'Paged' }],
        actionItems: ['Watch the disk'],
        url: 'https://example.test/7',
        startedAt: minute('2025-01-01T10:00:00Z'),
        detectedAt: null,
        mitigatedAt: null,
        resolvedAt: { at: new Date('2025-01-01T00:00:00Z'), precision: 'day' },
        durationMinutes: 30,
        detectMinutes: null,
        recoverMinutes: null,
      });
    });
  });

  test('reading needs one of two scopes', async () => {
    const context = await caller();
    const { id } = await createIncident(store(), context, { title: 'Down' });
    for (const scopes of [['incidents:read'], ['ai.chat:read'], ['*']])
      for (const role of ['viewer', 'member'] as const) {
        const reader = { ...context, scopes, role };
        assert.equal((await getIncident(store(), reader, id)).id, id);
        assert.equal((await listIncidents(store(), reader)).total, 1);
      }
    const writer = { ...context, scopes: ['incidents:write', 'ai.chat:write'] };
    const message = /needs the scope incidents:read or ai\.chat:read, which/;
    await assert.rejects(getIncident(store(), writer, id), message);
    await assert.rejects(listIncidents(store(), writer), refusal('forbidden', 'scope'));
  });
});
