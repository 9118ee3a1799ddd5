import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { judgeStatements } from '../read/judge-statements.ts';
import { readStatements } from '../read/read-statements.ts';
import { findGaps } from './find-gaps.ts';
import { findVagueTerms } from './find-vague-terms.ts';
import { findPoints } from './points.ts';

const judge = (text: string) => judgeStatements(readStatements(text));
const vagueIn = (text: string): string[] =>
  judge(text).flatMap((one) => findVagueTerms(one).map(({ text: word }) => word));

describe('vague words', () => {
  const vague: readonly (readonly [text: string, ...words: string[]])[] = [
    ['The app must be fast and user-friendly.', 'fast', 'user-friendly'],
    ['Errors must be fixed as soon as possible.', 'as soon as possible'],
    ['The app must support PDF, CSV, etc.', 'etc'],
    ['Users should be able to easily find some orders.', 'easily', 'some'],
    ['The service must be robust.', 'robust'],
    ['The tool must show appropriate messages where necessary.', 'appropriate', 'where necessary'],
    ['The page must load within 2 seconds and be easy to use.', 'easy to use'],
    ['The system must handle many users, about 500 users.', 'about'],
    ['Passwords must be stored securely.', 'securely'],
    ['The report must contain: to be defined', 'to be defined'],
    ['Data must be backed up regularly.', 'regularly'],
    ['Goal: reduce support calls.', 'reduce'],
  ];
  for (const [text, ...words] of vague)
    it(`sees ${words.join(', ')} in “${text}”`, () => assert.deepEqual(vagueIn(text), words));

  const exact = [
    'The search must be fast (at most 2 seconds).',
    'Passwords must be stored securely with bcrypt.',
    'The app must send a mail as soon as the order is paid.',
    'The page must show at most 20 orders.',
    'The editor must support rich text.',
    'The app must support several languages: English and German.',
    'Users can increase the font size.',
    'Goal: reduce support calls by 20%.',
    'The button must be called "Quick order" or "fast".',
    'Our current shop is slow.',
  ];
  for (const text of exact) it(`sees none in “${text}”`, () => assert.deepEqual(vagueIn(text), []));
});

describe('gaps', () => {
  const gapsIn = (text: string): string[] => findGaps(judge(text)).map(({ row }) => row.name);

  it('names only what the text does not speak of in any form', () => {
    const whole =
      'Customers log in. If the payment fails, it is retried. Orders are kept for 2 years. At most 100 orders per minute. ' +
      'Success: 5% fewer calls. Out of scope: returns. Launch: 1 May.';
    assert.deepEqual(gapsIn(whole), []);
    assert.deepEqual(gapsIn('- dark mode'), [
      'Users and roles',
      'Errors and failures',
      'Measures of success',
      'Security and access',
      'Data',
      'Limits and volumes',
      'Scope',
      'Time and priority',
    ]);
  });

  it('takes a figure in a requirement for a limit, and a figure in a goal for a measure of success', () => {
    assert.ok(!gapsIn('The search must answer in 2 seconds.').includes('Limits and volumes'));
    assert.ok(!gapsIn('Goal: reduce calls by 20%.').includes('Measures of success'));
  });
});

describe('the order of questions', () => {
  it('asks for contradictions first, then for what is undecided, then for what cannot be tested', () => {
    const text =
      '- Export: TBD\n- Search must be fast\n- Import must finish within 5 s\n- Import must finish within 9 s';
    assert.deepEqual(
      findPoints(judge(text))
        .map(({ kind }) => kind)
        .slice(0, 4),
      ['contradiction', 'undecided', 'untestable', 'gap'],
    );
  });

  it('lets gaps come between many vague words', () => {
    const kinds = findPoints(judge('- fast\n- easy\n- robust\n- flexible\n- nice\n- cheap')).map(
      ({ kind }) => kind,
    );
    assert.ok(kinds.indexOf('gap') < kinds.lastIndexOf('untestable'));
  });
});
