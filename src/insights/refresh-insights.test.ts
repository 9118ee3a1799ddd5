import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { madeIncidents } from '../../test/support/made-incidents.ts';
import { newPattern } from '../../test/support/new-pattern.ts';
import { newTenant } from '../../test/support/new-tenant.ts';
import { onEachEngine } from '../../test/support/on-each-engine.ts';
import type { Uuid } from '../core/ids.ts';
import type { Insight, InsightKind } from '../core/insight.ts';
import { refreshRunbooks } from '../runbooks/refresh-runbooks.ts';
import { selectInsights } from '../store/insights.ts';
import { runQuery } from '../store/query.ts';
import { refreshInsights } from './refresh-insights.ts';

const NOW = new Date('2026-06-30T12:00:00Z');
const DAY_MS = 86_400_000;
/** A moment so many days before noon of the day on which is looked. */
const ago = (days: number): string => new Date(NOW.getTime() - days * DAY_MS).toISOString();

onEachEngine('Insights', (store) => {
  let tenantId: Uuid;
  let made = 0;
  beforeEach(async () => {
    tenantId = await newTenant(store());
    made = 0;
  });

  /** Incidents that began so many days ago. */
  const happened = (days: readonly number[], more: (at: number) => object = () => ({})): Promise<Uuid[]> =>
    madeIncidents(
      store(),
      tenantId,
      days.map((day, at) => {
        made += 1;
        const record = { title: `Incident ${made}`, summary: 'It broke.', started_at: ago(day), ...more(at) };
        return { id: `I-${made}`, ...record };
      }),
    );
  const run = (now = NOW) => refreshInsights(store(), tenantId, now);
  const insights = async (kind?: InsightKind): Promise<Insight[]> =>
    (
      await runQuery(
        store(),
        { tenantId },
        selectInsights(tenantId, { category: null, severity: null }, null, 100),
      )
    ).filter((insight) => kind === undefined || insight.kind === kind);
  const found = async (kind: InsightKind, now = NOW): Promise<Insight[]> => {
    await run(now);
    return insights(kind);
  };

  test('without incidents nothing is found, and the run says that the history is empty', async () => {
    assert.deepEqual(await run(), {
      ...{ generatedAt: NOW, found: 0, ended: 0 },
      history: { incidents: 0, firstStartedAt: null, lastStartedAt: null },
    });
  });

  test('a pattern that came four times in 180 days and six in the last 30 rises, with every figure', async () => {
    await happened([400]);
    const ids = await happened([1, 2, 3, 5, 8, 29, 40, 90, 150, 200]);
    const patternId = await newPattern(store(), tenantId, {
      title: 'Pool is empty',
      incidentIds: ids,
      services: ['shop'],
    });
    const [insight, more] = await found('rising_pattern');
    assert.equal(more, undefined);
    // P(X ≥ 6) of 10 with 1/7 each, by hand: Σ C(10,k)·6^(10−k) / 7^10 for k = 6 … 10.
    const chance = (210 * 6 ** 4 + 120 * 6 ** 3 + 45 * 6 ** 2 + 10 * 6 + 1) / 7 ** 10;
    assert.deepEqual(insight?.arithmetic, {
      recent: { from: '2026-06-01', to: '2026-06-30', days: 30, incidents: 6, gravest: 0 },
      before: { from: '2025-12-03', to: '2026-05-31', days: 180, incidents: 4 },
      ...{ expected: 0.6667, ratio: 9, chance: Number(chance.toPrecision(4)) },
      test: 'exact test of two Poisson rates, one-sided',
    });
    assert.deepEqual(
      [
        insight.category,
        insight.severity,
        insight.incidentCount,
        insight.patternId,
        insight.affectedServices,
      ],
      ['reliability', 'high', 6, patternId, ['shop']],
    );
    assert.deepEqual(insight.incidentIds, ids.slice(0, 6));
    assert.equal(insight.title, '“Pool is empty” comes more often');
    assert.match(
      insight.summary,
      /happened 6 times in the last 30 days \(2026-06-01 to 2026-06-30, UTC\) and 4 times in the 180 days before \(2025-12-03 to 2026-05-31\), which is 0\.67 in 30 days: 9 times as often\./,
    );
  });

  test('what is new and what is grave weigh more', async () => {
    await happened([400]);
    const ids = await happened([1, 2, 3], () => ({ severity: 'SEV1' }));
    await newPattern(store(), tenantId, { title: 'New', incidentIds: ids });
    const [insight] = await found('rising_pattern');
    assert.deepEqual([insight?.severity, insight?.arithmetic.ratio], ['critical', null]);
    assert.match(insight?.summary ?? '', /and not at all in the 180 days before/);
  });

  test('two incidents, a steady rate, a rise that chance explains, and a history too short are no rise', async () => {
    const rises = async (days: readonly number[], first: number) => {
      tenantId = await newTenant(store());
      await happened([first]);
      await newPattern(store(), tenantId, { title: 'P', incidentIds: await happened(days) });
      return (await found('rising_pattern')).length;
    };
    assert.equal(await rises([1, 2], 400), 0);
    assert.equal(await rises([1, 2, 3], 400), 1);
    assert.equal(
      await rises([3, 9, 15, 40, 50, 60, 70, 80, 90, 100, 110, 120, 130, 140, 150, 160, 170, 180], 400),
      0,
    );
    // Three in 30 days after three in 180: six times as often, and one case in sixteen by chance.
    assert.equal(await rises([1, 2, 3, 60, 90, 120], 400), 0);
    assert.equal(await rises([1, 2, 3, 4, 5], 89), 0, 'less than sixty days before');
    assert.equal(await rises([1, 2, 3, 4, 5], 120), 1);
  });

  test('an incident counts in a window only if all that its date leaves open lies in it', async () => {
    await happened([400]);
    const ids = [
      ...(await happened([1, 2])),
      ...(await happened([1], () => ({ started_at: '2026-06' }))),
      ...(await happened([1], () => ({ started_at: '2026' }))),
    ];
    await newPattern(store(), tenantId, { title: 'P', incidentIds: ids });
    assert.deepEqual(await found('rising_pattern', new Date('2026-06-29T12:00:00Z')), []);
    const [insight] = await found('rising_pattern');
    assert.equal(insight?.incidentCount, 3, 'with the month that ends today, without the year');
  });

  test('a history that ended long ago rises no more, and its end is told', async () => {
    await happened([400]);
    await newPattern(store(), tenantId, { title: 'P', incidentIds: await happened([1, 2, 3, 4, 5, 6]) });
    assert.equal((await found('rising_pattern')).length, 1);
    const later = new Date('2027-08-01T00:00:00Z');
    const { history, ended } = await run(later);
    assert.equal(history.lastStartedAt?.toISOString(), ago(1));
    assert.ok(ended >= 1);
    assert.deepEqual(await insights('rising_pattern'), []);
  });

  test('recovery that takes longer is found for the service and for all, by medians and ranks', async () => {
    const lengths = (from: number, step: number) => (at: number) => ({
      ...{ services: ['Checkout'], duration_minutes: from + step * at },
    });
    await happened([1, 5, 10, 20, 30, 40, 50, 60, 70], lengths(100, 10));
    await happened([100, 120, 140, 160, 180, 200, 220, 240, 260], lengths(10, 5));
    const [service, all] = await found('slower_recovery');
    assert.deepEqual(
      [all?.title, service?.title],
      ['Recovery takes longer', 'Recovery of Checkout takes longer'],
    );
    const whole = [service, all].find((insight) => insight?.title === 'Recovery takes longer');
    assert.deepEqual(whole?.arithmetic.recent, {
      ...{ from: '2026-04-02', to: '2026-06-30', days: 90, incidents: 9, medianMinutes: 140 },
    });
    assert.deepEqual(whole?.arithmetic.before, {
      ...{ from: '2025-04-02', to: '2026-04-01', days: 365, incidents: 9, medianMinutes: 30 },
    });
    assert.deepEqual(
      [whole?.arithmetic.ratio, whole?.severity, whole?.category, whole?.affectedServices],
      [4.667, 'high', 'performance', ['Checkout']],
    );
  });

  test('too few known lengths, a small difference or lengths all over the place are no slower recovery', async () => {
    const slower = async (recent: readonly number[], before: readonly number[]) => {
      tenantId = await newTenant(store());
      await happened(
        recent.map((_, at) => at + 1),
        (at) => ({ duration_minutes: recent[at] }),
      );
      await happened(
        before.map((_, at) => at + 100),
        (at) => ({ duration_minutes: before[at] }),
      );
      return (await found('slower_recovery')).length;
    };
    const times = (count: number, minutes: number) => Array.from({ length: count }, (_, at) => minutes + at);
    assert.equal(await slower(times(8, 100), times(8, 10)), 1);
    assert.equal(await slower(times(7, 100), times(20, 10)), 0, 'seven');
    assert.equal(await slower(times(8, 12), times(8, 3)), 0, 'ten minutes and no more are needed, nine came');
    assert.equal(
      await slower([5, 6, 7, 100, 200, 300, 400, 8], [5, 6, 7, 8, 40, 90, 300, 9]),
      0,
      'by chance',
    );
    assert.equal(await slower(times(8, 10), times(8, 100)), 0, 'faster');
  });

  test('a pattern that is back within fourteen days of the end of the last one is found, to the minute', async () => {
    const resolved = (days: number) => () => ({ resolved_at: ago(days) });
    const first = await happened([60], resolved(59));
    const second = await happened([46], resolved(45));
    const third = await happened([30]);
    const ids = [...first, ...second, ...third];
    const patternId = await newPattern(store(), tenantId, { title: 'Pool', incidentIds: ids });
    const [insight] = await found('early_repeat');
    assert.deepEqual(insight?.arithmetic, {
      ...{ withinDays: 14, repeats: 1, pairsWithKnownEnd: 2, shortestDays: 13, lastRepeat: '2026-05-15' },
    });
    assert.deepEqual(
      [insight.severity, insight.patternId, insight.incidentIds, insight.incidentCount],
      ['medium', patternId, [second[0], first[0]], 2],
    );
    assert.match(
      insight.summary,
      /within 14 days of the end of the incident before it once, of 2 that followed/,
    );
    // Before the end of the one before it, it is the same trouble still.
    const still = await newTenant(store());
    tenantId = still;
    const overlapping = await happened([60, 59.5], (at) => (at === 0 ? { resolved_at: ago(59) } : {}));
    await newPattern(store(), tenantId, { title: 'Still', incidentIds: overlapping });
    assert.deepEqual(await found('early_repeat'), []);
  });

  test('an end is taken from a length, an end known to the day from its last moment; without one nothing is said', async () => {
    const pair = async (end: object) => {
      tenantId = await newTenant(store());
      const ids = await happened([20, 8], (at) => (at === 0 ? end : {}));
      await newPattern(store(), tenantId, { title: 'P', incidentIds: ids });
      return (await found('early_repeat'))[0]?.arithmetic.shortestDays;
    };
    assert.equal(await pair({ duration_minutes: 1440 }), 11);
    assert.equal(await pair({ resolved_at: '2026-06-10' }), 11.5);
    assert.equal(await pair({}), undefined);
  });

  test('an old repeat is kept for the record, and says that the history has ended', async () => {
    const ids = await happened([805, 800], (at) => (at === 0 ? { duration_minutes: 60 } : {}));
    await newPattern(store(), tenantId, { title: 'P', incidentIds: ids });
    const [insight] = await found('early_repeat');
    assert.equal(insight?.severity, 'info');
    assert.match(
      insight?.summary ?? '',
      /The history ends on 2024-04-21, 800 days before this was worked out\./,
    );
  });

  test('a kind of trigger behind a quarter of what the last year tells is found, with its services', async () => {
    const deploys = await happened([1, 2, 3, 4, 5], () => ({
      ...{ trigger: 'Deployment of v2 to production', services: ['shop'] },
    }));
    await happened([10, 11, 12, 13, 14], () => ({ trigger: 'A customer ordered ten thousand pots' }));
    await happened([400, 401], () => ({ trigger: 'A deploy of last year' }));
    await happened([20]);
    const [insight, more] = await found('common_trigger');
    assert.equal(more, undefined);
    assert.deepEqual(insight?.arithmetic, {
      ...{ kind: 'deploy', incidents: 5, tellingIncidents: 10, share: 0.5 },
      window: { from: '2025-07-01', to: '2026-06-30', days: 365 },
    });
    assert.deepEqual(
      [insight.severity, insight.affectedServices, insight.incidentIds, insight.patternId],
      ['high', ['shop'], deploys, null],
    );
    assert.match(
      insight.summary,
      /5 incidents of the 10 in the last 365 days .* speak of deploys and upgrades: 50 %\./,
    );
  });

  test('four, or less than a quarter, are no common trigger; a history without a year tells all of itself', async () => {
    const common = async (deploys: number, others: number, since = 1) => {
      tenantId = await newTenant(store());
      await happened(
        Array.from({ length: deploys }, (_, at) => since + at),
        () => ({ trigger: 'A deploy' }),
      );
      await happened(
        Array.from({ length: others }, (_, at) => since + at),
        () => ({ trigger: 'Nobody knows' }),
      );
      return found('common_trigger');
    };
    assert.deepEqual(await common(4, 4), []);
    assert.deepEqual(await common(5, 16), []);
    assert.equal((await common(5, 15))[0]?.arithmetic.share, 0.25);
    const [old] = await common(5, 15, 500);
    assert.deepEqual([old?.severity, old?.incidentCount], ['info', 5]);
    assert.match(old?.summary ?? '', /in the whole history \(.* to .*\).*The history ends on/);
  });

  test('triggers are read by words, the cause where no trigger is recorded', async () => {
    const texts: Readonly<Record<string, string>> = {
      certificate: 'The TLS certificate of the broker had expired',
      capacity: 'Disk full on the log volume',
      configuration: 'A feature flag was set for everybody',
      third_party: 'The payment vendor was down',
    };
    for (const [kind, text] of Object.entries(texts)) {
      tenantId = await newTenant(store());
      await happened([1, 2, 3, 4, 5], () => ({ root_cause: text }));
      const kinds = (await found('common_trigger')).map(({ arithmetic }) => arithmetic.kind);
      assert.deepEqual(kinds, [kind], text);
    }
  });

  test('credentials that were seen twice in a year are a matter of security, once or long ago they are none', async () => {
    const leak = () => ({ root_cause: 'An API key was committed to a public repository' });
    await happened([10, 500], leak);
    assert.deepEqual(await found('same_exposure'), []);
    await happened([20], leak);
    const [insight] = await found('same_exposure');
    assert.deepEqual([insight?.category, insight?.severity, insight?.incidentCount], ['security', 'high', 2]);
    assert.deepEqual(insight?.arithmetic, {
      ...{ kind: 'credential', incidents: 2, tellingIncidents: 2 },
      window: { from: '2025-07-01', to: '2026-06-30', days: 365 },
    });
    await happened([30, 40], () => ({ root_cause: 'The cloud bill doubled without anybody noticing' }));
    const cost = (await found('same_exposure')).find(({ category }) => category === 'cost');
    assert.deepEqual([cost?.severity, cost?.incidentCount], ['medium', 2]);
  });

  test('the same repair three times in a year is toil, told in the words of the latest', async () => {
    const ids = await happened([10, 20, 30, 400], () => ({ resolution: 'Restarted PgBouncer.' }));
    const patternId = await newPattern(store(), tenantId, { title: 'Pool', incidentIds: ids });
    await refreshRunbooks(store(), tenantId, 'all');
    const [insight] = await found('same_repair');
    assert.deepEqual(
      [insight?.category, insight?.severity, insight?.incidentCount, insight?.patternId],
      ['toil', 'low', 3, patternId],
    );
    assert.match(insight?.summary ?? '', /3 incidents of “Pool” .* “Restarted PgBouncer\.”/);
    assert.deepEqual(await found('same_repair', new Date(NOW.getTime() + 340 * DAY_MS)), []);
  });

  test('a finding keeps its id from run to run, ends when it is no longer found, and returns under it', async () => {
    await happened([400]);
    const ids = await happened([1, 2, 3, 4, 5, 6]);
    await newPattern(store(), tenantId, { title: 'P', incidentIds: ids });
    const [first] = await found('rising_pattern');
    const [again] = await found('rising_pattern', new Date(NOW.getTime() + 1000));
    assert.equal(again?.id, first?.id);
    assert.ok(again && first && again.generatedAt > first.generatedAt);
    const later = new Date(NOW.getTime() + 60 * DAY_MS);
    assert.equal((await run(later)).ended, 1);
    assert.equal((await run(later)).ended, 0);
    assert.deepEqual(await insights(), []);
    await madeIncidents(
      store(),
      tenantId,
      [55, 56, 57, 58, 59, 59.5, 59.6, 59.7, 59.8, 59.9].map((day, at) => ({
        ...{
          id: `L-${at}`,
          title: 'P',
          summary: 'x',
          started_at: new Date(NOW.getTime() + day * DAY_MS).toISOString(),
        },
      })),
    );
    await store().batch({ tenantId }, [
      {
        sql: `insert into pattern_members (tenant_id, incident_id, pattern_id, similarity)
          select tenant_id, id, (select id from patterns), 1 from incidents where external_id like 'L-%'`,
      },
    ]);
    const [returned] = await found('rising_pattern', later);
    assert.deepEqual([returned?.id, returned?.endedAt], [first.id, null]);
  });

  test('a run that began earlier takes nothing back, and two at once store one finding', async () => {
    await happened([400]);
    await newPattern(store(), tenantId, { title: 'P', incidentIds: await happened([1, 2, 3, 4]) });
    await Promise.all([run(), run(), run()]);
    assert.equal((await insights('rising_pattern')).length, 1);
    const [before] = await insights('rising_pattern');
    await run(new Date(NOW.getTime() - 90 * DAY_MS));
    assert.deepEqual(await insights('rising_pattern'), [before]);
  });

  test('nothing of another tenant is counted or stored', async () => {
    await happened([400]);
    await newPattern(store(), tenantId, { title: 'P', incidentIds: await happened([1, 2, 3, 4]) });
    const other = await newTenant(store());
    assert.equal((await refreshInsights(store(), other, NOW)).found, 0);
    await run();
    assert.equal((await refreshInsights(store(), other, NOW)).ended, 0);
    assert.equal((await insights('rising_pattern')).length, 1);
  });
});
