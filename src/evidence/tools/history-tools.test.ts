import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { z } from 'zod';
import { type MadeIncident, makeIncidents } from '../../../test/analyst/made-incidents.ts';
import { importHistory } from '../../../test/support/import-history.ts';
import { newPattern } from '../../../test/support/new-pattern.ts';
import { onEachEngine } from '../../../test/support/on-each-engine.ts';
import { createAnalyst } from '../../analyst/analyst.ts';
import { Vocabularies } from '../../analyst/vocabulary/tenant-vocabulary.ts';
import { ParleyError } from '../../core/errors.ts';
import { newId, prefixedId, type Uuid } from '../../core/ids.ts';
import type { Db } from '../../db/db.ts';
import type { Evidence, Tool } from '../../models/evidence.ts';
import { selectIncidentId } from '../../store/incident-reference.ts';
import { runQuery } from '../../store/query.ts';
import { hearAnswer } from '../hear-answer.ts';
import { historyTools } from './history-tools.ts';

const history = makeIncidents(240);

const SECRET = [
  { id: 'merger', title: 'Secret merger outage', service: 'dataroom', summary: 'Code name Zanzibar.' },
  { id: 'made-1', title: 'Zanzibar again', service: 'ledger', started_at: '2021-01-01T00:00:00Z' },
];

const firstNumber = (text: string): number =>
  Number(/\d[\d,]*(\.\d+)?/.exec(text)?.[0].replaceAll(',', '') ?? Number.NaN);

/** The one thing that look-ups say in other words than the analyst. */
const withoutWindow = (text: string): string =>
  text
    .replace('\n(Over all of the time recorded.)', '')
    .replace(/ in \d{4} \([^)]*\)| from \d\S+ up to, but not including, \d{4}-\d\d-\d\d/g, '');

const cited = (evidence: readonly Evidence[]): (string | null)[] =>
  evidence.flatMap(({ citations }) => citations.map(({ source }) => source.externalId));

