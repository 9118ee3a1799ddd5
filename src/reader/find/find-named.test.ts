import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask, passage, refuses } from '../../../test/support/reader/ask-passages.ts';

const CONTENT =
  '## Meaning\n\nThe lamp of the lighthouse is above 90 °C.\n\n## Impact\n\nThe light goes out.\n\n## Mitigation\n\n1. Dim the lamp.\n2. Open the vents.';
const lamp = passage(CONTENT, { title: 'Lamp', alerts: ['LampOverheating'], kind: 'runbook' });
const WHOLE =
  'From ‘Lamp’:\n\n“The lamp of the lighthouse is above 90 °C.” [1]\n\n1. Dim the lamp. [1]\n2. Open the vents. [1]';

test('an alert for a message gets what it means and what to do, in order', () => {
  for (const message of [
    'LampOverheating',
    'LampOverheating?',
    '`LampOverheating`',
    'lamp overheating',
    'alert LampOverheating',
    'Alert: LampOverheating',
    'the LampOverheating alert is firing',
    'LampOverheating just fired',
    '[FIRING] LampOverheating',
    'Hi, LampOverheating is firing, help!',
    'we got a LampOverheating alert',
    'I got paged for LampOverheating',
    'runbook for LampOverheating',
    'show me the runbook for LampOverheating',
  ])
    assert.equal(ask(message, lamp).text, WHOLE, message);
});

test('the name of a document gets its first sentence, and its steps where it has only one list of them', () => {
  const crane = passage(
    'The crane lifts boats of up to 9 tonnes.\n\n## Greasing\n\n1. Stop it.\n2. Grease it.',
    {
      title: 'The crane',
    },
  );
  assert.equal(
    ask('crane', crane).text,
    'From ‘The crane’:\n\n“The crane lifts boats of up to 9 tonnes.” [1]\n\n1. Stop it. [1]\n2. Grease it. [1]',
  );
  const two = passage(`${crane.content}\n\n## Testing\n\n1. Load it.\n2. Lift it.`, { title: 'Crane' });
  assert.equal(ask('Crane', two).text, 'From ‘Crane’: “The crane lifts boats of up to 9 tonnes.” [1]');
});

test('a name that is only similar, or asked about, is no such message', () => {
  refuses('LampOverheating2', lamp);
  refuses('runbook for LampCold', lamp);
  refuses('Who owns LampOverheating?', lamp);
  for (const message of ['LampUnderheating', 'Overheating', 'What is LampOverheating?'])
    assert.doesNotMatch(ask(message, lamp).text, /Dim the lamp/, message);
});

test('where the page is only in part among the passages, what is there is said', () => {
  const meaning = passage('## Meaning\n\nThe lamp is hot.', { title: 'LampHot' });
  assert.equal(ask('LampHot', meaning).text, 'From ‘LampHot’: “The lamp is hot.” [1]');
  const steps = passage('## Mitigation\n\n1. Dim it.\n2. Open it.', { title: 'LampHot' });
  assert.equal(ask('LampHot', steps).text, 'From ‘LampHot’:\n\n1. Dim it. [1]\n2. Open it. [1]');
});

test('of several alerts each is answered, and none where one of them has no page', () => {
  const pump = passage('## Meaning\n\nThe pump stands still.', {
    title: 'PumpStalled',
    documentId: 'two',
    alerts: ['PumpStalled'],
  });
  assert.equal(
    ask('LampOverheating and PumpStalled are firing', lamp, pump).text,
    `${WHOLE}\n\nFrom ‘PumpStalled’: “The pump stands still.” [2]`,
  );
  assert.doesNotMatch(ask('LampOverheating, DoorOpen', lamp, pump).text, /Dim the lamp|stands still/);
});
