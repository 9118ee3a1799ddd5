import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Embedder } from '../../models/embedders/embedder.ts';
import type { PassageCandidate } from '../found-passage.ts';
import { judgeQuestions, type SampledPassage } from './judge-questions.ts';
import { learnWeight } from './learn-weight.ts';

const PARTS = ['broker', 'gateway', 'scheduler', 'database', 'cache', 'proxy', 'mailer', 'ledger'];
const DEEDS = ['restarted', 'drained', 'upgraded', 'restored', 'resized'];

const content = (part: string, deed: string) =>
  `Before anything is touched, tell the people on call that work on it begins. The ${part} is ${deed} from the console by
whoever is on call. When the ${part} was ${deed}, look at its log for a minute and close the ticket that asked for it.`;

const textOf = ({ title, headings, content }: PassageCandidate) => [title, ...headings, content].join('\n');

/** A number of the text that says nothing about it. */
const checksum = (text: string) =>
  [...text].reduce((sum, each) => (sum * 31 + each.charCodeAt(0)) % 10_007, 7);

/** Knows what a text is about by its parts and deeds, or nothing at all. */
const embedderThat = (knows: boolean): Embedder => ({
  name: 'made/up',
  dimensions: async () => PARTS.length + DEEDS.length,
  close: async () => {},
  embed: async (texts) =>
    texts.map((text) => {
      const known = [...PARTS, ...DEEDS].map((word, axis) =>
        knows ? Number(text.toLowerCase().includes(word)) : Math.sin(checksum(text) * (axis + 1)),
      );
      const length = Math.hypot(...known) || 1;
      return Float32Array.from(known, (value) => value / length);
    }),
});

async function sampleOf(embedder: Embedder): Promise<SampledPassage[]> {
  const passages = PARTS.flatMap((part) =>
    DEEDS.map((deed): PassageCandidate => {
      const id = `${part}-${deed}`;
      return {
        ...{ id, documentId: id, externalId: `${id}.md`, title: 'Handbook', kind: 'document', alerts: [] },
        ...{
          ordinal: 0,
          headings: [`How the ${part} is ${deed}`],
          content: content(part, deed),
          start: 0,
          end: 1,
        },
      };
    }),
  );
  const vectors = await embedder.embed(passages.map(textOf), 'passage');
  return passages.map((passage, place) => ({ ...passage, vector: vectors[place] ?? new Float32Array() }));
}

const scoreOf = ({ rawScore }: { readonly rawScore: number }) => Math.min(1, rawScore);

test('both searches are asked what the passages ask, each target among what they may find', async () => {
  const embedder = embedderThat(true);
  const sample = await sampleOf(embedder);
  const judged = await judgeQuestions(sample, { embedder, textOf, scoreOf });
  assert.equal(judged.length, sample.length);
  const ids = new Set(sample.map(({ id }) => id));
  for (const { targetId, lexical, dense } of judged) {
    assert.ok(ids.has(targetId));
    for (const { id } of [...lexical, ...dense]) assert.ok(ids.has(id), id);
    assert.equal(dense.length, 40);
  }
  const first = judged.filter(({ targetId, lexical }) => lexical[0]?.id === targetId);
  assert.ok(first.length > judged.length / 4, String(first.length));
});

test('an encoder that knows nothing gets no weight', async () => {
  const embedder = embedderThat(false);
  const judged = await judgeQuestions(await sampleOf(embedder), { embedder, textOf, scoreOf });
  assert.equal(learnWeight(judged).dense, 0);
});

test('nothing is learnt of nothing, and who stops it gets the reason', async () => {
  const embedder = embedderThat(true);
  assert.deepEqual(await judgeQuestions([], { embedder, textOf, scoreOf }), []);
  const signal = AbortSignal.abort(new Error('gone'));
  await assert.rejects(
    judgeQuestions(await sampleOf(embedder), { embedder, textOf, scoreOf, signal }),
    /gone/,
  );
});
