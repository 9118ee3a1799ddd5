import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { newRecurringHistory, type RecurringHistory } from '../../../test/analyst/recurring-history.ts';
import { asked } from '../../../test/support/asked.ts';
import { callerOf } from '../../../test/support/new-caller.ts';
import { newTenant } from '../../../test/support/new-tenant.ts';
import { onEachEngine } from '../../../test/support/on-each-engine.ts';
import { createAnalyst } from '../../analyst/analyst.ts';
import { Vocabularies } from '../../analyst/vocabulary/tenant-vocabulary.ts';
import { ParleyError } from '../../core/errors.ts';
import { prefixedId, type Uuid } from '../../core/ids.ts';
import type { AnswerRequest } from '../../models/answerer.ts';
import type { Evidence, Tool } from '../../models/evidence.ts';
import { selectKnowledgeVersion } from '../../store/knowledge-version.ts';
import { runQuery } from '../../store/query.ts';
import { createHistoryEvidence } from '../history-evidence.ts';
import { historyTools } from './history-tools.ts';
import { MOST_RESULT_CHARACTERS } from './plan-evidence.ts';

onEachEngine('look-ups of patterns, runbooks and insights', (store) => {
  let history: RecurringHistory;
  let stranger: Uuid;
  let tools: readonly Tool[];

  const request = async (
    more: Partial<AnswerRequest> = {},
    tenantId = history.tenantId,
  ): Promise<AnswerRequest> => {
    const knowledgeVersion = await runQuery(store(), { tenantId }, selectKnowledgeVersion(tenantId));
    return asked({ context: callerOf(tenantId), question: 'What now?', knowledgeVersion, ...more });
  };
  const use = async (name: string, input: unknown, tenantId = history.tenantId): Promise<Evidence> => {
    const tool = tools.find((each) => each.name === name) ?? assert.fail(name);
    const [evidence] = await tool.run(input, await request({}, tenantId));
    return evidence ?? assert.fail('nothing found');
  };
  const sources = ({ citations }: Evidence): string[] =>
    citations.map(({ source }) => source.externalId ?? source.type);

  before(async () => {
    const db = store();
    history = await newRecurringHistory(db);
    stranger = await newTenant(db);
    tools = historyTools({ db, analyst: createAnalyst({ db }), vocabularies: new Vocabularies(db) });
  });

  test('patterns are listed by their incidents of just the window and service asked', async () => {
    const all = await use('list_patterns', {});
    assert.match(all.text, /^3 patterns with incidents \(from 2025-02-10 to 2026-11-02\)/);
    assert.deepEqual(sources(all), ['pattern', 'pattern', 'pattern']);
    const { text } = await use('list_patterns', {
      from: '2026-01-01',
      to: '2026-07-01',
      service: 'edge-gateway',
    });
    assert.match(text, /“Gateway certificate expired” \(stable, confidence 82 %\): 2 incidents of 6 in all/);
    assert.doesNotMatch(text, /Connection pool/);
    assert.doesNotMatch((await use('list_patterns', { status: 'emerging' })).text, /Gateway/);
  });

  test('a pattern is found by title, id, incident and description, with its figures, causes and incidents', async () => {
    const id = prefixedId('ptn', history.patterns.gateway);
    for (const input of [
      { pattern: 'Gateway certificate expired' },
      { pattern: id },
      { incident: 'INC-31' },
      { description: 'x509: certificate has expired on the edge-gateway' },
    ]) {
      const found = await use('get_pattern', input);
      assert.match(found.text, /“Gateway certificate expired” \(stable, confidence 82 %\).*6 incidents/);
      assert.match(found.text, /A cause is stated for 4 of its 6 incidents/);
      assert.match(found.text, /2 in the past 90 days .*, 1 in the 90 days before/);
      assert.ok(found.text.length <= MOST_RESULT_CHARACTERS);
      assert.equal(sources(found)[0], 'pattern');
    }
    const { text } = await use('get_pattern', { pattern: id, from: '2026-01-01', to: '2026-07-01' });
    assert.match(text, /2 incidents from 2026-01-01 up to, but not including, 2026-07-01, of 6 incidents/);
  });

  test('what is in no pattern is told as an absence; what is not called so, with the nearest titles', async () => {
    assert.equal((await use('get_pattern', { incident: 'INC-60' })).isAbsence, true);
    assert.equal((await use('get_pattern', { incident: 'INC-50' })).isAbsence, true);
    for (const input of [{ pattern: 'certificate' }, { pattern: prefixedId('ptn', history.patterns.disks) }])
      await assert.rejects(
        use('get_pattern', input),
        (error) => error instanceof ParleyError && error.code === 'not_found',
      );
    await assert.rejects(
      use('get_pattern', { pattern: 'certificate' }),
      /Gateway certificate expired.*partner API/s,
    );
    await assert.rejects(use('get_pattern', {}), /Give one of/);
  });

  test('runbooks are found by alert, by words and by pattern, with their steps', async () => {
    const byAlert = await use('find_runbooks', { about: 'kubepodcrashlooping' });
    assert.match(byAlert.text, /1\. Read the last log lines of the pod\.\n2\. Look for a failing probe/);
    assert.deepEqual(sources(byAlert), ['KubePodCrashLooping']);
    const ofPattern = await use('find_runbooks', { pattern: 'Gateway certificate expired' });
    assert.match(ofPattern.text, /drafted.*moved to the new issuer\. \(from “Gateway.*certctl renew edge/s);
    assert.deepEqual(sources(ofPattern), [
      'pattern',
      'runbook',
      'INC-40',
      'INC-44',
      'Renewing certificates at the edge',
    ]);
    assert.match((await use('find_runbooks', { about: 'log disks' })).text, /Cleaning log disks/);
    assert.match(
      (await use('find_runbooks', { about: 'volcano' })).text,
      /^There is no runbook for “volcano”/,
    );
  });

  test('insights are those that still hold, by category, severity and the window of their incidents', async () => {
    const { text } = await use('list_insights', {});
    assert.match(text, /^2 insights/);
    assert.doesNotMatch(text, /Log disks|Search costs/);
    assert.match(
      (await use('list_insights', { severity: 'medium' })).text,
      /^1 medium insight.*Orders spends/s,
    );
    assert.match((await use('list_insights', { category: 'cost' })).text, /^No cost insight is known/);
    const november = await use('list_insights', { from: '2026-11-01', to: '2026-12-01' });
    assert.match(november.text, /1 incident of it from 2026-11-01/);
    assert.deepEqual(sources(november), ['pattern', 'INC-44']);
  });

  test('another tenant finds none of them', async () => {
    for (const [name, input] of [
      ['list_patterns', {}],
      ['find_runbooks', {}],
      ['list_insights', {}],
    ] as const)
      assert.deepEqual((await use(name, input, stranger)).citations, []);
    await assert.rejects(
      use('get_pattern', { pattern: prefixedId('ptn', history.patterns.gateway) }, stranger),
      (error) => error instanceof ParleyError && error.code === 'not_found',
    );
  });

  test('a session about an incident brings its pattern, or the incidents that are like it, as evidence', async () => {
    const db = store();
    const gather = async (externalId: string) => {
      const incidentId = await history.incident(externalId);
      const question = 'Who was on call?';
      const { evidence } = await createHistoryEvidence(db, createAnalyst({ db })).gather(
        await request({ question, incidentId }),
      );
      return evidence.find(({ text }) => text.startsWith('Computed of the incidents like this one'));
    };
    const ofPattern = (await gather('INC-44')) ?? assert.fail();
    assert.match(ofPattern.text, /the pattern “Gateway certificate expired”.*5 incidents besides this one/);
    assert.equal(sources(ofPattern)[0], 'pattern');
    const alike = (await gather('INC-50')) ?? assert.fail();
    assert.doesNotMatch(alike.text, /pattern/);
    assert.deepEqual(sources(alike).sort(), ['INC-51', 'INC-52']);
    assert.equal(await gather('INC-60'), undefined);
  });
});
