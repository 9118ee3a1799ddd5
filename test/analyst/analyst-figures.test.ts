import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, it } from 'node:test';
import { createAnalyst } from '../../src/analyst/analyst.ts';
import { runImport } from '../../src/importers/run-import.ts';
import { newTenant } from '../support/new-tenant.ts';
import { onEachEngine } from '../support/on-each-engine.ts';
import { askAnalyst } from './ask-analyst.ts';
import { conditions } from './asked-conditions.ts';
import { type MadeIncident, made, makeIncidents } from './made-incidents.ts';

const history = makeIncidents(240);

const firstNumber = (text: string): number =>
  Number(/\d[\d,]*(\.\d+)?/.exec(text)?.[0].replaceAll(',', '') ?? Number.NaN);
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const durations = (incidents: readonly MadeIncident[]): number[] =>
  incidents.flatMap((each) => each.duration_minutes ?? []);
const rounded = (value: number): number => Math.round(value * 10) / 10;

onEachEngine('figures of the analyst against a made history', (store) => {
  let folder: string;
  let ask: Awaited<ReturnType<typeof askAnalyst>>;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parley-figures-'));
    await writeFile(join(folder, 'history.jsonl'), history.map((each) => JSON.stringify(each)).join('\n'));
    const tenantId = await newTenant(store());
    const report = await runImport(store(), tenantId, [folder], {});
    assert.equal(report.added, history.length);
    ask = await askAnalyst(store(), createAnalyst({ db: store() }), tenantId);
  });
  after(() => rm(folder, { recursive: true }));

  for (const { words, holds } of conditions) {
    it(`counts the incidents ${words}`, async () => {
      const { reply, sources } = await ask(`How many incidents ${words} were there?`);
      const expected = history.filter(holds);
      assert.equal(firstNumber(reply), expected.length, reply);
      const ids = new Set(expected.map((each) => each.id));
      assert.ok(
        sources.every((source) => ids.has(source.externalId ?? '')),
        'a source that does not meet the condition',
      );
    });
  }

  it('counts what meets two conditions of different kinds', async () => {
    for (const [index, first] of conditions.entries()) {
      const second = conditions[(index * 7 + 13) % conditions.length];
      const both = history.filter((each) => first.holds(each) && second?.holds(each));
      if (
        !second ||
        both.length === 0 ||
        (/^(in|between|since|before) /.test(first.words) && /^(in|between|since|before) /.test(second.words))
      )
        continue;
      const question = `How many incidents ${first.words} ${second.words}?`;
      const { reply, abstained } = await ask(question);
      if (!abstained) assert.equal(firstNumber(reply), both.length, `${question}\n${reply}`);
    }
  });

  it('ranks the values of a label', async () => {
    for (const [word, valuesOf] of [
      ['company', (each: MadeIncident) => [each.company]],
      ['service', (each: MadeIncident) => each.services],
      ['tag', (each: MadeIncident) => each.tags],
    ] as const) {
      const counts = new Map<string, number>();
      for (const each of history)
        for (const value of valuesOf(each)) counts.set(value, (counts.get(value) ?? 0) + 1);
      const [winner, most] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [];
      const { reply } = await ask(`Which ${word} had the most incidents?`);
      assert.ok(reply.includes(String(winner)) && firstNumber(reply) === most, `${winner} ${most}: ${reply}`);
    }
  });

  it('averages durations over those that are known, and says over how many', async () => {
    for (const company of made.COMPANIES) {
      const own = history.filter((each) => each.company === company);
      const { reply } = await ask(`What is the average duration of incidents at ${company}?`);
      assert.equal(firstNumber(reply), rounded(mean(durations(own))), reply);
      assert.ok(reply.includes(`${durations(own).length} of ${own.length}`), reply);
    }
  });

  it('names the longest and the shortest', async () => {
    const known = history
      .filter((each) => each.duration_minutes !== undefined)
      .sort((a, b) => (b.duration_minutes ?? 0) - (a.duration_minutes ?? 0));
    const longest = await ask('Which incident lasted the longest?');
    assert.equal(longest.sources[0]?.externalId, known[0]?.id);
    const shortest = await ask('What was the shortest outage?');
    const least = known.at(-1)?.duration_minutes;
    assert.ok(
      known
        .filter((each) => each.duration_minutes === least)
        .some((each) => each.id === shortest.sources[0]?.externalId),
    );
  });

  it('ranks groups by the longest of their incidents, and by their mean only where a mean is asked for', async () => {
    const of = (company: string) => durations(history.filter((each) => each.company === company));
    const longest = Math.max(...history.map((each) => each.duration_minutes ?? 0));
    assert.equal(firstNumber((await ask('Which company had the longest outage?')).reply), longest);
    const means = made.COMPANIES.map((company) => rounded(mean(of(company))));
    assert.equal(
      firstNumber((await ask('Which company has the highest average duration?')).reply),
      Math.max(...means),
    );
  });

  it('lists the groups that have so many incidents', async () => {
    const counts = made.COMPANIES.map((company) => history.filter((each) => each.company === company).length);
    const atLeast = Math.max(...counts);
    const { reply } = await ask(`Which companies had at least ${atLeast} incidents?`);
    assert.equal(
      reply.split('\n').filter((line) => line.startsWith('- ')).length,
      counts.filter((count) => count >= atLeast).length,
    );
    assert.ok((await ask('Which incidents affected more than 2 services?')).abstained);
  });

  it('takes a share of those whose value is known', async () => {
    const dated = history.filter((each) => each.started_at);
    const sundays = dated.filter((each) => new Date(each.started_at ?? '').getUTCDay() === 0);
    const { reply } = await ask('What percentage of incidents happened on a Sunday?');
    assert.equal(firstNumber(reply), rounded((100 * sundays.length) / dated.length), reply);
  });

  it('sums a numeric field', async () => {
    const total = history.reduce((sum, each) => sum + (each.customers_affected ?? 0), 0);
    assert.equal(firstNumber((await ask('What is the total of customers affected?')).reply), total);
    assert.equal(firstNumber((await ask('How many customers were affected in total?')).reply), total);
  });

  it('compares two years', async () => {
    const of = (year: string) => history.filter((each) => each.started_at?.startsWith(year)).length;
    const { reply } = await ask('Were there more incidents in 2020 or in 2021?');
    assert.ok(reply.includes(`${of('2020')} incidents`) && reply.includes(`${of('2021')} incidents`), reply);
  });

  it('refuses names, fields and times that the history does not have', async () => {
    for (const question of [
      'How many incidents did Stripe have?',
      'How many incidents at Zephyr Railways in 2021?',
      'Which team had the most incidents?',
      'How many incidents were there in 2035?',
      'How many incidents were detected by customers?',
      'How much did the incidents in 2021 cost?',
      'What caused the Jupiter outage?',
      'How many incidents were fixed by a rollback?',
      'How many incidents at Acme made the news?',
    ]) {
      const { abstained, reply, sources } = await ask(question);
      assert.ok(abstained, `${question}\n${reply}`);
      assert.deepEqual(sources, []);
    }
  });

  it('answers a follow-up against the answer before it', async () => {
    const talk = await ask.session();
    const count = (holds: (each: MadeIncident) => boolean): number => history.filter(holds).length;
    await talk('How many incidents at Acme were there in 2020?');
    assert.equal(
      firstNumber((await talk('And in 2021?')).reply),
      count((each) => each.company === 'Acme' && !!each.started_at?.startsWith('2021')),
    );
    assert.equal(
      firstNumber((await talk('What about Dunlin?')).reply),
      count((each) => each.company === 'Dunlin' && !!each.started_at?.startsWith('2021')),
    );
    const longest = await talk('Which of those was the longest?');
    const own = history.filter((each) => each.company === 'Dunlin' && each.started_at?.startsWith('2021'));
    assert.equal(
      longest.sources[0]?.externalId,
      own.sort((a, b) => (b.duration_minutes ?? 0) - (a.duration_minutes ?? 0))[0]?.id,
    );
    const when = await talk('When did it start?');
    assert.equal(when.sources[0]?.externalId, longest.sources[0]?.externalId);
    assert.equal(
      firstNumber((await talk('What was the average duration?')).reply),
      rounded(mean(durations(own))),
    );
    assert.equal(
      (await talk('Which one was the longest?')).sources[0]?.externalId,
      longest.sources[0]?.externalId,
    );
    const sev1 = own.filter((each) => each.severity === 'SEV1').length;
    assert.equal(firstNumber((await talk('How many were SEV1?')).reply), sev1);
  });
});
