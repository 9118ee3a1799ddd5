import { createAnalyst } from '../analyst/analyst.ts';
import { Vocabularies } from '../analyst/vocabulary/tenant-vocabulary.ts';
import { BUILTIN } from '../core/model-name.ts';
import { createAnswerGraph } from '../evidence/answer-graph.ts';
import { createFindNotes } from '../evidence/notes/find-notes.ts';
import { createBuiltin } from './builtin/builtin-answerer.ts';
import { withNotes } from './notes/with-notes.ts';
import type { OpenedAnswerer, Surroundings } from './opened-answerer.ts';

/**
 * The answerer that the configuration names: the built-in one, or language models with it behind them. What is told to be
 * remembered is heard before either.
 */
export async function openAnswerer(around: Surroundings): Promise<OpenedAnswerer> {
  const { answerer, offers } = await openInner(around);
  return { answerer: withNotes(answerer, { db: around.db, maxNotes: around.config.maxNotes }), offers };
}

async function openInner(around: Surroundings): Promise<OpenedAnswerer> {
  const vocabularies = new Vocabularies(around.db);
  const analyst = createAnalyst({ db: around.db, vocabularies, findSimilar: around.findSimilar });
  const builtin = createBuiltin({
    analyst,
    findDocuments: around.findDocuments,
    answerGraph: createAnswerGraph(around.db, vocabularies),
    findNotes: createFindNotes(around.db),
  });
  const { models, offeredModels } = around.config;
  if ([...models, ...(offeredModels ?? [])].every((model) => model === BUILTIN))
    return { answerer: builtin, offers: (model) => model === BUILTIN };
  // Servers without a model start without what only models need.
  const { openModels } = await import('./open-models.ts');
  return openModels(around, { analyst, builtin, vocabularies });
}
