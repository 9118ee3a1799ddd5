import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, it } from 'node:test';
import { createAnalyst } from '../../src/analyst/analyst.ts';
import { runImport } from '../../src/importers/run-import.ts';
import { newTenant } from '../support/new-tenant.ts';
import { onEachEngine } from '../support/on-each-engine.ts';
import { type Ask, askAnalyst } from './ask-analyst.ts';

const RECORDS = [
  {
    id: 'r1',
    title: 'Total ledger failure',
    started_at: '2022-05-02T10:00:00Z',
    resolved_at: '2022-05-02T11:30:00Z',
    services: ['ledger-api'],
    severity: 'SEV1',
    root_cause: 'The leader election timed out after a network partition.',
    resolution: 'The third replica was restarted and the quorum came back.',
    impact: 'No payment could be booked for 90 minutes.',
    action_items: ['Alert on a lost quorum', 'Document the restart'],
  },
  {
    id: 'r2',
    title: 'Ledger exports late',
    started_at: '2023-01-10T06:00:00Z',
    services: ['ledger-export'],
    severity: 'SEV3',
    status: 'open',
    summary: 'Exports ran four hours late because a cron job was disabled by mistake. 37 customers noticed.',
  },
  {
    id: 'r3',
    title: 'Pool exhausted on orders',
    started_at: '2023-03-01T12:00:00Z',
    duration_minutes: 45,
    services: ['orders'],
    severity: 'SEV2',
    root_cause: 'Release v4.2.0 opened twice the connections: ERR_POOL_TIMEOUT from pg-kit.',
    resolution: 'Rolled back to v4.1.9.',
  },
  {
    id: 'r4',
    title: 'Orders slow after release',
    started_at: '2023-06-11T09:00:00Z',
    services: ['orders'],
    severity: 'SEV2',
    summary: 'ERR_POOL_TIMEOUT again, this time v4.6.0.',
    resolution: 'Pool size set back to 20.',
  },
];

onEachEngine('what the analyst says of single records', (store) => {
  let folder: string;
  let ask: Ask;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parley-records-'));
    await writeFile(join(folder, 'records.json'), JSON.stringify(RECORDS));
    const tenantId = await newTenant(store());
    assert.equal((await runImport(store(), tenantId, [folder], {})).added, RECORDS.length);
    ask = await askAnalyst(store(), createAnalyst({ db: store() }), tenantId);
  });
  after(() => rm(folder, { recursive: true }));

  const looksUp = async (question: string, id: string, ...words: RegExp[]): Promise<void> => {
    const { reply, sources, abstained } = await ask(question);
    assert.equal(abstained, false, `${question}\n${reply}`);
    assert.ok(
      sources.some((source) => source.externalId === id),
      `${question}\n${reply}`,
    );
    for (const word of words) assert.match(reply, word);
  };

  it('tells a cause, a fix, an impact and action items in the words of the record', async () => {
    await looksUp('What caused the total ledger failure?', 'r1', /leader election/);
    await looksUp('How was the total ledger failure fixed?', 'r1', /third replica was restarted/);
    await looksUp('What was the impact of the ledger failure?', 'r1', /No payment could be booked/);
    await looksUp('What are the action items of the total ledger failure?', 'r1', /lost quorum/);
    await looksUp('How long did the total ledger failure last?', 'r1', /90 minutes/);
    await looksUp('When did the total ledger failure end?', 'r1', /2022-05-02 11:30/);
  });

  it('takes words of a title for the title, whatever else they mean', () =>
    looksUp('How quickly was the total ledger failure resolved?', 'r1', /90 minutes/));

  it('quotes the sentence that answers where no field does', async () => {
    await looksUp('Why were the ledger exports late?', 'r2', /cron job was disabled by mistake/);
    await looksUp('How many customers noticed the late ledger exports?', 'r2', /37 customers/);
  });

  it('finds identifiers as they are written, and says how often they were seen and what helped', async () => {
    await looksUp('Have we seen ERR_POOL_TIMEOUT before?', 'r3', /2 times/, /Rolled back/);
    await looksUp('What should I do about ERR_POOL_TIMEOUT?', 'r4', /Pool size set back/);
    await looksUp('Which incident mentions v4.6.0?', 'r4');
  });

  it('says that a record does not state what is asked, and counts it as a refusal', async () => {
    const { abstained, reply } = await ask('What are the lessons learned of the pool exhausted on orders?');
    assert.ok(abstained, reply);
    assert.match(reply, /does not state/);
  });

  it('asks which name is meant, and reads the next message as the choice', async () => {
    const talk = await ask.session();
    const asked = await talk('How many ledger incidents were there?');
    assert.ok(asked.inputRequired, asked.reply);
    assert.match(asked.reply, /ledger-api or ledger-export|ledger-export or ledger-api/);
    const answered = await talk('ledger-export');
    assert.match(answered.reply, /^1 incident /);
    assert.equal(answered.sources[0]?.externalId, 'r2');
  });

  it('says how it read a misspelt name, and does not bend another name into one', async () => {
    const { reply } = await ask('How many incidents affected ledger-exprot?');
    assert.match(reply, /^1 incident /);
    assert.match(reply, /reading “ledger-exprot” as ledger-export/);
    assert.ok((await ask('How many incidents affected borders?')).abstained);
  });

  it('never names a source that is not in the history, nor a figure for a name that is not', async () => {
    for (const question of [
      'What happened with Stripe?',
      'How long did the Stripe outage last?',
      'List the Stripe incidents.',
    ]) {
      const { abstained, sources, reply } = await ask(question);
      assert.ok(abstained, `${question}\n${reply}`);
      assert.deepEqual(sources, []);
    }
  });

  it('answers “it” only where there is something that “it” can mean', async () => {
    assert.ok((await ask('How was it fixed?')).abstained);
    const talk = await ask.session();
    await talk('What caused the total ledger failure?');
    assert.match((await talk('How was it fixed?')).reply, /third replica/);
    assert.match((await talk('and how long did it last?')).reply, /90 minutes/);
  });
});
