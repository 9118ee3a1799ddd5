import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { KindName } from './question.ts';
import { splitQuestions } from './split-questions.ts';

const PHRASINGS: Readonly<Record<KindName, readonly string[]>> = {
  who: [
    'Who owns mail?',
    'By whom is it approved?',
    'Which team runs search?',
    'Whose job is the handover?',
    'Can you tell me who leads Wren?',
    'who is responsible for billing',
  ],
  when: [
    'When was it released?',
    'What time does the shift end?',
    'On which days do we deploy?',
    'What is the deadline for claims?',
    'By when must I file it?',
  ],
  'how-long': [
    'How long is a shift?',
    'For how long are logs kept?',
    'How many days do I have to reply?',
    'What is the retention period of logs?',
    'How quickly is a page acknowledged?',
  ],
  'how-often': [
    'How often are keys rotated?',
    'How frequently is it reset?',
    'At what interval is it polled?',
  ],
  'how-many': [
    'How many users are included?',
    'How much does it cost?',
    'What is the maximum size of a body?',
    "What's the price of a seat?",
    'How large can it be?',
    'To how many replicas do I scale?',
  ],
  where: [
    'Where is the office?',
    'What is the URL of the wiki?',
    'In which bucket are backups?',
    'Which channel is for releases?',
  ],
  why: [
    'Why was Kafka rejected?',
    'What is the reason for it?',
    'What caused the outage?',
    'How come it failed?',
  ],
  define: [
    'What is a canary?',
    'What does MTTR stand for?',
    'Define toil',
    'meaning of RPO',
    'Explain error budgets',
    "What's meant by toil?",
  ],
  'how-to': [
    'How do I restart it?',
    'How to restore a backup',
    'What should I do when X fires?',
    'Steps to release',
    'Runbook for PoolEmpty',
    'What are the steps for a restore?',
  ],
  'yes-no': ['Is it allowed?', 'Can I swap shifts?', 'Does it support fish?', 'Are refunds given?'],
  which: [
    'Which plans include it?',
    'List the plans',
    'What are the data classes?',
    'What language is it in?',
  ],
  compare: [
    'What is the difference between A and B?',
    'Compare Starter with Growth',
    'Starter vs Growth',
    'How do A and B differ?',
  ],
  command: ['What is the command to list pods?', 'Which command grows a volume?', 'Command for rolling back'],
  other: ['disk full on hosts', 'the ledger, please'],
};

describe('the kind of a question is read from many phrasings', () => {
  for (const [kind, phrasings] of Object.entries(PHRASINGS))
    for (const phrasing of phrasings)
      test(phrasing, () => assert.equal(splitQuestions(phrasing)[0]?.kind, kind));
});

const topicOf = (question: string): string[] =>
  splitQuestions(question).map(({ terms }) =>
    terms
      .filter(({ isSoft }) => !isSoft)
      .map(({ text }) => text)
      .join(' '),
  );

describe('what a question is about', () => {
  test('leaves greetings, thanks and phrases of politeness', () => {
    assert.deepEqual(topicOf('Hi there, could you please tell me who owns the ledger? Thanks!'), [
      'owns ledger',
    ]);
  });

  test('is carried to a later part that points back', () => {
    assert.deepEqual(topicOf('Who owns the ledger and how do I restart it?'), [
      'owns ledger',
      'restart ledger',
    ]);
    assert.deepEqual(topicOf('The orders disk is full. What do I do?'), ['orders disk full']);
  });

  test('is shared by two question words', () => {
    assert.deepEqual(topicOf('When and where do we meet visitors?'), ['meet visitors', 'meet visitors']);
  });

  test('is never of more than four parts', () => {
    assert.equal(splitQuestions('Who is a? Who is b? Who is c? Who is d? Who is e?').length, 4);
  });
});
