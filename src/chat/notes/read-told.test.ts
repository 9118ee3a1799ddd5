import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { FACTS, OTHERS, UNREAD_FACTS } from '../../../test/notes/told-messages.ts';
import { readTold } from './read-told.ts';

describe('Reading what a message tells', () => {
  for (const message of FACTS)
    test(`tells a fact: ${message}`, () => {
      const { told, asked } = readTold(message);
      assert.notEqual(told, null);
      assert.equal(asked, null);
    });

  for (const message of OTHERS)
    test(`tells none: ${message}`, () => assert.equal(readTold(message).told, null));

  for (const message of UNREAD_FACTS)
    test(`is left alone, for its words are not known: ${message}`, () =>
      assert.equal(readTold(message).told, null));

  test('a greeting and a “for your information” are not part of the fact', () => {
    for (const lead of ['FYI, ', 'Hi team, ', 'btw: ', 'For the record: ', 'Hello! FYI ', 'Actually, '])
      assert.equal(readTold(`${lead}checkout runs on ECS. Thanks!`).told, 'checkout runs on ECS.');
  });

  test('questions stand apart from what is told', () => {
    assert.deepEqual(readTold('FYI checkout runs on ECS. How many incidents did checkout have in 2025?'), {
      told: 'checkout runs on ECS.',
      asked: 'How many incidents did checkout have in 2025?',
    });
    assert.deepEqual(readTold('Who owns cart? Checkout is owned by the payments team. It runs on ECS.'), {
      told: 'Checkout is owned by the payments team. It runs on ECS.',
      asked: 'Who owns cart?',
    });
  });

  test('a fact inside a report, a complaint or an order is part of that', () => {
    for (const message of [
      'checkout runs on ECS. It is down.',
      'Checkout runs on ECS. Your answer was wrong.',
      'checkout runs on ECS, please restart it',
      'Checkout runs on ECS. I think so at least.',
      'checkout runs on ECS. Restart it.',
    ])
      assert.equal(readTold(message).told, null, message);
  });

  test('what is pasted is not told', () => {
    for (const message of [
      '# Runbook\nCheckout runs on ECS.',
      '- checkout runs on ECS\n- cart runs on EKS',
      '> checkout runs on ECS',
      'checkout runs on **ECS**',
      `checkout runs on ECS. ${'Cart runs on EKS. '.repeat(20)}`,
      `checkout runs on ECS ${'x'.repeat(2000)}`,
    ])
      assert.equal(readTold(message).told, null, message.slice(0, 60));
  });
});
