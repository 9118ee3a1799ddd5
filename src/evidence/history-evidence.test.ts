import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { importHistory } from '../../test/support/import-history.ts';
import { onEachEngine } from '../../test/support/on-each-engine.ts';
import { createAnalyst } from '../analyst/analyst.ts';
import type { Uuid } from '../core/ids.ts';
import type { Db } from '../db/db.ts';
import { createAlert } from '../knowledge/create-alert.ts';
import type { AnswerRequest } from '../models/answerer.ts';
import type { Evidence, Gathered } from '../models/evidence.ts';
import { selectIncidentId } from '../store/incident-reference.ts';
import { runQuery } from '../store/query.ts';
import { createHistoryEvidence } from './history-evidence.ts';

const LOGS = 'The disk of the log collector ran full because rotation was off.';

const RECORDS = [
  {
    id: 'vienna',
    title: 'ADFS outage in Vienna',
    started_at: '2021-03-31T12:06:00Z',
    duration_minutes: 90,
    service: 'login',
    severity: 'SEV1',
    root_cause: 'The signing certificate had expired.',
    resolution: 'The certificate was renewed by hand and the farm restarted.',
  },
  { id: 'logs', title: 'Log collector stopped', started_at: '2022-05-01T00:00:00Z', summary: LOGS },
  { id: 'logs-copy', title: 'Log collector stopped', started_at: '2022-05-01T00:00:00Z', summary: LOGS },
  { id: 'web', title: 'Carts lost', service: 'checkout-web', started_at: '2022-06-01T10:00:00Z' },
  { id: 'api', title: 'Orders lost', service: 'checkout-api', started_at: '2022-06-02T10:00:00Z' },
];

const SECRET = {
  id: 'merger',
  title: 'Secret merger outage',
  started_at: '2021-03-31T12:06:00Z',
  service: 'dataroom',
  summary: 'The signing certificate of the merger data room had expired; code name Zanzibar.',
};

const cited = ({ citations }: Evidence): (string | null)[] =>
  citations.map(({ source }) => source.externalId);

