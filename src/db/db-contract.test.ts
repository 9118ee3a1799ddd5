import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { newTenant } from '../../test/support/new-tenant.ts';
import { onEachEngine } from '../../test/support/on-each-engine.ts';
import { newId } from '../core/ids.ts';
import { asOwner } from './as-owner.ts';
import type { Db } from './db.ts';

const INSERT_SESSION = `insert into chat_sessions (tenant_id, id, actor, dialect, summary)
  values ($1, $2, 'someone', 'memory', $3)`;
const COUNT_SESSIONS = 'select count(*) as sessions from chat_sessions';

async function newSession(db: Db, tenantId: string, summary = 'a talk'): Promise<string> {
  const id = newId();
  await db.batch({ tenantId }, [{ sql: INSERT_SESSION, params: [tenantId, id, summary] }]);
  return id;
}

async function summaryOf(db: Db, id: string): Promise<unknown> {
  const rows = await db.autocommit('select summary from chat_sessions where id = $1', [id]);
  return rows[0]?.summary;
}

onEachEngine('a store', (store) => {
  describe('keeps tenants apart', () => {
    test('a tenant sees its own rows and nobody else’s', async () => {
      const [ours, theirs] = [await newTenant(store()), await newTenant(store())];
      const own = await newSession(store(), ours);
      await newSession(store(), theirs);
      const rows = await store().transaction({ tenantId: ours }, (tx) =>
        tx.query('select id from chat_sessions'),
      );
      assert.deepEqual(rows, [{ id: own }]);
    });

    test('a tenant cannot insert a row for another', async () => {
      const [ours, theirs] = [await newTenant(store()), await newTenant(store())];
      const insert = store().transaction({ tenantId: ours }, (tx) =>
        tx.query(INSERT_SESSION, [theirs, newId(), 'forged']),
      );
      await assert.rejects(insert, { code: '42501' });
    });

    test('an update or delete of another tenant’s row changes nothing', async () => {
      const [ours, theirs] = [await newTenant(store()), await newTenant(store())];
      const id = await newSession(store(), theirs, 'untouched');
      await store().transaction({ tenantId: ours }, async (tx) => {
        await tx.query("update chat_sessions set summary = 'taken' where id = $1", [id]);
        await tx.query('delete from chat_sessions where id = $1', [id]);
      });
      assert.equal(await summaryOf(store(), id), 'untouched');
    });

    test('a tenant cannot give its row to another', async () => {
      const [ours, theirs] = [await newTenant(store()), await newTenant(store())];
      const id = await newSession(store(), ours);
      const move = store().transaction({ tenantId: ours }, (tx) =>
        tx.query('update chat_sessions set tenant_id = $1 where id = $2', [theirs, id]),
      );
      await assert.rejects(move, { code: '42501' });
    });

    test('without a tenant there are no rows', async () => {
      await newSession(store(), await newTenant(store()));
      const rows = await store().transaction('system', async (tx) => {
        await tx.query("select set_config('role', 'parley_tenant', true)");
        return tx.query(COUNT_SESSIONS);
      });
      assert.deepEqual(rows, [{ sessions: 0 }]);
    });

    test('a tenant id that is no UUID reads nothing', async () => {
      await assert.rejects(
        store().transaction({ tenantId: "' or true --" }, (tx) => tx.query(COUNT_SESSIONS)),
        { code: '22P02' },
      );
    });

    test('the tenant of a transaction does not outlive it', async () => {
      const tenantId = await newTenant(store());
      await newSession(store(), tenantId);
      const [row] = await store().autocommit(
        "select current_setting('app.tenant', true) as tenant, current_user = session_user as owner",
      );
      assert.equal(row?.tenant || '', '');
      assert.equal(row?.owner, true);
    });

    test('work as the owner inside a tenant’s transaction gives it back to the tenant', async () => {
      const [ours, theirs] = [await newTenant(store()), await newTenant(store())];
      await newSession(store(), ours);
      await newSession(store(), theirs);
      const [asTheOwner, asTheTenant] = await store().transaction({ tenantId: ours }, async (tx) => [
        await asOwner(tx, () => tx.query('select count(*) as names from tenants where id = $1', [theirs])),
        await tx.query(COUNT_SESSIONS),
      ]);
      assert.deepEqual(asTheOwner, [{ names: 1 }]);
      assert.deepEqual(asTheTenant, [{ sessions: 1 }]);
    });

    test('every table with a tenant has its policy, and row-level security is on', async () => {
      const tables = await store().autocommit(`
        select c.relname as name, c.relrowsecurity as enabled,
               array(select polname::text from pg_policy where polrelid = c.oid and polname like 'tenant%' order by 1) as policies
        from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')`);
      assert.ok(tables.length >= 8, `only ${tables.length} tables with a tenant`);
      for (const { name, enabled, policies } of tables) {
        assert.equal(enabled, true, `${name} has row-level security off`);
        assert.deepEqual(policies, ['tenant_rows', 'tenant_wall'], `${name} lacks a policy`);
      }
    });

    test('tables that belong to no tenant are closed to tenants', async () => {
      const closed = await store().autocommit(`
        select c.relname as name from pg_class c
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm')
          and c.relname <> 'tenants'
          and not exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id')
          and has_any_column_privilege('parley_tenant', c.oid, 'select, insert, update, references')`);
      assert.deepEqual(closed, []);
    });
  });

  describe('looks up credentials', () => {
    test('the role that does so finds a key by its prefix and notes its use', async () => {
      const tenantId = await newTenant(store());
      const prefix = newId();
      await store().batch({ tenantId }, [
        {
          sql: 'insert into api_keys (tenant_id, id, prefix, secret_hash, role) values ($1, $2, $3, $4, $5)',
          params: [tenantId, newId(), prefix, Buffer.from('hash'), 'member'],
        },
      ]);
      const rows = await store().transaction('credentials', async (tx) => {
        await tx.query('update api_keys set last_used_at = now() where prefix = $1', [prefix]);
        return tx.query('select tenant_id, role from api_keys where prefix = $1', [prefix]);
      });
      assert.deepEqual(rows, [{ tenant_id: tenantId, role: 'member' }]);
    });

    test('it can do nothing else', async () => {
      const privileges = await store().autocommit(`
        select c.relname || '.' || a.attname as field, p.privilege from pg_class c
        join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        cross join (values ('select'), ('insert'), ('update'), ('references')) p(privilege)
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm')
          and has_column_privilege('parley_credentials', c.oid, a.attnum, p.privilege)`);
      const fields = (wanted: string, on: RegExp) =>
        privileges
          .filter(({ field, privilege }) => privilege === wanted && on.test(String(field)))
          .map(({ field }) => field);
      assert.ok(fields('select', /^api_keys\./).includes('api_keys.secret_hash'));
      assert.deepEqual(fields('select', /^(?!api_keys\.)/).sort(), ['tenants.id', 'tenants.name']);
      assert.deepEqual(fields('update', /./), ['api_keys.last_used_at']);
      assert.deepEqual([...fields('insert', /./), ...fields('references', /./)], []);
      for (const sql of ['delete from api_keys', 'select * from incidents', 'create table mine (id int)'])
        await assert.rejects(
          store().transaction('credentials', (tx) => tx.query(sql)),
          { code: '42501' },
        );
    });
  });

  describe('is atomic', () => {
    test('a failed transaction leaves nothing', async () => {
      const tenantId = await newTenant(store());
      const id = newId();
      const failing = store().transaction({ tenantId }, async (tx) => {
        await tx.query(INSERT_SESSION, [tenantId, id, 'half']);
        throw new Error('changed my mind');
      });
      await assert.rejects(failing, /changed my mind/);
      assert.equal(await summaryOf(store(), id), undefined);
    });

    test('a transaction that swallows the failure of a statement is not reported as done', async () => {
      const tenantId = await newTenant(store());
      const id = newId();
      const swallowing = store().transaction({ tenantId }, async (tx) => {
        await tx.query(INSERT_SESSION, [tenantId, id, 'half']);
        await tx.query('select 1 / 0').catch(() => {});
      });
      await assert.rejects(swallowing, /rolled back/);
      assert.equal(await summaryOf(store(), id), undefined);
    });

    test('a batch is in or out, and answers in order', async () => {
      const tenantId = await newTenant(store());
      const [first, second] = [newId(), newId()];
      const insert = (id: string) => ({ sql: INSERT_SESSION, params: [tenantId, id, 'batched'] });
      await assert.rejects(store().batch({ tenantId }, [insert(first), insert(first)]), { code: '23505' });
      assert.equal(await summaryOf(store(), first), undefined);
      const rows = await store().batch({ tenantId }, [
        insert(first),
        { sql: COUNT_SESSIONS },
        insert(second),
      ]);
      assert.deepEqual(rows, [[], [{ sessions: 1 }], []]);
    });

    test('a batch with a value that cannot be written changes nothing', async () => {
      const tenantId = await newTenant(store());
      const id = newId();
      const circular: Record<string, unknown> = {};
      circular.self = circular;
      const batch = store().batch({ tenantId }, [
        { sql: INSERT_SESSION, params: [tenantId, id, 'half'] },
        { sql: 'select $1::jsonb', params: [circular] },
      ]);
      await assert.rejects(batch, /circular/);
      assert.equal(await summaryOf(store(), id), undefined);
    });

    test('the store works on after a failure', async () => {
      await assert.rejects(store().batch('system', [{ sql: 'select 1 / 0' }]), { code: '22012' });
      assert.deepEqual(await store().batch('system', [{ sql: 'select 1 as one' }]), [[{ one: 1 }]]);
    });

    test('a script that fails half-way leaves nothing, also nothing open', async () => {
      await assert.rejects(store().autocommit('begin; create table half (id int); select 1 / 0; commit'), {
        code: '22012',
      });
      assert.deepEqual(await store().autocommit("select to_regclass('half') as half"), [{ half: null }]);
    });

    test('a transaction inside a transaction is refused instead of waiting for ever', async () => {
      await assert.rejects(
        store().transaction('system', () => store().ping()),
        /may not wait for another/,
      );
    });

    test('a transaction cannot be used after its end', async () => {
      const tx = await store().transaction('system', async (open) => open);
      await assert.rejects(tx.query('select 1'), /has ended/);
    });

    test('batches at the same time fail and succeed each for itself', async () => {
      const tenantId = await newTenant(store());
      for (let round = 0; round < 3; round++) {
        // New text each round: it has no name on the connection yet.
        const echo = { sql: `select $1::text as said, ${round} as round`, params: ['hello'] };
        const insert = (id: string) => ({ sql: INSERT_SESSION, params: [tenantId, id, 'at once'] });
        const outcomes = await Promise.allSettled(
          Array.from({ length: 60 }, (_, index) => {
            const id = newId();
            const doomed = index % 3 === 0 ? [insert(id), insert(id)] : [insert(id)];
            return store().batch({ tenantId }, [...doomed, echo]);
          }),
        );
        for (const [index, outcome] of outcomes.entries()) {
          assert.equal(outcome.status, index % 3 === 0 ? 'rejected' : 'fulfilled', String(index));
          if (outcome.status === 'fulfilled')
            assert.deepEqual(outcome.value.at(-1), [{ said: 'hello', round }]);
        }
      }
      const [count] = await store().batch({ tenantId }, [{ sql: COUNT_SESSIONS }]);
      assert.deepEqual(count, [{ sessions: 120 }]);
    });

    test('a transaction between batches is alone, and comes to its turn', async () => {
      const tenantId = await newTenant(store());
      let stop = false;
      const busy = Array.from({ length: 10 }, async () => {
        while (!stop) await store().batch({ tenantId }, [{ sql: COUNT_SESSIONS }]);
      });
      for (let round = 0; round < 10; round++) {
        const sessions = await store().transaction({ tenantId }, async (tx) => {
          await tx.query(INSERT_SESSION, [tenantId, newId(), 'alone']);
          return (await tx.query<{ sessions: number }>(COUNT_SESSIONS))[0]?.sessions;
        });
        assert.equal(sessions, round + 1);
      }
      stop = true;
      await Promise.all(busy);
    });

    test('fifty transactions at once that read and then write lose no update', async () => {
      const tenantId = await newTenant(store());
      const id = await newSession(store(), tenantId);
      const raise = () =>
        store().transaction({ tenantId }, async (tx) => {
          const [row] = await tx.query<{ count: number }>(
            'select message_count as count from chat_sessions where id = $1 for update',
            [id],
          );
          await tx.query('update chat_sessions set message_count = $1 where id = $2', [
            (row?.count ?? 0) + 1,
            id,
          ]);
        });
      await Promise.all(Array.from({ length: 50 }, raise));
      const [row] = await store().autocommit(
        'select message_count as count from chat_sessions where id = $1',
        [id],
      );
      assert.equal(row?.count, 50);
    });
  });

  describe('reads and writes values', () => {
    test('the same way on every engine', async () => {
      const [[row]] = (await store().batch('system', [
        {
          sql: `select 9007199254740991::int8 as int8, count(*), sum(2::int8), 1.25::numeric as "numeric", 0.1::float8 as "float8",
                  true as "boolean", null::text as missing, date '2026-02-28' as date, interval '90 minutes' as interval,
                  timestamptz '2026-03-01 12:00:00.123+02' as at, array[1, 2]::int8[] as numbers,
                  array['a,b', 'c"d', null]::text[] as texts, '{}'::text[] as empty, $1::uuid as id, $2::jsonb as object,
                  $3::jsonb as list, $4::text[] as given, $5::bytea as bytes, $6::timestamptz as instant, $7::int8 as whole`,
          params: [
            '0190A0B0-0000-7000-8000-00000000000A',
            { deep: [1, null, 'ü'] },
            JSON.stringify([1, { two: 2 }]),
            ['x', 'y "z"', '{}'],
            Buffer.from([0, 255]),
            new Date('2026-01-01T00:00:00.5Z'),
            42,
          ],
        },
      ])) as [[Record<string, unknown>]];
      assert.deepEqual(row, {
        int8: 9007199254740991,
        count: 1,
        sum: 2,
        numeric: 1.25,
        float8: 0.1,
        boolean: true,
        missing: null,
        date: '2026-02-28',
        interval: '01:30:00',
        at: new Date('2026-03-01T10:00:00.123Z'),
        numbers: [1, 2],
        texts: ['a,b', 'c"d', null],
        empty: [],
        id: '0190a0b0-0000-7000-8000-00000000000a',
        object: { deep: [1, null, 'ü'] },
        list: [1, { two: 2 }],
        given: ['x', 'y "z"', '{}'],
        bytes: Buffer.from([0, 255]),
        instant: new Date('2026-01-01T00:00:00.500Z'),
        whole: 42,
      });
    });

    test('a whole number too large for a number is an error, not another number', async () => {
      await assert.rejects(store().autocommit('select 9007199254740993::int8 as big'), /too large/);
    });

    test('a megabyte of text comes back as it went in', async () => {
      const text = 'grüße 🚀 '.repeat(80_000);
      const [rows] = await store().batch('system', [{ sql: 'select $1::text as text', params: [text] }]);
      assert.equal(rows?.[0]?.text, text);
    });

    test('a statement that is planned anew is kept by no connection; the others are', async () => {
      const kept = async (sql: string, more: { isPlannedAnew?: true }) => {
        for (let times = 0; times < 4; times++)
          await store().batch('system', [{ sql, params: [times], ...more }]);
        const [rows] = await store().batch('system', [
          {
            sql: 'select count(*)::int as count from pg_prepared_statements where statement = $1',
            params: [sql],
          },
        ]);
        return rows?.[0]?.count;
      };
      assert.equal(await kept('select $1::int as planned_anew', { isPlannedAnew: true }), 0);
      assert.equal(await kept('select $1::int as planned_once', {}), 1);
    });

    test('a statement sent many times answers each time with its own values', async () => {
      for (let value = 0; value < 20; value++) {
        const [rows] = await store().batch('system', [
          { sql: 'select $1::int * 2 as doubled', params: [value] },
        ]);
        assert.deepEqual(rows, [{ doubled: value * 2 }]);
      }
    });
  });

  test('maintenance statements run outside a transaction', async () => {
    await store().maintain(['vacuum (analyze) chat_sessions', 'checkpoint']);
    await assert.rejects(store().maintain(['vacuum no_such_table']), { code: '42P01' });
    await store().ping();
  });
});
