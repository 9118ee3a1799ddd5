import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readQuestion } from '../read/read-question.ts';
import { makeVocabulary } from '../vocabulary/tenant-vocabulary.ts';
import { unexplainedWords } from './check-plan.ts';
import { makePlan } from './make-plan.ts';
import type { Plan, Refusal, Subject } from './plan.ts';
import { readSignals } from './signals.ts';

const value = (name: string, text: string) => ({ name, valueKey: text.toLowerCase(), value: text });

const vocabulary = makeVocabulary(
  ['category', 'company', 'keywords', 'service', 'severity', 'status', 'customers_affected'],
  [
    value('category', 'Kubernetes'),
    value('category', 'Kubernetes network'),
    value('category', 'Observability'),
    value('category', 'security'),
    value('company', 'Google'),
    value('company', 'Amazon Web Services'),
    value('keywords', 'automation'),
    value('keywords', 'cloud'),
    value('service', 'kube-proxy'),
    value('service', 'search'),
    value('severity', 'SEV-1'),
    value('severity', 'high'),
    value('status', 'resolved'),
  ],
);

const plan = (question: string): { plan: Plan | Refusal; unexplained: string[] } => {
  const signals = readSignals(readQuestion(question, vocabulary, new Date('2026-11-20T12:00:00Z')));
  const made = makePlan(signals);
  return { plan: made, unexplained: unexplainedWords(made as Plan, signals) };
};

const conditions = (subject: Subject): string[] =>
  [
    subject.window,
    ...subject.labels,
    ...subject.mentions,
    ...subject.numbers,
    ...subject.presence,
    subject.weekdays,
  ]
    .filter((each) => each !== null)
    .map((each) => each.text.replace(/ \(.*\)$/, ''));

function kindAndConditions(question: string): string[] {
  const { plan: made } = plan(question);
  const subject = 'target' in made ? made.target.subject : 'subject' in made ? made.subject : null;
  return [made.kind, ...(subject ? conditions(subject) : [])];
}

describe('plans of questions', () => {
  const examples: readonly (readonly [
    question: string,
    kind: Plan['kind'] | Refusal['kind'],
    ...conditions: string[],
  ])[] = [
    ['How many incidents were there?', 'count'],
    [
      'how many high-severity Kubernetes incidents in 2021 that took over an hour?',
      'count',
      'in 2021',
      'severity high',
      'category Kubernetes',
      'lasting over 1 hour',
    ],
    [
      'How many incidents are tagged both automation and cloud?',
      'count',
      'keywords automation',
      'keywords cloud',
    ],
    ['How many SEV1 outages?', 'count', 'severity SEV-1'],
    ['number of incidents without a start time', 'count', 'without recorded start time'],
    ['How many incidents did Google have in 2019?', 'count', 'in 2019', 'company Google'],
    ['how many incidents are in the category Kubernetes network', 'count', 'category Kubernetes network'],
    ['How many incidents are not Kubernetes?', 'count', 'not category Kubernetes'],
    ['How many incidents mention “disk pressure”?', 'count', 'whose text mentions “disk pressure”'],
    ['how many incidents on Mondays', 'count', 'on a Monday'],
    ['How many different companies are there?', 'distinct'],
    ['Which company had the most incidents?', 'group'],
    ['What are the most common keywords in 2020?', 'group', 'in 2020'],
    ['incidents per month in 2021', 'group', 'in 2021'],
    ['top 3 services by number of incidents', 'group'],
    ['Which incident lasted the longest?', 'lookup'],
    ['What is the MTTR of Google incidents?', 'measure', 'company Google'],
    ['average time to detect in 2021', 'measure', 'in 2021'],
    ['What share of incidents in 2021 were security?', 'share', 'in 2021', 'category security'],
    ['Compare Google and Amazon Web Services', 'compare'],
    ['Were there more incidents in 2020 or 2021?', 'compare'],
    ['Are incidents increasing?', 'trend'],
    ['what is the total customers affected in 2021', 'label figure', 'in 2021'],
    ['list the resolved incidents', 'list', 'status resolved'],
    ['What caused the checkout outage?', 'lookup'],
    ['Have we seen ERR_POOL_TIMEOUT before?', 'similar'],
    ['What should I do when pods are stuck in Pending?', 'similar'],
    ['most common root causes last year', 'causes', 'in 2025'],
    ['hello', 'say'],
    ['what can you do?', 'say'],
    ['Which team had the most incidents?', 'unknown field'],
    ['asdf', 'passage'],
  ];
  for (const [question, ...expected] of examples) {
    it(`“${question}” is a ${expected[0]}`, () => assert.deepEqual(kindAndConditions(question), expected));
  }

  it('a question about a value under its label asks for that label only', () => {
    const { plan: made } = plan('How many incidents have the keyword cloud?');
    assert.ok(made.kind === 'count');
    assert.deepEqual(made.subject.labels[0]?.condition.names, ['keywords']);
  });

  it('“or” between two values is one condition', () => {
    const { plan: made } = plan('How many incidents did Google or Amazon Web Services have?');
    assert.ok(made.kind === 'count');
    assert.deepEqual(made.subject.labels[0]?.condition.valueKeys, ['google', 'amazon web services']);
  });

  it('leaves no word of a counted question unexplained', () => {
    assert.deepEqual(plan('How many incidents in 2021 were Kubernetes?').unexplained, []);
    assert.deepEqual(plan('How many incidents were detected in 2021?').unexplained, ['detected']);
    assert.deepEqual(plan('How many incidents were fixed by restarting?').unexplained, ['fixed']);
  });

  it('reads any text without throwing', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200, unit: 'grapheme' }), (question) => void plan(question)),
    );
    const piece = fc.constantFrom(
      'how many',
      'incidents',
      'in 2021',
      'Kubernetes',
      'most',
      'longest',
      'or',
      'and',
      'than',
      'over',
      '2 hours',
      'which',
      'by',
      'category',
      'not',
      'why',
      'it',
      'Google',
      '5',
      'zebra',
    );
    fc.assert(fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => void plan(pieces.join(' '))));
  });
});
