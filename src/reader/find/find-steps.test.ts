import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask, passage, refuses } from '../../../test/support/reader/ask-passages.ts';

const STEPS = '1. Stop the writers.\n2. Load the dump.';
const SAID = /^From ‘[^’]*’:\n\n1\. Stop the writers\. \[1\]\n2\. Load the dump\. \[1\]$/;

test('the title may name the thing and the heading the deed, in whatever form', () => {
  for (const heading of ['Restoring', 'Restore', 'Restoration', 'How to restore it'])
    assert.match(
      ask(
        'How do I restore the tide database?',
        passage(`# Tide database\n\nIt holds the tides.\n\n## ${heading}\n\n${STEPS}`, {
          title: 'Tide database',
        }),
      ).text,
      SAID,
      heading,
    );
  for (const [deed, heading] of [
    ['renew', 'Renewal'],
    ['remove', 'Removal'],
    ['rotate', 'Rotation'],
    ['upgrade', 'Upgrading'],
    ['revoke', 'Revocation'],
    ['register', 'Registration'],
    ['extend', 'Extension'],
    ['replace', 'Replacement'],
  ] as const)
    assert.match(
      ask(`How do I ${deed} a berth pass?`, passage(STEPS, { title: 'Berth pass', headings: [heading] }))
        .text,
      SAID,
      heading,
    );
});

test('the thing may be named by a heading between, and the steps of its other parts stay out', () => {
  const content = `# Harbour\n\n## Tide database\n\nIt holds the tides.\n\n### Restoration\n\n${STEPS}\n\n### Removal\n\n1. Drop it.\n2. Tell us.`;
  assert.match(ask('How do I restore the tide database?', passage(content, { title: 'Harbour' })).text, SAID);
});

test('headings that a passage stands under are above all that it begins with', () => {
  const content = `## Removal\n\n1. Drop it.\n2. Tell us.\n\n## Upgrading\n\n${STEPS}`;
  const part = passage(content, { title: 'Harbour', headings: ['Core cranes'] });
  assert.match(ask('How do I upgrade the core cranes?', part).text, SAID);
  refuses('How do I paint the core cranes?', part);
  refuses('Who upgrades the core cranes?', part);
});

test('another deed or another thing is refused', () => {
  const page = passage(`## Restoring\n\n${STEPS}`, { title: 'Tide database' });
  refuses('How do I delete the tide database?', page);
  refuses('How do I restore the wave database?', page);
});

test('a page with the name in its title comes before one that only has it as a heading', () => {
  const own = passage('## Mitigation\n\nDim the lamp.', { title: 'LampHot', documentId: 'a' });
  const other = passage('## Mitigation\n\nOpen the vents.', {
    title: 'LampCold',
    documentId: 'b',
    headings: ['LampHot'],
    score: 0.9,
  });
  assert.match(ask('How do I mitigate LampHot?', other, own).text, /Dim the lamp/);
});
