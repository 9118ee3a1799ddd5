import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import { createAnalyst } from '../../src/analyst/analyst.ts';
import type { FindSimilar } from '../../src/analyst/read/link-pattern.ts';
import type { Source } from '../../src/core/conversation.ts';
import type { AnswerRequest, PastTurn } from '../../src/models/answerer.ts';
import { selectKnowledgeVersion } from '../../src/store/knowledge-version.ts';
import { selectPatterns } from '../../src/store/patterns.ts';
import { runQuery } from '../../src/store/query.ts';
import { asked } from '../support/asked.ts';
import { callerOf } from '../support/new-caller.ts';
import { newPattern } from '../support/new-pattern.ts';
import { newTenant } from '../support/new-tenant.ts';
import { onEachEngine } from '../support/on-each-engine.ts';
import { newRecurringHistory, type RecurringHistory } from './recurring-history.ts';
import { type Phrasing, phrasings } from './recurring-phrasings.ts';

interface Said {
  readonly reply: string;
  readonly sources: readonly Source[];
  readonly abstained: boolean;
  readonly inputRequired: boolean;
}

onEachEngine('what the analyst says of patterns, runbooks and insights', (store) => {
  let history: RecurringHistory;

  /** The last of the replies; `between` runs before the last question. */
  async function talk(
    questions: readonly string[],
    {
      of = history,
      find,
      between,
      ...more
    }: {
      readonly of?: Pick<RecurringHistory, 'tenantId'>;
      readonly find?: FindSimilar;
      readonly between?: () => Promise<void>;
    } & Partial<AnswerRequest> = {},
  ): Promise<Said> {
    const { tenantId } = of;
    const knowledgeVersion = await runQuery(store(), { tenantId }, selectKnowledgeVersion(tenantId));
    const analyst = createAnalyst({ db: store(), findSimilar: find });
    const turns: PastTurn[] = [];
    let said: Said | undefined;
    for (const [index, question] of questions.entries()) {
      if (index > 0 && index === questions.length - 1) await between?.();
      const context = callerOf(tenantId);
      const request = asked({ context, question, history: [...turns], knowledgeVersion, ...more });
      let reply = '';
      for await (const event of analyst.answer(request)) {
        if (event.type === 'text') reply += event.text;
        if (event.type !== 'finish') continue;
        turns.push({ question, reply, state: JSON.parse(JSON.stringify(event.state)) });
        said = {
          reply,
          sources: event.sources,
          abstained: event.abstained,
          inputRequired: event.inputRequired,
        };
      }
    }
    return said ?? assert.fail('no answer');
  }
  const ask = (question: string, more?: Parameters<typeof talk>[1]): Promise<Said> => talk([question], more);

  const change = (sql: string, params: unknown[]): Promise<unknown> =>
    store().transaction({ tenantId: history.tenantId }, (tx) => tx.query(sql, params));

  before(async () => {
    history = await newRecurringHistory(store());
  });

  function assertSaid({ reply, sources, abstained, inputRequired }: Said, phrasing: Phrasing): void {
    for (const words of phrasing.says) assert.match(reply, words);
    for (const words of phrasing.saysNot) assert.doesNotMatch(reply, words);
    assert.deepEqual([abstained, inputRequired], [phrasing.abstains, phrasing.asksBack], reply);
    for (const wanted of phrasing.sources)
      assert.ok(
        sources.some(({ type, externalId }) => type === wanted || externalId === wanted),
        `${wanted} is no source of:\n${reply}`,
      );
    assert.equal(new Set(sources.map(({ type, id }) => `${type} ${id}`)).size, sources.length);
  }

  for (const phrasing of phrasings)
    it(`“${phrasing.questions.join('” “')}”${phrasing.bound ? ` of ${phrasing.bound}` : ''}`, async () => {
      const incidentId = phrasing.bound === undefined ? null : await history.incident(phrasing.bound);
      assertSaid(await talk(phrasing.questions, { incidentId }), phrasing);
    });

  it('counts the members of exactly the window that is stated, whatever window is asked', async () => {
    const starts = ['2025-02-10', '2025-08-03', '2026-01-15', '2026-06-20', '2026-09-14', '2026-11-02'];
    for (const [words, from, to] of [
      ['in 2025', '2025-01-01', '2026-01-01'],
      ['in the first half of 2026', '2026-01-01', '2026-07-01'],
      ['since June 2026', '2026-06-01', '2027-01-01'],
      ['between August 2025 and January 2026', '2025-08-01', '2026-02-01'],
      ['in the last 30 days', '2026-10-21T12', '2026-11-20T12'],
    ] as const) {
      const { reply } = await ask(`How often did the gateway certificate expire ${words}?`);
      const count = starts.filter((start) => start >= from && start < to).length;
      assert.match(
        reply,
        new RegExp(`came up ${count === 1 ? 'once' : `${count} times`} `),
        `${words}: ${reply}`,
      );
      assert.match(reply, /\d{4}-\d\d-\d\d/);
    }
  });

  it('says where a window cannot hold an incident without a date', async () => {
    const { tenantId } = history;
    await change(
      'update incidents set started_at = null, started_until = null, started_precision = null where tenant_id = $1::uuid and external_id = $2',
      [tenantId, 'INC-15'],
    );
    const { reply } = await ask('How often was the certificate of the partner API rejected in 2026?');
    await change(
      "update incidents set started_at = '2025-05-05T09:00:00Z', started_until = '2025-05-05T09:01:00Z', started_precision = 'minute' where tenant_id = $1::uuid and external_id = $2",
      [tenantId, 'INC-15'],
    );
    assert.match(
      reply,
      /once in 2026 .*\(1 incident without a recorded start could not be placed in time\), of 2 incidents/,
    );
  });

  it('tells how sure a pattern is, and never one that was dismissed, merged or has vanished', async () => {
    const { tenantId, patterns } = history;
    assert.match(
      (await ask('How often is the partner API certificate rejected?')).reply,
      /\(emerging, confidence 35 %\)/,
    );
    for (const column of [
      'dismissed_at = now()',
      'vanished_at = now()',
      `merged_into = '${patterns.orders}'`,
    ]) {
      const id = await newPattern(store(), tenantId, {
        title: 'Search results stale',
        incidentIds: [await history.incident('INC-63'), await history.incident('INC-62')],
      });
      assert.match((await ask('Have we seen stale search results before?')).reply, /the pattern “Search/);
      await change(`update patterns set ${column} where tenant_id = $1::uuid and id = $2::uuid`, [
        tenantId,
        id,
      ]);
      for (const question of [
        'Have we seen stale search results before?',
        'What are our recurring problems?',
        'Which pattern does INC-63 belong to?',
        'How often do search results get stale?',
      ]) {
        const { reply, sources } = await ask(question);
        assert.doesNotMatch(reply, /pattern “Search/, question);
        assert.ok(sources.every((source) => source.id !== id));
      }
      await change('delete from patterns where tenant_id = $1::uuid and id = $2::uuid', [tenantId, id]);
    }
  });

  it('forgets a pattern that is dismissed while a session is about it', async () => {
    const { tenantId, patterns } = history;
    const set = (value: string) => () =>
      change(`update patterns set dismissed_at = ${value} where tenant_id = $1::uuid and id = $2::uuid`, [
        tenantId,
        patterns.orders,
      ]).then(() => undefined);
    const { reply, sources } = await talk(
      ['Have we seen pool exhaustion on orders before?', 'how many in 2026?'],
      { between: set('now()') },
    );
    await set('null')();
    assert.doesNotMatch(reply, /the pattern “/);
    assert.ok(sources.every(({ type }) => type === 'incident'));
  });

  it('finds by likeness what neither names nor incidents tell', async () => {
    const { tenantId, patterns } = history;
    const all = await runQuery(store(), { tenantId }, selectPatterns(tenantId, {}, null, 10));
    const likeness =
      (gateway: number, orders: number): FindSimilar =>
      async (of) => {
        assert.equal(of, tenantId);
        return all
          .filter(({ id }) => id === patterns.gateway || id === patterns.orders)
          .map((pattern) => ({
            pattern,
            similarity: pattern.id === patterns.gateway ? gateway : orders,
            reasons: [],
          }));
      };
    const question = 'TLS handshakes fail everywhere. Have we seen this before?';
    assert.ok((await ask(question)).abstained);
    assert.match(
      (await ask(question, { find: likeness(0.8, 0.3) })).reply,
      /^It looks like the pattern “Gateway/,
    );
    assert.ok((await ask(question, { find: likeness(0.3, 0.2) })).abstained);
    assert.ok((await ask(question, { find: likeness(0.8, 0.79) })).inputRequired);
  });

  it('an alert that belongs to no incident is answered from the pattern that its words are like', async () => {
    const { tenantId } = history;
    await change(
      "insert into alerts (tenant_id, id, external_id, source, status, summary, services) values ($1::uuid, $2::uuid, 'a', 'monitor', 'firing', 'Connection pool exhausted on orders', '{}')",
      [tenantId, '01a20000-0000-7000-8000-000000000001'],
    );
    const { reply, sources } = await ask('What should I do now?', {
      alertId: '01a20000-0000-7000-8000-000000000001',
    });
    assert.match(reply, /pattern “Connection pool exhausted on orders”.*Release v4.9 was rolled back/s);
    assert.equal(sources[0]?.type, 'pattern');
  });

  it('knows nothing of another tenant', async () => {
    const other = { tenantId: await newTenant(store()) };
    for (const question of [
      'What are our recurring problems?',
      'Have we seen expired gateway certificates before?',
      'do we have a runbook for KubePodCrashLooping?',
      'any insights?',
      'Which pattern does INC-12 belong to?',
    ]) {
      const { sources, abstained, reply } = await ask(question, { of: other });
      assert.deepEqual([sources, abstained], [[], true], reply);
      assert.doesNotMatch(reply, /Gateway|renewal|looping\b.*last log/);
    }
    const bound = await history.incident('INC-44');
    assert.deepEqual((await ask('Has this happened before?', { of: other, incidentId: bound })).sources, []);
  });
});
