import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask, refuses } from '../../../test/support/reader/ask-passages.ts';

test('a price may be in any unit, where the words say that it is one', () => {
  for (const text of [
    'A berth costs 12 crowns a night.',
    'A berth is charged at 12 crowns per night.',
    'The price of a berth is 12 crowns.',
    'A berth carries a fee of 12 crowns.',
    '| Place | Price (crowns) |\n| --- | --- |\n| berth | 12 |\n| buoy | 7 |',
    '| Place | Yearly fee |\n| --- | --- |\n| berth | 12 crowns |\n| buoy | 7 crowns |',
  ]) {
    const said = ask('How much does a berth cost?', text).text;
    assert.match(said, /\b12\b/, text);
    assert.doesNotMatch(said, /\b7\b/, text);
  }
});

test('a figure of something else is no price', () => {
  for (const text of [
    'A berth holds 12 boats.',
    'A missed berth costs 3 hours.',
    'A missed berth costs 3 boat hours.',
    'A berth costs 12 crowns more than a buoy.',
    'The cost of a berth is settled within 12 days.',
    'The fee for a berth is explained on page 12 of the book.',
    'A buoy costs 12 crowns. A berth is free to choose.',
    '| Place | Fee period |\n| --- | --- |\n| berth | 12 |',
    '| Place | Fee |\n| --- | --- |\n| berth | due in 12 days |',
  ])
    refuses('How much does a berth cost?', text);
  refuses('How much does a berth cost per week?', 'A berth costs 12 crowns a night.');
});

test('times of day are told in words', () => {
  for (const when of [
    'at six',
    'half past six',
    'at a quarter to eight',
    'at noon',
    'from nine to five',
    'until six',
    'at nine in the evening',
    "around one o'clock",
    'at sunrise',
  ])
    assert.match(ask('When is the bar open?', `The bar is open ${when}.`).text, new RegExp(when), when);
  refuses('When is the bar open?', 'The bar is open from one to three doors.');
  refuses('When is the bar open?', 'The bar is open in one of the rooms.');
});

test('how often and how many, too', () => {
  for (const often of ['twice a week', 'every second Friday', 'three times per quarter', 'at noon each day'])
    assert.match(ask('How often is the well tested?', `The well is tested ${often}.`).text, RegExp(often));
  for (const number of ['three', 'fourteen', 'twenty-four', 'seventy'])
    assert.match(ask('How many replicas does it have?', `It has ${number} replicas.`).text, RegExp(number));
  assert.match(ask('How long is the leave?', 'The leave is thirteen weeks.').text, /thirteen weeks/);
  refuses('How many replicas does the store have?', 'The store has replicas in three rooms.');
  for (const time of ['half past three', 'six', '06:30', '6 am'])
    refuses('How many ovens are there?', `The ovens are lit at ${time}.`);
});

test('how hot something is wants degrees', () => {
  assert.match(ask('How hot is the kiln?', 'The kiln is heated to 900 °C.').text, /900 °C/);
  refuses('How hot is the kiln?', 'The kiln is heated for 40 minutes.');
});
