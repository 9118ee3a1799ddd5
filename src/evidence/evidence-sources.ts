import { Vocabularies } from '../analyst/vocabulary/tenant-vocabulary.ts';
import type { Ground } from '../core/evidence.ts';
import type { Db } from '../db/db.ts';
import type { Answerer } from '../models/answerer.ts';
import type { EvidenceSource } from '../models/evidence.ts';
import { createAnswerGraph } from './answer-graph.ts';
import { createDocumentEvidence } from './document-evidence.ts';
import type { FindDocuments } from './find-documents.ts';
import { gatherOnce } from './gather-once.ts';
import { givenTextEvidence } from './given-text-evidence.ts';
import { createHistoryEvidence } from './history-evidence.ts';
import { createProjectEvidence } from './project-evidence.ts';

export interface EvidenceParts {
  readonly db: Db;
  /** Answers about incidents. */
  readonly analyst: Answerer;
  /** The analyst's own, which serve the tools too. */
  readonly vocabularies?: Vocabularies;
  readonly findDocuments: FindDocuments;
}

/** Where a model's evidence comes from, by what a turn may rest on. */
export function createEvidenceSources({
  db,
  analyst,
  vocabularies = new Vocabularies(db),
  findDocuments,
}: EvidenceParts): (ground: Ground) => EvidenceSource {
  const history = createHistoryEvidence(db, analyst, vocabularies);
  const sources: Readonly<Record<Ground['kind'], EvidenceSource>> = {
    history: gatherOnce(history),
    project: gatherOnce(createProjectEvidence(history, createAnswerGraph(db, vocabularies))),
    documents: gatherOnce(createDocumentEvidence(findDocuments)),
    'given text': gatherOnce(givenTextEvidence),
  };
  return ({ kind }) => sources[kind];
}
