import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { openHarbour } from '../../../test/support/harbour.ts';
import { onEachEngine } from '../../../test/support/on-each-engine.ts';

const idsOf = ({ sources }: { sources: readonly { type: string; externalId: string | null }[] }): string[] =>
  sources.flatMap(({ type, externalId }) => (type === 'incident' && externalId ? [externalId] : [])).sort();

onEachEngine('incidents joined with the graph', (store) => {
  let ask: Awaited<ReturnType<typeof openHarbour>>;
  before(async () => {
    ask = await openHarbour(store());
  });

  async function counts(question: string, ids: readonly string[], ...said: readonly RegExp[]): Promise<void> {
    const answer = await ask(question);
    assert.equal(answer.abstained, false, answer.text);
    assert.deepEqual(idsOf(answer), ids, answer.text);
    for (const each of said) assert.match(answer.text, each);
  }

  test('downstream is who is affected when it is down, and the reply says so', () =>
    counts(
      'What is the incident history of everything downstream of berth-planner?',
      ['H-2', 'H-3', 'H-4', 'H-5'],
      /read as what is affected when berth-planner is down/,
      /4 services \(crane-control, pilot-service, tariff-board, gate-keeper\)/,
      /4 incidents/,
    ));

  test('an incident that names a service twice, under two of its names, is one', () =>
    counts('how many incidents did the services owned by quay have in June 2025?', ['H-3'], /^1 incident /m));

  test('names are linked by the same words, by other names of the graph and by “service”, and that is said', () =>
    counts(
      'incidents of services that depend on berth-planner',
      ['H-2', 'H-3', 'H-4'],
      /“Crane Control” is crane-control \(same words\)/,
      /“cranes” is crane-control \(given alias\)/,
      /“pilot” is pilot-service \(service suffix\)/,
    ));

  test('only what lies in the window counts, and the window is stated', () =>
    counts(
      'what happened to the subscribers of ship.arrived in March 2025?',
      ['H-5'],
      /in March 2025 \(2025-03-01 to 2025-03-31, UTC\)/,
    ));

  test('a severity narrows as it does without a graph', () =>
    counts('SEV2 incidents of subscribers of ship.arrived', ['H-4'], /severity SEV2/));

  test('the services of the project are ranked without those of others', () =>
    counts(
      'Which services of this project had the most incidents?',
      ['H-1', 'H-2', 'H-3', 'H-4', 'H-5'],
      /berth-planner and crane-control share the most incidents: 2 incidents each/,
      /no incident at all under the name of: gate-keeper, weather-feed/,
    ));

  test('over everything the analyst answers, and what that covers is said', async () => {
    const { text } = await ask('Which services had most incidents?');
    assert.match(text, /harbour-website has the most incidents: 3/);
    assert.match(text, /all incidents of the organisation/);
  });

  test('a service that had none is told apart from one that no incident names', () =>
    counts(
      'which of the services downstream of berth-planner had no incidents in 2025?',
      ['H-2', 'H-3', 'H-5'],
      /recorded for 2 of the 4 services: gate-keeper, pilot-service/,
      /no incident at all under the name of: gate-keeper\./,
      /1 incident in 2025 .* without a recorded service/,
    ));

  test('the fewest may be none', () =>
    counts(
      'which of the subscribers of ship.arrived had the fewest incidents in 2025?',
      ['H-5'],
      /pilot-service has the fewest incidents in 2025 .*: 0 incidents/,
    ));

  test('how many services had one counts services', () =>
    counts(
      'how many of the services that depend on berth-planner had more than one incident?',
      ['H-2', 'H-3', 'H-4'],
      /1 of the 2 services had more than 1 incident/,
    ));

  test('“per service” tells each', () =>
    counts(
      'incidents per service for everything downstream of berth-planner',
      ['H-2', 'H-3', 'H-4', 'H-5'],
      /crane-control: 2 incidents\n- pilot-service: 1 incident\n- tariff-board: 1 incident/,
    ));

  test('a question in which the graph has no part is answered from the whole history', async () => {
    const { text, abstained } = await ask('how many incidents were there in 2024?');
    assert.equal(abstained, false);
    assert.match(text, /^1 incident in 2024/);
  });

  for (const question of [
    'which incidents affected crane-control?',
    'which outages hit crane-control in 2025?',
    'incidents that crane-control called about',
  ])
    test(`${question}: verbs that are said of incidents name no services`, async () => {
      const { text } = await ask(question);
      assert.doesNotMatch(text, /gate-keeper/);
    });

  test('“it” in the set is not left out in silence', () =>
    refuses(
      'What happened to berth-planner and everything that depends on it in 2025?',
      /does not answer this/,
    ));

  test('services of teams are not ranked where teams are asked for', () =>
    refuses("which team's services had the most incidents?", /“team”/));

  test('incidents of another tenant count for nothing, whatever they name', async () => {
    const other = await openHarbour(store(), [
      {
        id: 'O-1',
        title: 'Other',
        started_at: '2025-03-01T00:00:00Z',
        labels: { service: ['crane-control'] },
      },
    ]);
    assert.deepEqual(idsOf(await other('incidents of the services owned by quay')), ['O-1']);
  });

  test('conditions of the graph hold for the set', () =>
    counts('incidents of services that subscribe to ship.arrived but do not depend on berth-planner', [
      'H-5',
    ]));

  test('durations are compared by the names of the graph', () =>
    counts(
      'which of the services owned by quay had the longest outage?',
      ['H-2', 'H-3'],
      /crane-control has the longest duration: 90 minutes/,
    ));

  test('services, relationships and incidents are the sources, in this order', async () => {
    const { sources } = await ask('incidents of the services owned by quay');
    assert.deepEqual(
      sources.map(({ type, title }) => `${type} ${title}`),
      [
        'owner quay',
        'service crane-control',
        'service gate-keeper',
        'relationship quay owns crane-control',
        'relationship quay owns gate-keeper',
        'incident Harbour incident H-3',
        'incident Harbour incident H-2',
      ],
    );
  });

  test('“and in 2024?” asks the same of another window, “which of them” of what was listed', async () => {
    const first = 'how many incidents did the subscribers of ship.arrived have in 2025?';
    assert.deepEqual(idsOf(await ask('and in 2024?', first)), ['H-4']);
    assert.deepEqual(
      idsOf(await ask('which of them had incidents in 2025?', 'who subscribes to ship.arrived?')),
      ['H-5'],
    );
  });

  test('a service is asked by all its names', () =>
    counts('how many incidents did cranes have?', ['H-2', 'H-3'], /2 incidents with service crane-control/));

  async function refuses(question: string, why: RegExp): Promise<void> {
    const { text, abstained, sources } = await ask(question);
    assert.equal(abstained, true, text);
    assert.match(text, why);
    assert.deepEqual(idsOf({ sources }), []);
  }

  test('where no incident names a service, nothing is said of how many it had', () =>
    refuses(
      "did any of berth-planner's dependencies have an incident in March 2025?",
      /No incident is recorded under the name of this service/,
    ));

  test('a window before all records gives no zero', () =>
    refuses(
      'which services of this project had incidents in 1999?',
      /The history has no incidents .* in 1999/,
    ));

  test('a name that the graph does not have is said to be unknown', () =>
    refuses('incidents of services downstream of the lighthouse', /nothing called “lighthouse”/));

  test('a word that neither the graph nor the history explains gives no figure', () =>
    refuses('how many purple incidents did the services owned by quay have?', /purple/));

  test('without a field for services nothing is told apart', async () => {
    const bare = await openHarbour(store(), [
      { id: 'B-1', title: 'Bare', started_at: '2025-03-24T10:00:00Z', labels: { severity: ['SEV1'] } },
    ]);
    const { text, abstained } = await bare('incidents of the services owned by quay');
    assert.equal(abstained, true);
    assert.match(text, /have no service recorded/);
  });
});