onEachEngine('evidence of the incident history', (store) => {
  let ask: Awaited<ReturnType<typeof importHistory>>;
  let theirs: Awaited<ReturnType<typeof importHistory>>;

  const gather = (request: AnswerRequest, db: Db = store()): Promise<Gathered> =>
    createHistoryEvidence(db, createAnalyst({ db })).gather(request);
  const idOf = async (asking: typeof ask, externalId: string): Promise<Uuid> => {
    const { tenantId } = asking('').context;
    const id = await runQuery(store(), { tenantId }, selectIncidentId(tenantId, undefined, externalId));
    return id ?? assert.fail(externalId);
  };

  before(async () => {
    ask = await importHistory(store(), RECORDS);
    theirs = await importHistory(store(), [SECRET]);
  });

  test('what the analyst computed comes first with its sources, then passages with one each', async () => {
    const { evidence, passages, reply, state } = await gather(ask('How many incidents were there in 2021?'));
    assert.match(evidence[0]?.text ?? '', /^Computed from the incident history: 1 incident in 2021 /);
    assert.deepEqual(cited(evidence[0] ?? assert.fail()), ['vienna']);
    assert.deepEqual([passages, reply], [[], null]);
    assert.ok(typeof state === 'object' && state !== null && 'base' in state);
  });

  test('a passage tells its incident, its id, when it started and its part', async () => {
    const { evidence } = await gather(ask('Why had the signing certificate expired?'));
    const passage = evidence.find(({ text }) => text.startsWith('From the record')) ?? assert.fail();
    assert.match(
      passage.text,
      /^From the record of “ADFS outage in Vienna” \(id vienna, started 2021-03-31 12:06 UTC\)/,
    );
    assert.match(passage.text, /The signing certificate had expired/);
    assert.deepEqual(cited(passage), ['vienna']);
  });

  test('a text that was imported twice is one passage', async () => {
    const { evidence } = await gather(ask('Did rotation fill the disk of the log collector?'));
    const copies = evidence.filter(({ text }) => /^From the record.*rotation was off/s.test(text));
    assert.equal(copies.length, 1);
  });

  test('a refusal of the analyst is evidence of what the history does not hold', async () => {
    const { evidence } = await gather(ask('How many incidents mention zeppelins?'));
    assert.match(
      evidence[0]?.text ?? '',
      /^Looked up in the incident history, without an answer: .*zeppelins/,
    );
    assert.deepEqual(evidence[0]?.citations, []);
  });

  test('a refusal that is only about how the question was read is no evidence', async () => {
    for (const question of [
      'Between 2020 and 2021, and in 2022, certificate incidents in 2023?',
      'How was it fixed?',
    ]) {
      const { evidence } = await gather(ask(question));
      assert.ok(
        evidence.every(({ text }) => text.startsWith('From the record')),
        JSON.stringify(evidence),
      );
    }
  });

  test('a record that does not say what is asked is cited as such', async () => {
    const { evidence } = await gather(ask('What caused Carts lost?'));
    assert.match(evidence[0]?.text ?? '', /without an answer: .*does not state a cause/);
    assert.deepEqual(cited(evidence[0] ?? assert.fail()), ['web']);
  });

  test('where the analyst asks back, the user is asked, and no model has to guess', async () => {
    const { reply, state } = await gather(ask('How many incidents at checkout were there?'));
    assert.match(reply?.text ?? '', /checkout-(api|web)”? or “?checkout-(api|web)/);
    assert.equal(reply?.asksBack, true);
    assert.ok(typeof state === 'object' && state !== null && 'options' in state);
  });

  test('a follow-up to an answer that a model gave is searched for with the question before', async () => {
    const history = [
      { question: 'Which certificate expired in Vienna?', reply: 'A signing one.', state: null },
    ];
    const { evidence } = await gather(ask('And how was that repaired?', { history }));
    assert.ok(
      evidence.some(({ text }) => text.includes('renewed by hand')),
      JSON.stringify(evidence),
    );
  });

  test('the incident that a session is about comes with its whole record', async () => {
    const incidentId = await idOf(ask, 'vienna');
    const { evidence } = await gather(ask('What should we learn?', { incidentId }));
    const record = evidence.find(({ text }) =>
      text.startsWith('Record of the incident: ADFS outage in Vienna'),
    );
    assert.match(record?.text ?? '', /\nDuration: 90 minutes .*\nResolution: The certificate was renewed/s);
    assert.deepEqual(record && cited(record), ['vienna']);
  });

  test('the alert that a session is about comes with its record and that of its incident', async () => {
    const { context } = ask('');
    const made = {
      summary: 'Sign-in fails',
      externalId: 'alert-7',
      incidentId: 'vienna',
      description: 'HTTP 503',
    };
    const alert = await createAlert(store(), context, made);
    const { evidence } = await gather(ask('What should I do?', { alertId: alert.id }));
    const records = evidence.filter(({ text }) => text.startsWith('Record of'));
    assert.deepEqual(records.map(cited), [['alert-7'], ['vienna']]);
    assert.match(records[0]?.text ?? '', /\nDescription: HTTP 503/);
    assert.equal(records[0]?.citations[0]?.source.type, 'alert');
  });

  test('an alert is searched for by what it says', async () => {
    const alert = await createAlert(store(), ask('').context, { summary: 'Log rotation off, disk full' });
    const { evidence } = await gather(ask('What should I do?', { alertId: alert.id }));
    assert.ok(evidence.some((piece) => piece.text.startsWith('From') && /^logs/.test(cited(piece)[0] ?? '')));
  });

  test('nothing of another tenant is in any evidence, also not by its ids', async () => {
    const incidentId = await idOf(theirs, 'merger');
    const alert = await createAlert(store(), theirs('').context, { summary: 'Merger data room down' });
    for (const question of [
      'What caused the Secret merger outage?',
      'Which signing certificate of the data room had expired?',
      'How many incidents at dataroom were there?',
      `Tell me about ${incidentId}`,
    ])
      for (const bound of [{}, { incidentId }, { alertId: alert.id }]) {
        const gathered = await gather(ask(question, bound));
        assert.doesNotMatch(JSON.stringify(gathered), /zanzibar|room down/i);
        assert.ok(gathered.evidence.flatMap(cited).every((id) => RECORDS.some((record) => record.id === id)));
      }
  });

  test('hostile questions do no harm', async () => {
    for (const question of [
      "'; drop table passages; --",
      '\0\u001b[31m',
      '% _ \\ $1 "',
      '!!!',
      '\ud800',
      '💥'.repeat(50),
    ])
      for (const earlier of [[], [{ question, reply: '', state: null }]])
        assert.equal((await gather(ask(question.replaceAll('\0', ''), { history: earlier }))).reply, null);
    assert.equal((await gather(ask('How many incidents were there in 2021?'))).evidence.length > 0, true);
  });

  test('all evidence together is bounded, however long the records and the question are', async () => {
    const long = (word: string) =>
      Array.from({ length: 900 }, (_, index) => `${word} number ${index} failed.`).join(' ');
    const huge = await importHistory(
      store(),
      Array.from({ length: 9 }, (_, index) => ({
        id: `huge-${index}`,
        title: `${long('broker').slice(0, 400)} ${index}`,
        started_at: '2021-03-31T12:06:00Z',
        summary: long('summary'),
        root_cause: long('cause'),
        impact: long('impact'),
        resolution: long('fix'),
        timeline: Array.from({ length: 60 }, () => ({
          at: '2021-03-31T12:06:00Z',
          text: long('row').slice(0, 900),
        })),
      })),
    );
    const incidentId = await idOf(huge, 'huge-7');
    for (const bound of [{}, { incidentId }]) {
      const { evidence } = await gather(huge(`What caused ${long('broker').slice(0, 19_000)}`, bound));
      const size = evidence.reduce((sum, { text }) => sum + text.length, 0);
      assert.ok(size > 4000 && size <= 12_000, String(size));
      const passages = evidence.filter(({ text }) => text.startsWith('From'));
      assert.ok(passages.length > 0 && passages.length <= 6);
      assert.ok(passages.every(({ text }) => text.length < 1900));
    }
  });

  test('beside the analyst, evidence takes one round trip, and a few more where the session is bound', async () => {
    const trips = async (work: (db: Db) => Promise<unknown>): Promise<number> => {
      let count = 0;
      const real = store();
      const db: Db = {
        engine: real.engine,
        transaction: (scope, run) => real.transaction(scope, run),
        batch(scope, statements) {
          count += 1;
          return real.batch(scope, statements);
        },
        autocommit: (sql, params) => real.autocommit(sql, params),
        maintain: (statements) => real.maintain(statements),
        ping: () => real.ping(),
        close: () => real.close(),
      };
      await work(db);
      return count;
    };
    const own = async (request: AnswerRequest): Promise<number> => {
      const alone = await trips(async (db) => {
        for await (const _ of createAnalyst({ db }).answer(request));
      });
      return (await trips((db) => gather(request, db))) - alone;
    };
    const question = 'Why had the signing certificate expired?';
    assert.equal(await own(ask(question)), 1);
    assert.equal(await own(ask(question, { incidentId: await idOf(ask, 'vienna') })), 7);
    const made = { summary: 'Sign-in fails', incidentId: 'vienna' };
    const alert = await createAlert(store(), ask('').context, made);
    assert.equal(await own(ask(question, { alertId: alert.id })), 8);
  });
});
