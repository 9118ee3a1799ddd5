import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PassageCandidate } from '../found-passage.ts';
import { readQuery } from '../query/read-query.ts';
import { PassageCache } from './passage-cache.ts';
import { type RankedCandidate, type RankingOptions, rankCandidates } from './rank-candidates.ts';
import { RANKING_WEIGHTS } from './ranking-weights.ts';

type Given = Partial<PassageCandidate> & { readonly id: string };

function passage({ id, ...given }: Given): PassageCandidate {
  const content = given.content ?? 'nothing that matters here';
  return {
    ...{ id, documentId: `document of ${id}`, externalId: `${id}.md`, title: `Page ${id}`, kind: 'document' },
    ...{ alerts: [], ordinal: 0, headings: [], content, start: 0, end: content.length },
    ...given,
  };
}

/** Ranks with every word equally rare, unless `idf` says otherwise. */
function rank(
  question: string,
  given: readonly Given[],
  idf: Readonly<Record<string, number>> = {},
  options: Partial<RankingOptions> = {},
): RankedCandidate[] {
  const query = readQuery(question);
  return rankCandidates(query, given.map(passage), new Map(Object.entries(idf)), {
    cache: new PassageCache(),
    ...options,
  });
}

const ids = (ranked: readonly RankedCandidate[]): string[] => ranked.map(({ id }) => id);

test('rare words weigh more than common ones, whichever sign the store gives', () => {
  const given = [
    { id: 'a', content: 'the pod waits' },
    { id: 'b', content: 'the lease waits' },
  ];
  for (const sign of [1, -1]) {
    assert.deepEqual(ids(rank('pod lease', given, { pod: sign, lease: 6 * sign })), ['b', 'a']);
  }
});

test('a word in the title weighs more than in the text', () => {
  const given = [
    { id: 'a', content: 'about quorum and more' },
    { id: 'b', title: 'Quorum', content: 'about something and more' },
  ];
  assert.deepEqual(ids(rank('quorum', given)), ['b', 'a']);
});

test('an alert of the question puts its runbook first, and its best passage before the others', () => {
  const long = 'KubePodCrashLooping pod crash looping restart '.repeat(5);
  const ranked = rank('what to restart when KubePodCrashLooping fires', [
    { id: 'other', content: long },
    { id: 'own0', documentId: 'd', alerts: ['KubePodCrashLooping'], content: 'meaning', ordinal: 0 },
    { id: 'own1', documentId: 'd', alerts: ['KubePodCrashLooping'], content: 'restart the pod', ordinal: 1 },
  ]);
  assert.deepEqual(ids(ranked), ['own1', 'own0', 'other']);
});

test('an alert is known in lower case, in words and in a longer sentence', () => {
  for (const question of [
    'kubepodcrashlooping',
    'kube pod crash looping?',
    'why does kube-pod-crash-looping fire',
  ]) {
    const [first] = rank(question, [{ id: 'a' }, { id: 'b', alerts: ['KubePodCrashLooping'] }]);
    assert.equal(first?.id, 'b');
    assert.equal(first?.features.isNamed, true);
  }
});

test('an alert of one usual word is only meant where it is written so', () => {
  const given = [{ id: 'a', alerts: ['Watchdog'] }];
  const isNamed = (question: string) => rank(question, given)[0]?.features.isNamed;
  assert.equal(isNamed('the Watchdog fires on every cluster'), true);
  assert.equal(isNamed('watchdog'), true);
  assert.equal(isNamed('the kernel watchdog timer resets a broken board'), false);
});

test('a title of one or two usual words is no name', () => {
  const [first] = rank('how are backups restored after data loss', [{ id: 'a', title: 'Data loss' }]);
  assert.equal(first?.features.isNamed, false);
});

test('a file name is a name', () => {
  const [first] = rank('what is in release_notes_2024', [
    { id: 'a' },
    { id: 'b', externalId: 'x/release_notes_2024.pdf' },
  ]);
  assert.equal(first?.id, 'b');
});

test('words that stand together weigh more than the same words apart', () => {
  const apart = 'boundary conditions of many kinds were studied here for some time before any layer came up';
  const together =
    'conditions of many kinds were studied here for some time before any boundary layer came up';
  const ranked = rank('boundary layer', [
    { id: 'a', content: apart },
    { id: 'b', content: together },
  ]);
  assert.deepEqual(ids(ranked), ['b', 'a']);
});

