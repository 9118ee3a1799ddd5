import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chooseTitle } from './choose-title.ts';
import { cleanTitle } from './clean-title.ts';
import { type MemberTexts, summarisePattern } from './summarise-pattern.ts';
import { triggerKindsOf } from './trigger-kinds.ts';

const told: MemberTexts = {
  ...{ title: 'Disk full', summary: null, rootCause: null, trigger: null, resolution: null },
  ...{ startedAt: new Date('2025-03-01T10:00:00Z'), services: [] },
};

test('a title loses dates, numbers of records and the word for what it is, nothing else', () => {
  for (const [title, clean] of [
    ['Post-mortem of Shai-Hulud attack on November 24th, 2025', 'Shai-Hulud attack'],
    ['[SEV1] INC-4711: Checkout answers 503', 'Checkout answers 503'],
    ['Feature Flags Service - Multiple Outages (October 2025)', 'Feature Flags Service - Multiple Outages'],
    ['2024-05-01 Kafka lag', 'Kafka lag'],
    ['Two nodes may be down', 'Two nodes may be down'],
  ] as const)
    assert.equal(cleanTitle(title), clean);
});

test('the title of a pattern is a member’s own, the one whose words the others share', () => {
  const share = (term: string) => (term === 'disk full' ? 1 : term === 'warehous' ? 0.1 : 0);
  const titles = ['Disk full on the warehouse host', 'Disk full', 'Sofa on disk full of gifts in Lyon'];
  assert.equal(chooseTitle(titles, share), 'Disk full');
  assert.equal(
    chooseTitle(['INC-42', 'INC-43'], () => 0),
    'INC-42',
  );
});

test('a summary counts only what the members tell', () => {
  const odd = { ...told, title: 'Odd' };
  const members = [
    { ...told, services: ['web'], trigger: 'Deploy of the web tier', resolution: 'Rolled back the release.' },
    {
      ...told,
      services: ['web'],
      trigger: 'A rollout',
      resolution: 'We rolled back.',
      startedAt: new Date('2025-04-02T10:00:00Z'),
    },
    { ...told, services: ['search'], startedAt: null },
  ];
  assert.deepEqual(summarisePattern(members, 3), {
    summary:
      '3 incidents between 1 Mar 2025 and 2 Apr 2025 on web. As far as they tell, most often set off by a deploy, upgrade or migration (2 of 3). What ended it most often: rolling back (2 of 2 that say how).',
    services: ['web'],
    triggers: ['deploy'],
  });
  assert.equal(summarisePattern([odd, odd], 2).summary, '2 incidents on 1 Mar 2025.');
});

test('what set an incident off is read from its trigger before its cause, and from its cause before the rest', () => {
  const texts = { trigger: null, rootCause: null, title: 'Upgrade of the cluster', summary: null };
  assert.deepEqual(triggerKindsOf(texts), ['deploy']);
  assert.deepEqual(triggerKindsOf({ ...texts, rootCause: 'The certificate of the relay expired' }), [
    'certificate',
  ]);
  assert.deepEqual(triggerKindsOf({ ...texts, rootCause: 'x', trigger: 'Traffic peak of the sale' }), [
    'capacity',
  ]);
  assert.deepEqual(triggerKindsOf({ ...texts, title: 'Feature flags are down' }), []);
});
