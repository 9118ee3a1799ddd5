import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MOST_RARITIES, readQuery } from './read-query.ts';
import { REWRITE_NAMES, type RewriteName } from './rewrites/rewrites.ts';

const ownWords = (question: string, rewrites?: readonly RewriteName[]): string[] =>
  readQuery(question, rewrites && { rewrites }).terms.map(({ forms }) => forms[0].word);

test('stop words are no terms', () => {
  assert.deepEqual(ownWords('the heat of a wing', []), ['heat', 'wing']);
});

test('the words of the task are left out at both ends, and only there', () => {
  const only: RewriteName[] = ['task-words'];
  assert.deepEqual(ownWords('what is known about slip flow', only), ['slip', 'flow']);
  assert.deepEqual(ownWords('please show me the runbook for a full disk', only), ['full', 'disk']);
  assert.deepEqual(ownWords('etcd has no leader, what should I do', only), ['etcd', 'leader']);
  assert.deepEqual(ownWords('the page cache grows', only), ['cache', 'grows']);
  assert.deepEqual(ownWords('redis documentation is missing pages', only), [
    'redis',
    'documentation',
    'missing',
    'pages',
  ]);
});

test('a question of task words alone is searched as it stands', () => {
  assert.deepEqual(ownWords('show me the runbook', ['task-words']), ['show', 'runbook']);
});

test('a name is searched whole, and by its parts where that is switched on', () => {
  assert.deepEqual(ownWords('KubePodCrashLooping', []), ['kubepodcrashlooping']);
  assert.deepEqual(ownWords('kube-proxy', ['name-parts']), ['kubeproxy', 'kube', 'proxy']);
});

test('a synonym counts for less than the word itself', () => {
  const [term] = readQuery('reboot', { rewrites: ['synonyms'] }).terms;
  assert.deepEqual(
    term?.forms.map(({ word }) => word),
    ['reboot', 'restart'],
  );
  assert.ok((term?.forms[1]?.weight ?? 1) < 1);
});

test('words of talk count for less, unless there is nothing else', () => {
  const [keeps, restarting] = readQuery('keeps restarting', { rewrites: ['common-words'] }).terms;
  assert.ok((keeps?.weight ?? 1) < (restarting?.weight ?? 0));
  assert.equal(readQuery('keeps going', { rewrites: ['common-words'] }).terms[0]?.weight, 1);
});

test('the text for the store repeats what the question says itself', () => {
  assert.equal(readQuery('reboot', { rewrites: ['synonyms'] }).text, 'reboot reboot restart');
});

test('a phrase in quotation marks is kept in order', () => {
  assert.deepEqual(readQuery('see "leader of the election" or “slow disk”').phrases, [
    ['leader', 'elect'],
    ['slow', 'disk'],
  ]);
});

test('a name is known however it is written', () => {
  for (const question of ['KubePodCrashLooping', 'kube pod crash looping', 'kube-pod-crash-looping fires']) {
    assert.ok(readQuery(question).names.has('kubepodcrashlooping'), question);
  }
});

test('a question that names nothing has no text', () => {
  for (const question of ['', ' ', '???', 'what is it', '\u0000']) assert.equal(readQuery(question).text, '');
});

test('long and hostile questions are bounded', () => {
  const hostile = ['a', 'A', 'a-', '1.', '"a ', 'aA', '日', 'word '].map((piece) => piece.repeat(200_000));
  hostile.push(Array.from({ length: 5000 }, (_, index) => `word${index}`).join(' '));
  for (const question of hostile) {
    const { text, terms, rarityWords, names } = readQuery(question);
    assert.ok(terms.length <= 32 && rarityWords.length <= MOST_RARITIES);
    assert.ok(text.length < 20_000 && names.size < 2000);
  }
});

test('every rewrite leaves terms in the order of the question', () => {
  const positions = readQuery('why does KubePodCrashLooping fire on kube-proxy nodes', {
    rewrites: REWRITE_NAMES,
  });
  const order = positions.terms.map(({ position }) => position);
  assert.deepEqual(
    order,
    order.toSorted((a, b) => a - b),
  );
});
