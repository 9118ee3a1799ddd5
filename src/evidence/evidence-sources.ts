import type { FindSimilar } from '../analyst/read/link-pattern.ts';
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
import { createFindNotes } from './notes/find-notes.ts';
import { withNoteEvidence } from './notes/note-evidence.ts';
import { createProjectEvidence } from './project-evidence.ts';

export interface EvidenceParts {
  readonly db: Db;
  /** Answers about incidents. */
  readonly analyst: Answerer;
  /** The analyst's own, which serve the tools too. */
  readonly vocabularies?: Vocabularies;
  readonly findDocuments: FindDocuments;
  readonly findSimilar?: FindSimilar | undefined;
}

/** Where a model's evidence comes from, by what a turn may rest on. */
export function createEvidenceSources({
  db,
  analyst,
  vocabularies = new Vocabularies(db),
  findDocuments,
  findSimilar,
}: EvidenceParts): (ground: Ground) => EvidenceSource {
  const history = createHistoryEvidence(db, analyst, vocabularies, findSimilar);
  const findNotes = createFindNotes(db);
  const sources: Readonly<Record<Ground['kind'], EvidenceSource>> = {
    history: gatherOnce(withNoteEvidence(history, findNotes)),
    project: gatherOnce(
      withNoteEvidence(createProjectEvidence(history, createAnswerGraph(db, vocabularies)), findNotes),
    ),
    documents: gatherOnce(createDocumentEvidence(findDocuments)),
    'given text': gatherOnce(givenTextEvidence),
  };
  return ({ kind }) => sources[kind];
}
