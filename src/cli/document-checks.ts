import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Config } from '../config/settings.ts';
import { openDocumentReader } from '../documents/open-document-reader.ts';
import { listLocalModels, readModelFolder } from '../models/embedders/model-folder.ts';
import { openEmbedder } from '../models/embedders/open-embedder.ts';
import { openReranker } from '../models/rerankers/open-reranker.ts';
import { createLogger } from '../telemetry/logger.ts';

/** What a check is called, and what does it: a line about what works, or an error. */
export type Check = readonly [name: string, work: () => Promise<string>];

/** What documents are read and found with. */
export const documentChecks = (config: Config): Check[] => [
  ['reading documents', () => readTinyDocument(config)],
  ['embedding model', () => embedOnce(config)],
  ...(config.reranker === null ? [] : [[`reranker ${config.reranker}`, () => rerankOnce(config)] as const]),
];

async function readTinyDocument(config: Config): Promise<string> {
  const reader = openDocumentReader(config);
  const folder = await mkdtemp(join(tmpdir(), 'parley-doctor-'));
  try {
    const path = join(folder, 'check.md');
    await writeFile(path, '# Check\n\nThis is read in a process of its own.\n');
    const { format, passages } = await reader.read(path, 'check.md', 'document');
    return `a ${format} file, passages: ${passages.length}`;
  } finally {
    await reader.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function embedOnce(config: Config): Promise<string> {
  const { embeddings, modelsFolder } = config;
  if (embeddings === 'off') return 'off, search goes by words alone';
  const broken = embeddings === 'auto' ? await brokenModels(modelsFolder) : [];
  const embedder = await openEmbedder({ config, logger: createLogger('silent') });
  if (embedder === null && broken.length > 0) throw new Error(broken.join(' '));
  if (embedder === null) return `none in ${modelsFolder}, search goes by words alone`;
  try {
    const dimensions = await embedder.dimensions();
    return [`${embedder.name}, dimensions: ${dimensions}`, ...broken].join('; ');
  } finally {
    await embedder.close();
  }
}

/** Why models that are passed over cannot be used. */
async function brokenModels(folder: string): Promise<string[]> {
  const models = await listLocalModels(folder);
  const complaints = models.map((model) =>
    readModelFolder(folder, model).then(
      () => [],
      (error) => (error instanceof Error ? error.message : String(error)),
    ),
  );
  return (await Promise.all(complaints)).flat();
}

async function rerankOnce(config: Config): Promise<string> {
  await openReranker(config)?.rerank('test', ['a', 'b']);
  return 'answers';
}
