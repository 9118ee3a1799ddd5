import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { checkCitations } from '../support/citations/check-citations.ts';
import { madeCorpus } from '../support/citations/made-corpus.ts';
import { type DocumentClient, documentClient } from '../support/document-client.ts';
import { onEachServer } from '../support/running-parley.ts';

onEachServer(
  'citations of documents',
  (server) => {
    let client: DocumentClient;
    before(async () => {
      client = documentClient(server().url, await server().newKey(await server().newTenant()));
      await client.call('POST', '/v1/brands', { brand_id: 'harbour', scopes: ['books', 'alarms'] });
      const files = Object.entries(madeCorpus());
      const isRunbook = ([name]: [string, unknown]) =>
        /\/(?!handbook)\w+\.md$/.test(name) && !name.startsWith('cjk');
      for (const [kind, scope, some] of [
        ['document', 'books', files.filter((file) => !isRunbook(file))],
        ['runbook', 'alarms', files.filter(isRunbook)],
      ] as const) {
        const query = { brand_id: 'harbour', kind, scope };
        const job = await client.give(Object.fromEntries(some), query);
        assert.equal(job.status, 'completed', JSON.stringify(job.files));
      }
    });

    test('each is the exact text at its offsets, is used, and is part of the context', async (t) => {
      const { failures, ...counts } = await checkCitations(client, {
        ...{ brand: 'harbour', scopes: ['books', 'alarms'], count: 60 },
      });
      t.diagnostic(JSON.stringify(counts));
      assert.deepEqual(failures, []);
      assert.equal(counts.questions, 60);
      assert.ok(counts.answered >= 20, 'most are answered');
      assert.ok(counts.refused >= 1, 'what is not there is refused');
    });
  },
  {},
  { answers: 'itself' },
);
