import { join } from 'node:path';
import type { ImportKind } from '../../src/importers/import-kind.ts';
import { REWRITE_NAMES } from '../../src/retrieval/query/rewrites/rewrites.ts';
import { rowPrinter } from '../support/print-row.ts';
import {
  alertQuestions,
  type BenchQuestion,
  type Collection,
  CRANFIELD,
  RUNBOOKS,
  readCranfield,
  readRunbooks,
} from './collections.ts';
import {
  evaluate,
  type LexicalOptions,
  lexicalRanker,
  type Measured,
  plainRanker,
  type Ranker,
} from './evaluate.ts';
import { openProduct, type Product } from './product.ts';
import { openScratchStore, type ScratchStore } from './scratch-store.ts';

const row = rowPrinter(34, 9, 9, 9, 11, 9, 9, 9);
const figure = (value: number): string => value.toFixed(4);
const share = (value: number): string => `${(value * 100).toFixed(1)} %`;

/** Without each part of the ranking in turn: what it pays. */
const ABLATIONS: readonly (readonly [string, LexicalOptions])[] = [
  ...REWRITE_NAMES.map((name): [string, LexicalOptions] => [
    `without rewrite ${name}`,
    { rewrites: REWRITE_NAMES.filter((other) => other !== name) },
  ]),
  ['without any rewrite', { rewrites: [] }],
  ['without neighbours', { weights: { neighbours: 0 } }],
  ['without pairs', { weights: { pairs: 0 } }],
  ['without the title field', { weights: { title: 0 } }],
  ['with 100 candidates', { candidates: 100 }],
];

function printCranfield(name: string, measured: Measured): void {
  row(
    name,
    figure(measured.ndcg10),
    figure(measured.ndcg10Tuned),
    figure(measured.ndcg10Held),
    figure(measured.recall100),
    figure(measured.mrr10),
  );
}

function printRunbooks(name: string, alerts: Measured, symptoms: Measured): void {
  row(
    name,
    share(alerts.first),
    share(symptoms.first),
    share(symptoms.firstThree),
    share(symptoms.firstThreeTuned),
    share(symptoms.firstThreeHeld),
    figure(symptoms.mrr10),
  );
}

/** Encoders that are weak on purpose: fusion must not lose by them. */
const ENCODERS = ['parley-test/use-lite-en', 'parley-test/glove-wink-100d'];

type NamedRanker = readonly [name: string, ranker: Ranker];

/** Our ranking with and without its parts, on the store's candidates. */
const partsOf = (store: ScratchStore): NamedRanker[] => [
  ['BM25 of the store, plain text', plainRanker(store)],
  ['lexical', lexicalRanker(store)],
  ...ABLATIONS.map(([name, options]): NamedRanker => [name, lexicalRanker(store, options)]),
];

/** As users have it: imported, searched by words, by vectors and by both. */
async function* wholeOf(product: Product): AsyncGenerator<NamedRanker> {
  yield ['product: words', product.words];
  for (const encoder of ENCODERS) {
    const name = encoder.slice(encoder.indexOf('/') + 1);
    const { dense, fused, weight } = await product.embed(encoder);
    yield [`product: dense ${name}`, dense];
    yield [`product: fused (learnt ${weight})`, fused];
  }
}

interface Bench {
  readonly collection: Collection;
  /** What is imported, and as what. */
  readonly path: string;
  readonly as: ImportKind;
  readonly print: (name: string, ranker: Ranker) => Promise<void>;
}

async function benchCollection({ collection, path, as, print }: Bench): Promise<void> {
  const store = await openScratchStore(collection.documents);
  try {
    for (const [name, ranker] of partsOf(store)) await print(name, ranker);
  } finally {
    await store.close();
  }
  const product = await openProduct(path, as);
  try {
    for await (const [name, ranker] of wholeOf(product)) await print(name, ranker);
  } finally {
    await product.close();
  }
}

async function benchCranfield(): Promise<void> {
  const collection = readCranfield();
  if (!collection) return console.log('Cranfield is not at ../shared/data/retrieval/cranfield: skipped');
  console.log(
    `\nCranfield: ${collection.documents.length} documents, ${collection.questions.length} questions`,
  );
  row('', 'nDCG@10', 'odd', 'even', 'recall@100', 'MRR@10');
  await benchCollection({
    ...{ collection, path: join(CRANFIELD, 'corpus.jsonl'), as: 'documents' },
    print: async (name, ranker) => printCranfield(name, await evaluate(collection.questions, ranker)),
  });
}

async function benchRunbooks(): Promise<void> {
  const collection = readRunbooks();
  if (!collection) return console.log('The runbooks are not at ../shared/data/runbooks: skipped');
  const alerts: readonly BenchQuestion[] = alertQuestions(collection);
  console.log(
    `\nRunbooks: ${collection.documents.length} pages, ${alerts.length} alerts, ${collection.questions.length} symptoms`,
  );
  row('', 'alert 1st', 'sym. 1st', '1st–3rd', 'tuned', 'held', 'MRR@10');
  await benchCollection({
    ...{ collection, path: RUNBOOKS, as: 'runbooks' },
    print: async (name, ranker) =>
      printRunbooks(name, await evaluate(alerts, ranker), await evaluate(collection.questions, ranker)),
  });
}

/** Quality of retrieval on public collections, by words, by vectors and by both. */
export async function benchRetrieval(): Promise<void> {
  await benchCranfield();
  await benchRunbooks();
}
