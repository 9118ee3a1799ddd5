import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type FailureTexts, signatureOf } from './incident-signature.ts';

const nothing: FailureTexts = {
  ...{ title: '', summary: null, rootCause: null, trigger: null, impact: null, detection: null },
  ...{ timeline: [], services: [], fullText: '' },
};
const terms = (texts: Partial<FailureTexts>): string[] =>
  signatureOf({ ...nothing, ...texts }).map(({ term }) => term);

test('what every post-mortem is written with says nothing', () => {
  const summary =
    'On Monday the on-call engineer was alerted by monitoring, the team communicated the incident to customers and fixed the issue.';
  assert.deepEqual(terms({ title: 'Incident report: outage', summary }), []);
});

test('one thing under several names is one term', () => {
  const [one, other] = [
    terms({ title: 'Pods OOMKilled by the k8s scheduler' }),
    terms({ title: 'Kubernetes ran out of memory' }),
  ];
  for (const shared of ['out of memory', 'kubernetes'])
    assert.ok(one.includes(shared) && other.includes(shared), shared);
  assert.ok(terms({ title: 'kafka-exporter stopped' }).includes('export'));
});

test('an abbreviation means what the record itself says', () => {
  const fullText = 'FluentD ships logs to CloudWatch Logs (or CWL).';
  assert.ok(terms({ title: 'Nothing arrives in CWL', fullText }).includes('cloudwatch'));
  assert.ok(!terms({ title: 'Nothing arrives in CWL' }).includes('cloudwatch'));
  assert.ok(
    terms({ title: 'QPS exceeded', fullText: 'the QPS (queries per second) limit' }).includes('query'),
  );
});

test('codes and states are kept; amounts, dates, addresses, versions and numbers of records are not', () => {
  const found = terms({
    title: 'PM2021-005: nodes NotReady, gateway answers 503',
    summary:
      'On 2021-06-22 at 08:21 about 503 users saw it at 10.0.3.7, v1.19.3, see https://wiki.example.com/503-page.',
  });
  assert.ok(found.includes('503') && found.includes('not ready'));
  for (const noise of ['2021', 'pm2021', '1.19.3', 'wiki', 'exampl'])
    assert.ok(!found.includes(noise), noise);
  assert.ok(!terms({ title: 'Lost 503 users' }).includes('503'));
});

test('the name of a service counts as the place only, wherever else it stands', () => {
  const signature = signatureOf({
    ...nothing,
    title: 'checkout: connection pool exhausted',
    services: ['checkout'],
  });
  assert.deepEqual(
    signature.filter(({ term }) => term === 'checkout').map(({ field }) => field),
    ['service'],
  );
});

test('it is a pure function with a bound on its terms, whatever the text', () => {
  const long = `${'x'.repeat(200_000)} ${'word '.repeat(50_000)} ${'(a '.repeat(20_000)}`;
  const texts = { ...nothing, title: long.slice(0, 300), summary: long, rootCause: long, fullText: long };
  const signature = signatureOf(texts);
  assert.ok(signature.length <= 22);
  assert.deepEqual(signatureOf(texts), signature);
  assert.deepEqual(signatureOf(nothing), []);
});

test('text without spaces between its words has terms, too', () => {
  const [one, other] = [terms({ title: '証明書の期限切れ' }), terms({ title: '証明書が期限切れ' })];
  assert.ok(one.filter((term) => other.includes(term)).length >= 3);
});
