import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { checkCitations } from '../test/support/citations/check-citations.ts';
import { madeCorpus } from '../test/support/citations/made-corpus.ts';
import { documentClient } from '../test/support/document-client.ts';
import { parley, serve } from './support/parley-process.ts';
import { withStore } from './support/with-store.ts';

const SHARED = join(import.meta.dirname, '..', '..', 'shared', 'data');
const TENANT = 'citations';
const BRAND = 'everything';

/** Folders by collection: the made corpus, and the public runbooks and post-mortems where they are there. */
async function sourcesIn(folder: string) {
  const made = join(folder, 'made');
  for (const [name, content] of Object.entries(madeCorpus())) {
    await mkdir(dirname(join(made, name)), { recursive: true });
    await writeFile(join(made, name), content);
  }
  const incidents = join(SHARED, 'incidents');
  const all = [
    { scope: 'made', kind: 'documents', path: made },
    { scope: 'runbooks', kind: 'runbooks', path: join(SHARED, 'runbooks', 'prometheus-operator', 'content') },
    ...(existsSync(incidents) ? await readdir(incidents) : []).map((name) => ({
      ...{ scope: name, kind: 'documents', path: join(incidents, name) },
    })),
  ];
  return all.filter(({ path }) => existsSync(path) || console.log(`${path} is not there and is left out`));
}

/** Asks `count` questions made from a varied corpus through a server, and checks every citation of every reply. */
export async function benchCitations(count: number): Promise<void> {
  await withStore(`${count} questions made from the documents themselves`, async (settings, folder) => {
    await parley(settings, 'tenant', 'create', TENANT);
    await parley(settings, 'brand', 'create', BRAND, '--tenant', TENANT);
    const sources = await sourcesIn(await mkdtemp(join(folder, 'corpus-')));
    for (const { scope, kind, path } of sources) {
      const where = ['--brand', BRAND, '--scope', scope, '--tenant', TENANT];
      const printed = await parley(settings, 'import', path, '--as', kind, ...where);
      console.log(`${scope}: ${printed.split('\n').at(-1)}`);
    }
    const rates = ['--rate-read', '1000000/60s', '--rate-write', '1000000/60s'];
    const key = await parley(settings, 'key', 'create', '--tenant', TENANT, ...rates);
    const server = await serve({ PARLEY_EMBEDDINGS: 'off', ...settings });
    try {
      const scopes = [...new Set(sources.map(({ scope }) => scope))];
      const client = documentClient(server.url, key.split('\n').at(-1) ?? '');
      const { failures, ...counts } = await checkCitations(client, { brand: BRAND, scopes, count });
      console.log(`${JSON.stringify({ ...counts, failures: failures.length })}`);
      for (const failure of failures.slice(0, 20)) console.log(`FAILED ${failure}`);
    } finally {
      await server.stop();
    }
  });
}
