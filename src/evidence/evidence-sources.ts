import type { Vocabularies } from '../analyst/vocabulary/tenant-vocabulary.ts';
import type { Ground } from '../core/evidence.ts';
import type { Db } from '../db/db.ts';
import type { Answerer } from '../models/answerer.ts';
import type { EvidenceSource } from '../models/evidence.ts';
import { createDocumentEvidence } from './document-evidence.ts';
import { gatherOnce } from './gather-once.ts';
import { givenTextEvidence } from './given-text-evidence.ts';
import { createHistoryEvidence } from './history-evidence.ts';
import { createProjectEvidence } from './project-evidence.ts';

/**
 * Where a model's evidence comes from, by what a turn may rest on. `analyst` answers about incidents; its `vocabularies`
 * serve the tools too, where they are given.
 */
export function createEvidenceSources(
  db: Db,
  analyst: Answerer,
  vocabularies?: Vocabularies,
): (ground: Ground) => EvidenceSource {
  const history = createHistoryEvidence(db, analyst, vocabularies);
  const sources: Readonly<Record<Ground['kind'], EvidenceSource>> = {
    history: gatherOnce(history),
    project: gatherOnce(createProjectEvidence(history)),
    // No documents can be stored yet.
    documents: gatherOnce(createDocumentEvidence(async () => [])),
    'given text': gatherOnce(givenTextEvidence),
  };
  return ({ kind }) => sources[kind];
}
