import type { Answerer } from '../../src/models/answerer.ts';

export const SENTENCE = 'There were 3 incidents with service checkout in 2025 [1].';

const ID = '01890a5d-ac96-774b-bcce-b302099a8057';

/** Says one sentence with one source and, where documents were asked, one passage: at no cost of its own. */
export const trivialAnswerer: Answerer = {
  name: 'trivial',
  async *answer({ ground }) {
    yield { type: 'text', text: SENTENCE };
    yield {
      type: 'finish',
      sources: [{ type: 'incident', id: ID, externalId: 'INC-1', title: 'Checkout answered 503' }],
      passages:
        ground.kind === 'documents'
          ? [
              {
                id: ID,
                content: 'Checkout answered 503 in 3 incidents of 2025.',
                score: 0.83,
                documentId: ID,
              },
            ]
          : [],
      abstained: false,
      inputRequired: false,
      state: null,
    };
  },
};