onEachEngine('look-ups in the incident history', (store) => {
  let ask: Awaited<ReturnType<typeof importHistory>>;
  let theirs: Awaited<ReturnType<typeof importHistory>>;
  let tools: readonly Tool[];

  const use = async (name: string, input: unknown, asking = ask): Promise<readonly Evidence[]> =>
    (tools.find((tool) => tool.name === name) ?? assert.fail(name)).run(input, asking('How many?'));
  const text = async (name: string, input: unknown): Promise<string> =>
    (await use(name, input)).map((each) => each.text).join('\n');
  const refusal = async (name: string, input: unknown): Promise<ParleyError> => {
    const error = await use(name, input).then(
      (evidence) => assert.fail(JSON.stringify(evidence)),
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof ParleyError, String(error));
    return error;
  };

  before(async () => {
    ask = await importHistory(store(), history);
    theirs = await importHistory(store(), SECRET);
    const db = store();
    tools = historyTools({ db, analyst: createAnalyst({ db }), vocabularies: new Vocabularies(db) });
  });

  test('every look-up is named, described, and takes an object that a provider can be told', () => {
    for (const { name, description, input, step } of tools) {
      assert.match(name, /^[a-z_]{3,40}$/);
      assert.ok(description.length > 40 && step.length > 5);
      const schema = z.toJSONSchema(input, { io: 'input' });
      assert.deepEqual([schema.type, schema.additionalProperties], ['object', false], name);
    }
    assert.equal(new Set(tools.map(({ name }) => name)).size, 11);
  });

  test('figures are those of the analyst for the same question, with the same sources', async () => {
    const same: readonly (readonly [question: string, name: string, input: object])[] = [
      [
        'How many incidents at Acme were there in 2020?',
        'count_incidents',
        { label_name: 'company', label_value: 'acme', from: '2020-01-01', to: '2021-01-01' },
      ],
      [
        'How many checkout-api incidents with severity SEV1 were there?',
        'count_incidents',
        { service: 'Checkout API', severity: 'sev-1' },
      ],
      ['How many incidents mention disk full?', 'count_incidents', { words: 'disk full' }],
      ['Incidents by company?', 'count_incidents', { group_by: 'company' }],
      [
        'What is the average duration of incidents at Dunlin?',
        'measure_incidents',
        { measure: 'duration', aggregate: 'mean', label_name: 'company', label_value: 'Dunlin' },
      ],
      [
        'What is the median time to recovery of SEV2 incidents in 2021?',
        'measure_incidents',
        { measure: 'recovery', aggregate: 'median', severity: 'SEV2', from: '2021-01-01', to: '2022-01-01' },
      ],
      [
        'Which are the 3 longest incidents on ledger?',
        'list_incidents',
        { service: 'ledger', order: 'longest', limit: 3 },
      ],
    ];
    for (const [question, name, input] of same) {
      const answer = await hearAnswer(createAnalyst({ db: store() }), ask(question));
      assert.ok(!answer.abstained, answer.text);
      const evidence = await use(name, input);
      assert.equal(withoutWindow(evidence[0]?.text ?? ''), withoutWindow(answer.text));
      assert.deepEqual(
        cited(evidence),
        answer.sources.map(({ externalId }) => externalId),
      );
    }
  });

  test('counts are exact, over a half-open window that the result names', async () => {
    const within = (each: MadeIncident): boolean =>
      (each.started_at ?? '') >= '2021-03-01' && (each.started_at ?? '') < '2022-02-01';
    const said = await text('count_incidents', { service: 'ledger', from: '2021-03-01', to: '2022-02-01' });
    assert.equal(
      firstNumber(said),
      history.filter((each) => within(each) && each.services.includes('ledger')).length,
    );
    assert.match(said, /with service ledger from 2021-03-01 up to, but not including, 2022-02-01/);
    assert.match(
      await text('count_incidents', { service: 'ledger' }),
      /\(Over all of the time recorded\.\)$/,
    );
  });

  test('groups add up, by a field and by time', async () => {
    const tags = new Map<string, number>();
    for (const each of history) for (const tag of each.tags) tags.set(tag, (tags.get(tag) ?? 0) + 1);
    const byTag = await text('count_incidents', { group_by: 'tags' });
    for (const [tag, count] of tags) assert.ok(byTag.includes(`- ${tag}: ${count} incident`), byTag);
    const year = history.filter((each) => each.started_at?.startsWith('2022')).length;
    assert.ok((await text('count_incidents', { group_by: 'year' })).includes(`- 2022: ${year} incidents`));
    const known = history.flatMap((each) => (each.severity === 'SEV3' ? (each.duration_minutes ?? []) : []));
    const longest = await text('measure_incidents', {
      measure: 'duration',
      aggregate: 'max',
      group_by: 'severity',
    });
    assert.match(longest, new RegExp(`- SEV3: ${Math.max(...known)} minutes`));
  });

  test('lists are newest, oldest or longest first, and as long as asked for', async () => {
    const dated = history.filter((each) => each.started_at);
    dated.sort((a, b) => (a.started_at ?? '').localeCompare(b.started_at ?? ''));
    assert.deepEqual(cited(await use('list_incidents', { order: 'oldest', limit: 1 })), [dated[0]?.id]);
    assert.equal(cited(await use('list_incidents', { limit: 20 }))[0], dated.at(-1)?.id);
    for (const order of ['newest', 'oldest', 'longest'])
      assert.equal(cited(await use('list_incidents', { order, limit: 7 })).length, 7);
    assert.equal(cited(await use('list_incidents', {})).length, 10);
  });

  test('what the history does not have is said, and is no figure', async () => {
    const [found] = await use('count_incidents', { from: '2035-01-01' });
    assert.match(found?.text ?? '', /^The history has no incidents since 2035-01-01/);
    assert.deepEqual(found?.citations, []);
    assert.match(await text('count_incidents', { words: 'zeppelin' }), /No service.*“zeppelin”/);
    assert.match(await text('search_incidents', { words: 'zeppelin' }), /No text of an incident here/);
  });

  test('a record is read by id, external id or exact title, and what is not recorded is not made up', async () => {
    const { tenantId } = ask('').context;
    const id = await runQuery(store(), { tenantId }, selectIncidentId(tenantId, undefined, 'made-17'));
    const incident = history[16] ?? assert.fail();
    for (const reference of [
      id,
      prefixedId('inc', id ?? ''),
      'made-17',
      ` ${incident.title.toUpperCase()} `,
    ]) {
      const evidence = await use('get_incident', { incident: reference });
      assert.deepEqual(cited(evidence), ['made-17']);
      const said = evidence[0]?.text ?? '';
      assert.ok(said.startsWith(`Record of the incident: ${incident.title}\nId: made-17\n`), said);
      assert.ok(said.includes(`\ncompany: ${incident.company}`), said);
    }
    const silent = history.find((each) => !each.started_at && each.duration_minutes === undefined);
    assert.match(
      await text('get_incident', { incident: silent?.id }),
      /\nStarted: not recorded\nDuration: not recorded\n/,
    );
  });

  test('similar incidents are found by a description and by an incident', async () => {
    const described = await use('similar_incidents', { description: 'expired certificate on ledger' });
    assert.ok(cited(described).length > 0);
    assert.ok(cited(described).every((id) => history.some((each) => each.id === id)));
    const like = await use('similar_incidents', { incident: 'made-17' });
    assert.ok(cited(like).length > 0 && !cited(like).includes('made-17'));
    for (const input of [{}, { description: 'x', incident: 'made-17' }, { description: ' ' }])
      assert.equal((await refusal('similar_incidents', input)).code, 'invalid_input');
  });

  test('search gives passages, each cited by its incident', async () => {
    const evidence = await use('search_incidents', { words: 'power loss', limit: 4 });
    assert.equal(evidence.length, 4);
    for (const each of evidence) {
      const [id] = cited([each]);
      assert.equal(history.find((incident) => incident.id === id)?.root_cause, 'power loss', each.text);
    }
  });

  test('a question in words is answered as the analyst answers it alone', async () => {
    const question = 'What percentage of incidents happened on a Sunday?';
    const answer = await hearAnswer(createAnalyst({ db: store() }), ask(question));
    const [told] = await use('ask_history', { question });
    assert.equal(told?.text, answer.text);
    assert.deepEqual(
      told?.citations.map(({ source }) => source),
      answer.sources,
    );
  });

  test('a name that the records do not have is refused with the nearest that they have', async () => {
    const told: readonly (readonly [input: object, subject: string, message: RegExp])[] = [
      [{ service: 'legder' }, 'service', /no service “legder” .* “ledger”/],
      [{ service: 'checkout' }, 'service', /nearest are: “checkout-api”/],
      [{ service: 'Acme' }, 'service', /“Acme” is recorded as company: ask with label_name company/],
      [{ severity: 'critical' }, 'severity', /“SEV1”/],
      [{ status: 'open' }, 'status', /no field “status”/],
      [{ label_name: 'squad', label_value: 'red' }, 'label_name', /no field “squad”.*nearest are/],
      [{ label_name: 'company', label_value: 'Dunlyn' }, 'label_value', /nearest are: “Dunlin”/],
      [{ label_value: 'Dunlyn' }, 'label_value', /no value “Dunlyn”.*“Dunlin”/],
      [{ group_by: 'fortnight' }, 'group_by', /no field “fortnight”/],
    ];
    for (const [input, subject, message] of told) {
      const error = await refusal('count_incidents', input);
      assert.deepEqual([error.code, error.details.subject], ['invalid_input', subject]);
      assert.match(error.message, message);
    }
    const missing = await refusal('get_incident', { incident: 'requests number 12' });
    assert.equal(missing.code, 'not_found');
    assert.match(missing.message, /nearest titles are: .*number 12”/);
  });

  test('empty fields are fields left out', async () => {
    assert.deepEqual(
      await use('count_incidents', { service: '', from: ' ', words: '', label_name: '', group_by: '' }),
      await use('count_incidents', {}),
    );
  });

  test('a field alone counts the incidents that have it recorded', async () => {
    const said = await text('count_incidents', { label_name: 'customers affected' });
    assert.equal(firstNumber(said), history.filter((each) => each.customers_affected !== undefined).length);
  });

  test('inputs that no schema allows are refused before anything runs', async () => {
    const wrong: readonly (readonly [name: string, input: unknown])[] = [
      ['count_incidents', { words: 'x'.repeat(10_000) }],
      ['count_incidents', { team: 'red' }],
      ['count_incidents', { service: ['ledger'] }],
      ['count_incidents', null],
      ['list_incidents', { limit: 1000 }],
      ['list_incidents', { limit: 1.5 }],
      ['measure_incidents', { measure: 'cost', aggregate: 'mean' }],
      ['search_incidents', { words: 'x'.repeat(10_000) }],
      ['get_incident', {}],
      ['ask_history', { question: 'x'.repeat(10_000) }],
    ];
    for (const [name, input] of wrong) {
      const tool = tools.find((each) => each.name === name) ?? assert.fail(name);
      assert.ok(!tool.input.safeParse(input).success, name);
      assert.equal((await refusal(name, input)).code, 'invalid_input');
    }
  });

  test('nothing of another tenant is found by its names, titles or ids', async () => {
    const { tenantId } = theirs('').context;
    const id = await runQuery(store(), { tenantId }, selectIncidentId(tenantId, undefined, 'merger'));
    const inputs: readonly (readonly [name: string, input: object])[] = [
      ['get_incident', { incident: id }],
      ['get_incident', { incident: 'merger' }],
      ['get_incident', { incident: 'Secret merger outage' }],
      ['get_incident', { incident: 'made-1' }],
      ['similar_incidents', { incident: id }],
      ['similar_incidents', { description: 'Secret merger outage of the dataroom' }],
      ['count_incidents', { service: 'dataroom' }],
      ['count_incidents', { words: 'merger' }],
      ['count_incidents', { group_by: 'service' }],
      ['list_incidents', { service: 'ledger', limit: 20 }],
      ['search_incidents', { words: 'secret merger code name' }],
      ['ask_history', { question: 'What caused the Secret merger outage?' }],
    ];
    for (const [name, input] of inputs) {
      const found = await use(name, input).catch((error: ParleyError) => [
        { text: error.message, citations: [] },
      ]);
      assert.doesNotMatch(JSON.stringify(found), /zanzibar/i, name);
      assert.ok(cited(found).every((each) => history.some((own) => own.id === each)));
    }
    assert.deepEqual(cited(await use('get_incident', { incident: 'merger' }, theirs)), ['merger']);
  });

  test('hostile values do no harm, in any field', async () => {
    const values = [
      "'; drop table incidents; --",
      '\0\u001b[31m',
      '%',
      '_ \\ $1 "',
      '!!!',
      '\ud800',
      '💥'.repeat(50),
      '(',
    ];
    const fields: readonly (readonly [name: string, field: string])[] = [
      ...['service', 'label_name', 'label_value', 'words', 'from', 'group_by'].map(
        (each) => ['count_incidents', each] as const,
      ),
      ['get_incident', 'incident'],
      ['search_incidents', 'words'],
      ['similar_incidents', 'description'],
      ['similar_incidents', 'incident'],
      ['ask_history', 'question'],
    ];
    for (const [name, field] of fields)
      for (const value of values) {
        const error = await use(name, { [field]: value }).catch((reason: unknown) => reason);
        if (error instanceof Error)
          assert.ok(error instanceof ParleyError, `${name} ${field} ${value}: ${error}`);
      }
    assert.equal(firstNumber(await text('count_incidents', {})), history.length);
  });
});

