import type { FindSimilar } from '../analyst/read/link-pattern.ts';
import { Vocabularies } from '../analyst/vocabulary/tenant-vocabulary.ts';
import type { Db } from '../db/db.ts';
import type { Answerer, AnswerRequest } from '../models/answerer.ts';
import type { Evidence, EvidenceSource } from '../models/evidence.ts';
import { boundRecords } from './bound-records.ts';
import { fitEvidence } from './fit-evidence.ts';
import { answerEvidence, hearAnswer } from './hear-answer.ts';
import { findPassageEvidence } from './passage-evidence.ts';
import { searchWords } from './search-words.ts';
import { historyTools } from './tools/history-tools.ts';

const MOST_PASSAGES = 6;

/** Of all the evidence of a turn together: about 3,000 tokens. */
const MOST_CHARACTERS = 12_000;

/**
 * Evidence of the tenant's incidents, in this order: what the analyst computed, the record that the session is bound to
 * with its pattern, and the passages that search finds. The analyst and the search run at the same time: one round trip for a search,
 * a few more where the session is bound. The state is the analyst's, so that a next turn that it answers can refer
 * to this one.
 */
export function createHistoryEvidence(
  db: Db,
  analyst: Answerer,
  vocabularies = new Vocabularies(db),
  findSimilar?: FindSimilar,
): EvidenceSource {
  return {
    tools: historyTools({ db, analyst, vocabularies, findSimilar }),
    async gather(request) {
      const [answer, texts] = await Promise.all([hearAnswer(analyst, request), findTexts(request, db)]);
      return {
        evidence: fitEvidence([...answerEvidence(answer), ...texts], MOST_CHARACTERS),
        passages: [],
        // Which of several things is meant is for the user to say, and not for a model to guess.
        reply: answer.inputRequired ? { text: answer.text, asksBack: true } : null,
        state: answer.state,
      };
    },
  };
}

async function findTexts(request: AnswerRequest, db: Db): Promise<Evidence[]> {
  const { tenantId } = request.context;
  const bound = await boundRecords(request, db);
  const words = searchWords(request, bound.about);
  return [...bound.evidence, ...(await findPassageEvidence(db, tenantId, words, MOST_PASSAGES))];
}
