import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { NoteWish } from './note-wish.ts';
import { readWish } from './read-wish.ts';

const remember = (text: string, isCertain: boolean, asked: string | null = null): NoteWish => ({
  kind: 'remember',
  text,
  isCertain,
  asked,
});
const list = (about: string | null): NoteWish => ({ kind: 'list', about });

const WISHES: readonly (readonly [message: string, wish: NoteWish])[] = [
  ['remember that checkout runs on ECS', remember('checkout runs on ECS', true)],
  ['Please remember: cart uses Redis.', remember('cart uses Redis.', true)],
  ['Could you remember that cart uses Redis?', remember('cart uses Redis', true)],
  ["don't forget that cart uses Redis", remember('cart uses Redis', true)],
  ['Remember that we were down. Who owns cart?', remember('we were down.', true, 'Who owns cart?')],
  ['note: the payments team owns ledger', remember('the payments team owns ledger', false)],
  ['please keep in mind that cart uses Redis', remember('cart uses Redis', false)],
  ['Note that we are seeing 503s', remember('we are seeing 503s', false)],
  ['remember cart uses Redis', remember('cart uses Redis', false)],
  ['please remember that', { kind: 'remember this' }],
  ['remember this', { kind: 'remember this' }],
  ['What do you remember?', list(null)],
  ['what do you remember about checkout?', list('checkout')],
  ['list the notes', list(null)],
  ['show me all notes about the payments API', list('the payments API')],
  ['what have I told you so far?', list(null)],
  ['do you remember anything about cart?', list('cart')],
  ['forget that', { kind: 'forget last' }],
  ['undo that, please', { kind: 'forget last' }],
  ['forget note 3', { kind: 'forget number', number: 3 }],
  ['Please delete the second note.', { kind: 'forget number', number: 2 }],
  ['forget the note about checkout', { kind: 'forget about', about: 'checkout' }],
  ['forget that cart uses Redis', { kind: 'forget about', about: 'cart uses Redis' }],
  ['forget nte_01ARZ3NDEKTSV4RRFFQ69G5FAV', { kind: 'forget id', id: 'nte_01ARZ3NDEKTSV4RRFFQ69G5FAV' }],
  ['forget everything', { kind: 'forget all' }],
];

const OTHER: readonly string[] = [
  'do you remember the outage of May?',
  'do you remember that checkout was down?',
  'remember the outage of May',
  'remember to restart checkout',
  'remember when checkout broke?',
  'which incidents mention notes',
  'what do you know about checkout',
  'delete the incident',
  'forget about it',
  'list the incidents with notes',
  "don't forget the milk",
  'checkout runs on ECS',
  'How many incidents were there?',
  'remember?',
  '',
];

describe('Reading what a message wishes of the notes', () => {
  for (const [message, wish] of WISHES) test(message, () => assert.deepEqual(readWish(message), wish));

  for (const message of OTHER)
    test(`is about something else: ${message}`, () => assert.equal(readWish(message), null));

  test('a message of 4,000 characters is read as soon as a short one', () => {
    for (const message of ['forget the note about '.repeat(180), 'please '.repeat(570), ', '.repeat(2000)])
      readWish(message.slice(0, 4000));
  });
});
