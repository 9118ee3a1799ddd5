import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { asked } from '../../test/support/asked.ts';
import { importHistory } from '../../test/support/import-history.ts';
import { callerOf } from '../../test/support/new-caller.ts';
import { onEachEngine } from '../../test/support/on-each-engine.ts';
import { createAnalyst } from '../analyst/analyst.ts';
import { newId } from '../core/ids.ts';
import type { Answerer } from '../models/answerer.ts';
import type { FoundPassage } from '../retrieval/found-passage.ts';
import { createDocumentEvidence } from './document-evidence.ts';
import { createEvidenceSources } from './evidence-sources.ts';
import { givenTextEvidence } from './given-text-evidence.ts';

const context = callerOf(newId());
const none = { findDocuments: async () => [] };
const documents = { kind: 'documents', brandId: newId(), brand: 'acme', topK: 5, threshold: 0 } as const;

test('documents that hold no passage give a refusal that names them, and no tools', async () => {
  const source = createDocumentEvidence(async () => []);
  const refusals: (string | null)[] = [];
  for (const scopes of [[], ['faq', 'terms']]) {
    const { reply, evidence } = await source.gather(
      asked({ context, question: 'x', ground: { ...documents, scopes } }),
    );
    refusals.push(reply?.text ?? null);
    assert.equal(reply?.asksBack, false);
    assert.deepEqual(evidence, []);
  }
  assert.deepEqual(refusals, [
    'The documents of acme do not answer this question.',
    'The documents of acme in faq, terms do not answer this question.',
  ]);
  assert.deepEqual(source.tools, []);
});

test('each passage of a document is evidence, cited by its document', async () => {
  const id = newId();
  const found: FoundPassage = {
    ...{
      id: newId(),
      documentId: id,
      externalId: 'returns.md',
      title: 'Returns',
      kind: 'document',
      alerts: [],
    },
    ...{ ordinal: 0, headings: ['Time limit'], content: 'Within 30 days.', start: 0, end: 15, score: 0.9 },
  };
  const citation = {
    source: { type: 'document', id, externalId: 'returns.md', title: 'Returns' },
    passage: { id: found.id, content: 'Within 30 days.', score: 0.9, documentId: id },
  };
  const { evidence, passages, reply } = await createDocumentEvidence(async () => [found]).gather(
    asked({ context, question: 'x', ground: { ...documents, scopes: [] } }),
  );
  assert.equal(reply, null);
  assert.deepEqual(passages, [citation.passage]);
  assert.deepEqual(evidence, [
    { text: 'From the document “Returns”, under “Time limit”:\nWithin 30 days.', citations: [citation] },
  ]);
});

test('a given text is given whole, in blocks that tell their lines and cannot be cited', async () => {
  const lines = Array.from({ length: 400 }, (_, index) => `R${index + 1}: the system must do ${index}.`);
  const ground = {
    kind: 'given text',
    projectId: newId(),
    purpose: 'roadmap_requirements',
    text: lines.join('\n'),
    label: null,
  } as const;
  const { evidence, reply } = await givenTextEvidence.gather(asked({ context, question: 'x', ground }));
  assert.equal(reply, null);
  assert.ok(evidence.length > 5);
  const said = evidence.map(({ text }) => text.slice(text.indexOf('\n') + 1)).join('\n');
  assert.equal(said, ground.text);
  for (const { text, citations } of evidence) {
    assert.deepEqual(citations, []);
    assert.ok(text.length < 1550);
    const [, first, number] = /^Lines (\d+) to \d+:\nR(\d+):/.exec(text) ?? [];
    assert.ok(first !== undefined && first === number, text);
  }
});

onEachEngine('evidence by ground', (store) => {
  let ask: Awaited<ReturnType<typeof importHistory>>;

  before(async () => {
    ask = await importHistory(store(), [{ id: 'one', title: 'Disk of db-1 full', summary: 'It was full.' }]);
  });

  test('of a project the incidents are known, and it says that nothing else is', async () => {
    const sourceOf = createEvidenceSources({ ...none, db: store(), analyst: createAnalyst({ db: store() }) });
    const ground = { kind: 'project', projectId: newId(), slug: 'web-shop' } as const;
    const { evidence, reply } = await sourceOf(ground).gather(ask('Was a disk full?', { ground }));
    assert.equal(reply, null);
    assert.ok(evidence.some(({ citations }) => citations[0]?.source.externalId === 'one'));
    assert.deepEqual(evidence.at(-1), {
      text: 'The project web-shop has no services, topics or relationships here.',
      citations: [],
      isAbsence: true,
    });
    assert.equal(sourceOf(ground).tools, sourceOf({ kind: 'history' }).tools);
  });

  test('evidence is gathered once a request, and anew for the next or after a failure', async () => {
    const analyst = createAnalyst({ db: store() });
    let asks = 0;
    const counting: Answerer = {
      name: 'counting',
      answer(request) {
        asks += 1;
        if (asks === 1) throw new Error('not now');
        return analyst.answer(request);
      },
    };
    const source = createEvidenceSources({ ...none, db: store(), analyst: counting })({ kind: 'history' });
    const request = ask('Was a disk full?');
    await assert.rejects(source.gather(request), /not now/);
    const [first, second] = await Promise.all([source.gather(request), source.gather(request)]);
    assert.equal(first, second);
    assert.equal(asks, 2);
    assert.deepEqual(await source.gather({ ...request }), first);
    assert.equal(asks, 3);
  });
});