const longWords = (word: string): string =>
  Array.from({ length: 150 }, (_, index) => `${word}${index}`).join(' ');

/** All incidents in one pattern with a long title, with a runbook of long steps and an insight; many more of each. */
async function addLongPatterns(db: Db, tenantId: Uuid): Promise<void> {
  const rows = await db.transaction({ tenantId }, (tx) =>
    tx.query('select id from incidents where tenant_id = $1::uuid', [tenantId]),
  );
  const ids = rows.map(({ id }) => String(id));
  const steps = ids.map((incidentId) => ({ text: longWords('step'), incidentId }));
  for (const [index, first] of ids.slice(0, 20).entries()) {
    const incidentIds = index === 0 ? ids.slice(20) : [first];
    const pattern = await newPattern(db, tenantId, {
      title: `${longWords('pattern')} ${index}`,
      incidentIds,
    });
    await db.transaction({ tenantId }, async (tx) => {
      await tx.query(
        'insert into runbooks (tenant_id, id, pattern_id, steps) values ($1::uuid, $2::uuid, $3::uuid, $4::json)',
        [tenantId, newId(), pattern, JSON.stringify(steps)],
      );
      await tx.query(
        `insert into insights (tenant_id, id, subject_key, kind, category, severity, title, summary, incident_count,
           arithmetic, incident_ids, pattern_id)
         values ($1::uuid, $2::uuid, $3, 'made', 'toil', 'low', $4, $4, 1, '{}', $5::uuid[], $6::uuid)`,
        [tenantId, newId(), String(index), longWords('insight'), ids, pattern],
      );
    });
  }
}

