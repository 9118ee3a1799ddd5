import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { inventedIn, marksOf } from '../../test/support/reader/quotes-of.ts';
import { readTexts, searchTexts } from '../../test/support/reader/search-texts.ts';
import { answerFromPassages } from './answer-from-passages.ts';

interface QuestionSet {
  /** By subject: question, what the reply holds, what it must not hold. */
  readonly answerable: Readonly<Record<string, readonly (readonly [string, string[], string[]?])[]>>;
  readonly unanswerable: readonly string[];
}

const SUPPORT = new URL('../../test/support/reader/', import.meta.url).pathname;
const ALERTS: Readonly<Record<string, readonly string[]>> = {
  'disk-full': ['DbDiskAlmostFull'],
  'queue-backlog': ['OrderQueueBacklog', 'OrderConsumerStalled'],
  'uplink-flapping': ['UplinkFlapping'],
};
const RUNBOOKS = new URL('../../../shared/data/runbooks/prometheus-operator/content/', import.meta.url)
  .pathname;

function readSet(folder: string) {
  const set = JSON.parse(readFileSync(`${folder}questions.json`, 'utf8')) as QuestionSet;
  const search = searchTexts(readTexts(folder).map((text) => ({ ...text, alerts: ALERTS[text.name] ?? [] })));
  const answer = (question: string) =>
    answerFromPassages(question, search(question), { brand: 'Larkspur', scopes: [] });
  return { set, answer };
}

for (const [name, folder] of [
  ['questions over small documents of many kinds', 'texts'],
  ['questions over a laboratory, journeys and a network', 'other-texts'],
] as const)
  describe(name, () => {
    const { set, answer } = readSet(`${SUPPORT}${folder}/`);
    const asked = Object.values(set.answerable).flat();
    const replies = asked.map(([question, holds, never = []]) => {
      const reply = answer(question);
      const isRight =
        holds.every((text) => reply.text.includes(text)) && !never.some((text) => reply.text.includes(text));
      return { question, reply, isRight };
    });

    test('nothing wrong is answered to what they answer', () => {
      const wrong = replies.filter(({ reply, isRight }) => !reply.abstained && !isRight);
      assert.deepEqual(
        wrong.map(({ question, reply }) => [question, reply.text]),
        [],
      );
    });

    test('19 of 20 of what they answer is answered', () => {
      const refused = replies.filter(({ reply }) => reply.abstained).map(({ question }) => question);
      assert.ok(refused.length <= asked.length / 20, refused.join('\n'));
    });

    test('49 of 50 of what they do not answer is refused', () => {
      const answered = set.unanswerable.filter((question) => !answer(question).abstained);
      assert.ok(answered.length <= set.unanswerable.length / 50, answered.join('\n'));
    });

    test('every quote stands in the passage that is cited for it, and every citation is used', () => {
      for (const { question, reply } of replies) {
        assert.deepEqual(inventedIn(reply), [], question);
        assert.deepEqual(
          marksOf(reply),
          reply.cited.map((_, at) => at + 1),
          question,
        );
      }
    });
  });

describe('runbooks as they are', {
  skip: existsSync(RUNBOOKS) ? false : 'the runbooks are not there',
}, () => {
  const pages = existsSync(RUNBOOKS) ? readTexts(RUNBOOKS).filter(({ name }) => !name.startsWith('_')) : [];
  const find = searchTexts(pages.map((page) => ({ ...page, alerts: [page.name] })));
  const ask = (question: string) =>
    answerFromPassages(question, find(question), { brand: 'Operations', scopes: [] });

  test('what is quoted stands there, whatever is asked of a page', () => {
    for (const { name } of pages)
      for (const question of [
        `How do I mitigate ${name}?`,
        `What does ${name} mean?`,
        `What is the impact of ${name}?`,
      ]) {
        const reply = ask(question);
        assert.deepEqual(inventedIn(reply), [], question);
        assert.deepEqual(
          marksOf(reply),
          reply.cited.map((_, at) => at + 1),
          question,
        );
        assert.ok(reply.abstained || reply.cited.some(({ externalId }) => externalId === name), question);
      }
  });

  test('an alert without a page is refused', () => {
    assert.ok(ask('How do I mitigate KubeNodeOnFire?').abstained);
    assert.ok(ask('Who owns the etcd cluster?').abstained);
  });

  test('commands are quoted with what they are for', () => {
    const { text } = ask('How do I access the logs of the kubelet?');
    assert.match(
      text,
      /access the logs for the Kubelet directly:” \[1\]\n\n```shell\n\$ journalctl -b -f -u kubelet\.service\n```/,
    );
  });
});