test('a quoted phrase is preferred as it stands', () => {
  const ranked = rank('"slow disk"', [
    { id: 'a', content: 'disk slow disk disk slow' },
    { id: 'b', content: 'a disk that is slow' },
  ]);
  assert.equal(ranked[0]?.id, 'a');
});

test('passages like the best ones are lifted', () => {
  const given = [
    { id: 'best', content: 'flutter of panels in supersonic stream with damping from structure' },
    { id: 'like', content: 'panels in supersonic stream: theory and tunnel tests, oscillation onset' },
    { id: 'unlike', content: 'payroll runs on the first of the month, ask finance' },
  ];
  const support = (id: string) =>
    rank('flutter', given).find((found) => found.id === id)?.features.support ?? 0;
  assert.ok(support('like') > support('unlike'));
});

test('near copies do not lift each other', () => {
  const content = 'the filesystem of the node is filling up with logs and images';
  const [first] = rank('filesystem filling', [
    { id: 'a', content },
    { id: 'b', content },
  ]);
  assert.equal(first?.features.support, 0);
});

test('a word that no passage has does not spoil the match of the others', () => {
  const given = [{ id: 'a', title: 'x', content: 'quorum quorum' }];
  const [known] = rank('quorum', given, { quorum: 5 });
  const [unknown] = rank('quorum zyxw', given, { quorum: 5, zyxw: 0 });
  assert.ok((unknown?.features.covered ?? 0) > 0.4);
  assert.ok((unknown?.features.match ?? 0) < (known?.features.match ?? 0));
});

test('equal candidates stand in the order of document and place, however they came', () => {
  const given = [
    { id: 'c', externalId: 'b.md', ordinal: 0, title: 'T' },
    { id: 'b', externalId: 'a.md', ordinal: 1, title: 'T' },
    { id: 'a', externalId: 'a.md', ordinal: 0, title: 'T' },
  ];
  assert.deepEqual(ids(rank('nothing', given)), ['a', 'b', 'c']);
  assert.deepEqual(ids(rank('nothing', given.toReversed())), ['a', 'b', 'c']);
});

test('a document may be kept from filling the top', () => {
  const same = { documentId: 'd', externalId: 'd.md', content: 'quorum' };
  const given = [
    { id: 'a', ...same },
    { id: 'b', ...same, ordinal: 1 },
    { id: 'c', content: 'no word of it in this text' },
  ];
  assert.deepEqual(ids(rank('quorum', given)), ['a', 'b', 'c']);
  assert.equal(ids(rank('quorum', given, {}, { mostPerDocument: 1 })).at(-1), 'b');
});

test('a changed title is seen although the passage is known', () => {
  const cache = new PassageCache();
  rank('quorum', [{ id: 'a', title: 'Old' }], {}, { cache });
  const [found] = rank('quorum', [{ id: 'a', title: 'Quorum' }], {}, { cache });
  assert.ok((found?.features.match ?? 0) > 0);
});

test('a small cache and a full table change nothing', () => {
  const given = Array.from({ length: 20 }, (_, index) => ({
    id: `p${index}`,
    content: `quorum word${index} `.repeat(index + 1),
  }));
  const expected = ids(rank('quorum word7', given));
  const cache = new PassageCache(3, 60);
  for (let round = 0; round < 3; round++)
    assert.deepEqual(ids(rank('quorum word7', given, {}, { cache })), expected);
});

test('no candidates and a question without words give nothing and no error', () => {
  assert.deepEqual(rank('quorum', []), []);
  assert.equal(rank('???', [{ id: 'a' }])[0]?.rawScore, 0);
});

test('very long and hostile passages are ranked in bounded time', () => {
  const begun = performance.now();
  const given = ['a', 'aA', 'a-', '1.', '日', ' '].map((piece, index) => ({
    id: `${index}`,
    content: piece.repeat(500_000),
  }));
  rank('quorum a', given, {}, { weights: RANKING_WEIGHTS });
  assert.ok(performance.now() - begun < 5000);
});