onEachEngine('bounds of look-ups', (store) => {
  test('no result is longer than allowed, however long names and texts are', async () => {
    const records = Array.from({ length: 60 }, (_, index) => ({
      id: `huge-${index}`,
      title: `${longWords('broker').slice(0, 450)} ${index}`,
      started_at: '2021-03-31T12:06:00Z',
      duration_minutes: index,
      service: `${longWords('service').slice(0, 180)} ${index}`,
      root_cause: longWords('cause').repeat(20),
      resolution: longWords('fix').repeat(20),
    }));
    const ask = await importHistory(store(), records);
    const db = store();
    await addLongPatterns(db, ask('').context.tenantId);
    const tools = historyTools({ db, analyst: createAnalyst({ db }), vocabularies: new Vocabularies(db) });
    const inputs: Readonly<Record<string, object>> = {
      count_incidents: { group_by: 'service' },
      list_incidents: { limit: 20, order: 'longest' },
      measure_incidents: { measure: 'duration', aggregate: 'mean', group_by: 'service' },
      get_incident: { incident: 'huge-7' },
      search_incidents: { words: 'broker1 cause7', limit: 10 },
      similar_incidents: { incident: 'huge-7' },
      list_patterns: { limit: 20 },
      get_pattern: { incident: 'huge-59' },
      find_runbooks: { limit: 10 },
      list_insights: {},
      ask_history: { question: 'List all incidents' },
    };
    for (const tool of tools) {
      const evidence = await tool.run(inputs[tool.name], ask('How many?'));
      const size = evidence.reduce((sum, { text }) => sum + text.length, 0);
      assert.ok(
        size > 200 && size <= (tool.name === 'search_incidents' ? 18_000 : 6000),
        `${tool.name}: ${size}`,
      );
      assert.ok(evidence.every(({ citations }) => citations.length <= 50));
    }
    const unknown = tools[0]?.run({ service: 'service' }, ask('How many?'));
    await assert.rejects(unknown ?? assert.fail(), (error: Error) => error.message.length < 1000);
  });
});
